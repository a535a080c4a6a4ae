"""The Inbox (S11) and one's own settings (S70)."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coordination import access
from coordination.access import allowed, fetch
from coordination.inbox import actions, outbox
from coordination.inbox.forms import SettingsForm
from coordination.inbox.models import Notice


@allowed("coordination.view_today")
def inbox(request):
    """Everything I was told that I may still open, newest first."""
    outbox.looked(request.user)
    rows = Notice.objects.select_related("survivor", "by").newest()
    page = access.page(request, rows)
    new = Notice.objects.visible_to(request.user).unread().count() if page.rows else 0
    return render(request, "coordination/inbox/inbox.html", {"page": page, "new": new})


@require_POST
@allowed("coordination.view_today")
def open_notice(request, ref):
    """Mark it read and go where it leads; that page decides again who may see it."""
    notice = fetch(request, Notice, ref=ref)
    actions.mark_read(notice=notice)
    return redirect(notice.path)


@require_POST
@allowed("coordination.view_today")
def mark_read(request, ref):
    """Read, without going there."""
    actions.mark_read(notice=fetch(request, Notice, ref=ref))
    return redirect("inbox")


@require_POST
@allowed("coordination.view_today")
def mark_all_read(request):
    request.gate.decide()
    actions.mark_all_read(user=request.user)
    messages.success(request, _("All marked as read."))
    return redirect("inbox")


@allowed("coordination.view_today")
def settings(request):
    """My name here, whether mail tells me that something is new, and light or dark."""
    request.gate.decide()
    start = {"mail": "on" if request.user.mail_on else "off"}
    form = SettingsForm(request.POST or None, initial=start)
    if form.is_valid():
        actions.change_mail(user=request.user, mail_on=form.cleaned_data["mail"] == "on")
        messages.success(request, _("Saved."))
        return redirect("settings")
    return render(request, "coordination/inbox/settings.html", {"form": form})
