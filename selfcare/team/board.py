"""What a supervisor needs to know of a team: load, rhythm, requests, and what was shared."""

from dataclasses import dataclass

from coordination import clock
from selfcare import load, wall
from selfcare.checkins.models import CheckIn, SharedResult
from selfcare.checkins.words import shared_words
from selfcare.debriefs.models import Debrief
from selfcare.supervision import dates
from selfcare.supervision.rhythm import Standing


@dataclass(frozen=True)
class Member:
    """One peer of the line: spots in use of their own limit, and where supervision stands."""

    peer: object
    used: int
    standing: Standing
    since: object

    @property
    def name(self):
        return self.peer.user.get_short_name()

    @property
    def over(self):
        """How many people above their own limit."""
        return max(0, self.used - self.peer.limit)


@dataclass(frozen=True)
class SharedRow:
    """What one peer shares of one check-in, in words."""

    name: str
    ref: str
    on: object
    words: str


def members(request):
    """The team of this request's supervisor, by name; read once a page, however many cards ask."""
    if not hasattr(request, "team_members"):
        peers = wall.team(request)
        used, standings = load.spots_used(peers), dates.standings(peers)
        request.team_members = [
            Member(peer, used.get(peer.pk, 0), *standings[peer.user_id]) for peer in peers
        ]
    return request.team_members


def debriefs(request):
    """Open requests of the team, the waiting ones first."""
    rows = wall.shared_with(request, Debrief.objects.open().select_related("subject"))
    return sorted(rows, key=lambda row: (row.set_for is not None, row.asked_at))


def shared_by(request, member, limit):
    """What one member shares, newest first."""
    rows = SharedResult.objects.filter(subject=member.peer.user).newest()
    views = wall.results_shared_with(request, rows, limit)
    return [_row(member, view) for view in views]


def newest_shared(request, people, since):
    """The newest thing each of these members shares of check-ins since a day."""
    rows = SharedResult.objects.filter(subject__in=[one.peer.user_id for one in people])
    found = {}
    for view in wall.results_shared_with(request, rows.filter(on__gte=since).newest()):
        found.setdefault(view.subject, view)
    members = {one.peer.user_id: one for one in people}
    return [_row(members[view.subject], view) for view in found.values()]


def _row(member, view):
    return SharedRow(member.name, member.peer.ref, view.on, shared_words(view))


def enough_finished(people):
    """Whether "5 or more finished this month's check-in" may be said of this team (SC-4)."""
    rows = CheckIn.objects.unscoped("a number that goes through the wall")
    rows = rows.in_month(clock.today()).filter(subject__in=[one.peer.user_id for one in people])
    finished = rows.order_by().values("subject").distinct().count()
    return wall.may_be_told(finished, of=len(people))
