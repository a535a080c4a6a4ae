"""Safety instructions on screen (S16), and who is kept apart from whom."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coordination.access import allowed, fetch, may
from coordination.flags import actions, apart
from coordination.flags.forms import ApartForm, FlagsForm
from coordination.flags.lists import standing, trail
from coordination.flags.models import Flag
from coordination.once import once
from coordination.survivors.models import Survivor
from coordination.survivors.start import onward

CHANGE = "coordination.change_flags"


@allowed("coordination.view_people")
def flags(request, ref):
    """What to do, and what was written before; peers and managers add to it."""
    may_change = may(request.user, CHANGE)
    if request.method == "POST" and not may_change:
        raise PermissionDenied
    person = fetch(request, Survivor, ref=ref)
    form = FlagsForm(request.POST or None) if may_change else None
    if form and form.is_valid():
        try:
            given = {"survivor": person, **form.cleaned_data}
            once(request, actions.add_flags, by=request.user, **given)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return onward(request, ref, default="flags")
    context = {
        "form": form,
        "person": person,
        "flags": standing(request, person),
        "trail": trail(request, person),
        "apart": apart.in_words(request.user, person),
    }
    return render(request, "coordination/flags/flags.html", context)


@require_POST
@allowed(CHANGE)
def renew_flag(request, ref):
    """Looked at again, and still right."""
    return _change(request, ref, actions.renew_flag)


@require_POST
@allowed(CHANGE)
def end_flag(request, ref):
    """It holds no more."""
    return _change(request, ref, actions.end_flag)


def _change(request, ref, action):
    flag = fetch(request, Flag.objects.select_related("survivor"), ref=ref)
    try:
        once(request, action, flag=flag, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Saved."))
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/"):
        return redirect(back)
    return redirect("flags", ref=flag.survivor.ref)


@allowed(CHANGE)
def keep_apart(request, ref):
    """Do not pair with somebody of the staff: at once, and only the effect shows afterwards."""
    person = fetch(request, Survivor, ref=ref)
    form = ApartForm(request.POST or None, staff=apart.staff(request.user))
    if form.is_valid():
        user = form.cleaned_data["who"]
        try:
            once(request, apart.keep_apart, survivor=person, user=user, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved. They are never paired, and the record is closed."))
            return redirect("flags", ref=ref)
    context = {"form": form, "person": person}
    return render(request, "coordination/flags/keep_apart.html", context)
