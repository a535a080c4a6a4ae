"""Pairings where nobody reached her for longer than the organisation's days (PAIR-8)."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists, F, Max, OuterRef, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from coordination import clock
from coordination.access import listing
from coordination.models import Survivor
from coordination.registry import under_way
from mentors.contacts import quiet as words
from mentors.contacts.models import Contact
from mentors.contacts.silence import silence
from mentors.pairing.models import Pairing
from mentors.peers.models import Kind

LOOKED_AT = 60  # a navigator without an open handoff is not silent; some rows fall away


@dataclass(frozen=True)
class Quiet:
    """A pairing and its alarm in words."""

    pairing: Pairing
    alarm: words.Alarm


def pairings(request, limit):
    """Those of people this user sees, longest silence first; asked once a page."""
    if not hasattr(request, "quiet_pairings"):
        limits = words.limits()
        rows = listing(request, _rows(limits), limit=LOOKED_AT)
        navigated = {row.survivor_id for row in rows if row.kind == Kind.NAVIGATOR}
        busy = under_way.among(navigated)
        found = [Quiet(row, _alarm(row, busy, limits)) for row in rows]
        request.quiet_pairings = [one for one in found if one.alarm]
    return request.quiet_pairings[:limit]


def _rows(limits):
    reached = Q(
        contacts__in_error=False,
        contacts__outcome=Contact.Outcome.TALKED,
    )
    rows = Pairing.objects.active().filter(
        survivor__status=Survivor.Status.OPEN, peer__user__is_active=True
    )
    rows = rows.annotate(last_reached_at=Max("contacts__happened_at", filter=reached)).annotate(
        since=Coalesce(TruncDate("last_reached_at"), F("started_on"))
    )
    wanted = Q(pk__in=[])
    for kind, days in limits.items():
        first = min((day for day in days if day is not None), default=None)
        if first is not None:
            wanted |= Q(kind=kind, since__lte=clock.today() - timedelta(days=first))
    # She asked for time: nobody is told to nudge before the day she named, whoever looks.
    waits = Contact.objects.unscoped("whom she asked to wait").waiting()
    wanted &= ~Exists(waits.filter(pairing=OuterRef("pk")))
    rows = rows.filter(wanted).select_related("survivor", "peer__user", "peer__supervisor")
    return rows.order_by("since", "pk")


def _alarm(row, busy, limits):
    last = row.last_reached_at
    found = silence(
        kind=row.kind,
        status=row.status,
        started_on=row.started_on,
        last_reached_on=timezone.localdate(last) if last else None,
        today=clock.today(),
        open_handoff=row.survivor_id in busy,
        limits=limits,
    )
    return words.alarm(row, found, limits)
