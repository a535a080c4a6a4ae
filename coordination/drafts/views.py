"""Keeping a draft while somebody types, and starting again."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from coordination.access import about_nobody
from coordination.drafts import actions
from coordination.users import lock


@require_POST
@about_nobody
def keep_draft(request):
    """The page's own fields, sent by its script. The answer is the same whatever was kept."""
    page = lock.came_from(request).partition("?")[0]
    if page:
        actions.keep(request, page)
    return HttpResponse(status=204)


keep_draft.keeps_drafts = True


@require_POST
@about_nobody
def drop_draft(request):
    """Start again: the page comes back as it was before anything was typed."""
    page = lock.safe_path(request.POST.get("next"))
    if page:
        actions.drop(request, page.partition("?")[0])
    return lock.SeeOther(page or reverse("today"))
