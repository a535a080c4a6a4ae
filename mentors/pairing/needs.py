"""What a manager decides about pairings, among what needs them today."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coordination import clock
from coordination.access import listing
from coordination.registry import needs
from coordination.templatetags.daybook import when
from mentors.pairing import board
from mentors.pairing.models import Pairing

SHOWN = 7


@needs.source(order=5)
def pairings(request):
    """Pairings nobody but a manager can take further: what to do, never why."""
    rows = Pairing.objects.needs_answer().select_related("survivor", "peer__user")
    rows = rows.order_by("status_since", "pk")
    return [needs.later(_need, row) for row in listing(request, rows, limit=SHOWN)]


def _need(row):
    names = {"name": row.survivor.name, "peer": row.peer.first_name}
    if row.is_walking:
        meta, action = _("Talk with both, then end the pairing."), _("End it")
        href = reverse("end_pairing", args=[row.ref])
    else:
        meta = _("They were to meet: %(day)s. Ask what they want now.")
        meta, action = meta % {"day": when(row.meeting_on)}, _("Record the answer")
        href = reverse("record_answer", args=[row.ref])
    return needs.Need(
        text=_("A pairing needs an answer"),
        name=_("%(name)s and %(peer)s") % names,
        meta=meta,
        href=href,
        action=action,
    )


def waiting(request):
    """Those who wait for a peer, longest first, asked once a page."""
    if not hasattr(request, "waiting_people"):
        request.waiting_people = listing(request, board.waiting(), limit=SHOWN + 1)
    return request.waiting_people


@needs.source(order=10)
def longest_waits(request):
    """The two who have waited longest."""
    return [needs.later(_wait, person) for person in waiting(request)[:2]]


def _wait(person):
    days = (clock.today() - person.asked_on).days
    text = ngettext("Waits for a peer: %(days)s day", "Waits for a peer: %(days)s days", days)
    return needs.Need(
        text=text % {"days": days},
        name=person.name,
        href=reverse("ideas", args=[person.ref]),
        action=_("See ideas"),
    )
