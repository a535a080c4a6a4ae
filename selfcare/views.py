"""The page of one's own: what is due, what helps, and that nobody else sees it."""

from datetime import timedelta

from django.shortcuts import render

from coordination import clock
from coordination.access import allowed
from selfcare import load, wall

from .checkins.models import CheckIn, Pulse
from .debriefs.models import Debrief
from .supervision import dates
from .supervision.rhythm import WEEKS


@allowed("selfcare.check_in")
def me(request):
    """S46, thin. Only this user sees the page; a card says so where something is shared."""
    twelve_weeks_ago = clock.today() - timedelta(weeks=WEEKS)
    pulses = wall.mine(request, Pulse.objects.since(twelve_weeks_ago))
    debriefs = wall.mine(request, Debrief.objects.open().select_related("set_by"), limit=1)
    contacts = load.contacts_by_week(request.user)
    context = {
        "check_in": own_check_in(request),
        "debrief": debriefs[0] if debriefs else None,
        "supervisor": wall.supervisor_of(request.user),
        "next_session": dates.next_on(request.user),
        "contacts": contacts,
        "contacts_total": sum(contacts),
        "heavy": sum(pulse.feeling == Pulse.Feeling.HEAVY for pulse in pulses),
    }
    return render(request, "selfcare/me.html", context)


def own_check_in(request):
    """Where this user's check-in stands: last one, a draft to go on with, whether one is open."""
    newest = wall.mine(request, CheckIn.objects.newest(), limit=2)
    last = next((row for row in newest if row.finished_on), None)
    done = last and last.finished_on >= clock.today().replace(day=1)
    return {"last": last, "draft": any(not row.finished_on for row in newest), "open": not done}
