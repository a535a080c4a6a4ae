"""The deny list on screen, for the privacy officer alone: codes of people, names of staff."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from coordination import access
from coordination.access import Denial, DenialEvent, allowed, fetch, listing
from coordination.flags.forms import LiftForm
from coordination.once import once, sent_before
from coordination.survivors.actions import lift_denial as lift

EVENTS_SHOWN = 20
LIFTABLE = "coordination.lift_denial"


@allowed(LIFTABLE)
def denial_list(request):
    """Whose record is closed to whom, and what became of each entry."""
    rows = Denial.objects.select_related("survivor", "user").order_by("survivor__code", "pk")
    events = DenialEvent.objects.select_related("user", "by").order_by("-at", "-pk")
    context = {
        "page": access.page(request, rows),
        "events": listing(request, events, limit=EVENTS_SHOWN),
        "own": Denial.Kind.OWN_RECORD,
    }
    return render(request, "coordination/flags/denial_list.html", context)


@allowed(LIFTABLE)
def lift_denial(request, ref, staff):
    """Take one entry off, with a ground."""
    if sent_before(request):
        return redirect("denial_list")
    rows = Denial.objects.select_related("survivor", "user")
    denial = fetch(request, rows, survivor__ref=ref, user__ref=staff)
    form = LiftForm(request.POST or None)
    if form.is_valid():
        try:
            once(request, lift, denial=denial, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Lifted. The trail keeps who did it, and why."))
            return redirect("denial_list")
    return render(request, "coordination/flags/lift_denial.html", {"form": form, "denial": denial})
