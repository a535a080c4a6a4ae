"""Finding a group, reading what is known about it, and keeping that fresh. About no person."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coordination.access import PER_PAGE, about_nobody, allowed, may
from coordination.once import once

from . import actions, details
from .filters import FilterForm
from .forms import ChangeGroupForm, FindForm
from .lists import entries
from .models import Group, SupportModel
from .support_models import BY_SLUG, FIGURES_FROM


@allowed("referrals.view_group")
@about_nobody
def group_list(request):
    """Groups that fit the filters (S35), the next meeting first."""
    filters = FilterForm(request.GET, user=request.user)
    listed = Group.objects.visible_to(request.user).listed()
    page, total = entries(request, filters.apply(listed), **filters.fits())
    context = {"page": page, "total": total, "filters": filters, "find": FindForm()}
    context["models"] = SupportModel.objects.visible_to(request.user)
    if may(request.user, "referrals.change_group"):
        context["held"] = Group.objects.visible_to(request.user).held().count()
    return render(request, "referrals/groups/group_list.html", context)


@allowed("referrals.view_group")
@about_nobody
def find_group(request):
    """Groups by words of a name, a town or a place; the words come and stay in a POST."""
    if request.method != "POST":
        return redirect("group_list")
    find = FindForm(request.POST)
    listed = Group.objects.visible_to(request.user).listed()
    context = {"form": find, "find": find}
    if find.is_valid():
        found = listed.matching(find.cleaned_data["text"])
        context["page"], context["total"] = entries(request, found)
        context["more"] = max(context["total"] - PER_PAGE, 0)
    return render(request, "referrals/groups/find_group.html", context)


@allowed("referrals.view_group")
@about_nobody
def group_detail(request, ref):
    """One group (S36): when and where, what is known, what is not, and how fresh it is."""
    group = _group(request, ref)
    context = {"group": group, **details.of(group, request.user)}
    return render(request, "referrals/groups/group_detail.html", context)


@require_POST
@allowed("referrals.check_group")
@about_nobody
def mark_checked(request, ref):
    """Somebody asked or looked today, and the page is right."""
    group = once(request, actions.mark_checked, group=_group(request, ref), by=request.user)
    messages.success(request, _("Saved. Checked today."))
    return redirect("group_detail", ref=group.ref)


@allowed("referrals.check_group")
@about_nobody
def change_group(request, ref):
    """Write what somebody found out, and how they know."""
    group = _group(request, ref)
    form = ChangeGroupForm(request.POST or None, instance=group, user=request.user)
    if form.is_valid():
        try:
            changes, heard = form.changes(), form.cleaned_data["heard_from"]
            once(
                request,
                actions.change_group,
                group=group,
                changes=changes,
                heard_from=heard,
                by=request.user,
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved. Lists that are read in later leave this alone."))
            return redirect("group_detail", ref=ref)
    context = {"form": form, "group": group}
    return render(request, "referrals/groups/change_group.html", context)


@allowed("referrals.change_group")
@about_nobody
def held_groups(request):
    """Entries that mention a place which may be confidential, for a manager to look at (PRI-6)."""
    held = Group.objects.visible_to(request.user).held().select_related("source")
    groups = list(held.order_by("name", "pk")[:PER_PAGE])
    return render(request, "referrals/groups/held_groups.html", {"groups": groups})


@require_POST
@allowed("referrals.change_group")
@about_nobody
def release_group(request, ref):
    """A manager's answer about a held entry: show it, or keep it off every list."""
    show = request.POST.get("answer") == "show"
    try:
        once(
            request,
            actions.release_group,
            group=_group(request, ref),
            show=show,
            by=request.user,
        )
    except ValidationError as error:
        messages.warning(request, error.message)
    else:
        done = _("Saved. The group is shown.") if show else _("Saved. Only managers see it.")
        messages.success(request, done)
    return redirect("held_groups")


@allowed("referrals.view_group")
@about_nobody
def support_model(request, slug):
    """One kind of group (S37): what the review says, what it does not, and where to find one."""
    model = get_object_or_404(SupportModel.objects.visible_to(request.user), slug=slug)
    if slug not in BY_SLUG:
        raise Http404
    listed = Group.objects.visible_to(request.user).listed()
    context = {
        "model": model,
        "words": BY_SLUG[slug],
        "rows": details.model_rows(BY_SLUG[slug]),
        "figures_from": FIGURES_FROM,
        "local": listed.filter(support_model=model).count(),
    }
    return render(request, "referrals/groups/support_model.html", context)


def _group(request, ref):
    """The group, or 404 for one that is not there or not shown to this user."""
    rows = Group.objects.visible_to(request.user).select_related(
        "support_model", "source", "changed_by", "checked_by"
    )
    return get_object_or_404(rows, ref=ref)
