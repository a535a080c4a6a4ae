"""What handoffs bring to shared pages: what to look at today, who does not answer, the steps."""

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.access import listing
from coordination.registry import needs
from coordination.registry.cards import card
from referrals.handoffs import steps
from referrals.handoffs.models import Handoff

ROWS, MINE_ROWS = 7, 4  # a peer has more lists on Today than handoffs


@card(
    place="today",
    order=21,
    title=_("Handoffs to look at"),
    template="referrals/handoffs/cards/to_finish.html",
    permission="referrals.update_handoff",
)
def to_finish(request):
    """One's own whose check is today or past, longest past first (S07)."""
    mine = Handoff.objects.of(request.user).to_check(clock.today()).with_place()
    rows = listing(request, mine.order_by("next_check_on", "pk"), limit=MINE_ROWS + 1)
    return _rows(rows, MINE_ROWS)


@card(
    place="today",
    order=11,
    title=_("Handoffs with no answer"),
    template="referrals/handoffs/cards/no_answer.html",
    permission="coordination.view_every_survivor",
)
def no_answer(request):
    """Places that have owed an answer for more than a week, longest first (S08)."""
    return _rows(_quiet(request))


def _quiet(request):
    """Those with no answer, asked once a page."""
    if not hasattr(request, "quiet_handoffs"):
        quiet = Handoff.objects.quiet(clock.today()).with_place()
        request.quiet_handoffs = listing(request, quiet, limit=ROWS + 1)
    return request.quiet_handoffs


@needs.source(order=12)
def longest_quiet(request):
    """The two that wait longest for an answer, among what needs a manager."""
    return [needs.later(_no_answer, handoff) for handoff in _quiet(request)[:2]]


def _no_answer(handoff):
    return needs.Need(
        text=steps.waiting(handoff),
        name=handoff.survivor.name,
        meta=handoff.owner_user.name,
        href=reverse("update_handoff", args=[handoff.ref]),
        action=say("Update"),
    )


@card(
    place="today",
    order=40,
    title=_("Handoff steps"),
    template="referrals/handoffs/cards/steps.html",
    permission="coordination.view_every_survivor",
    column="side",
)
def program_steps(request):
    """How far the handoffs of the last 90 days came."""
    return _bars(request)


@card(
    place="team",
    order=35,
    title=_("Handoff steps"),
    template="referrals/handoffs/cards/steps.html",
    permission="selfcare.view_team",
)
def team_steps(request):
    """The same for the people of the supervisor's team."""
    return _bars(request)


card(
    place="today",
    order=35,
    title=_("Handoff steps"),
    template="referrals/handoffs/cards/steps.html",
    permission="selfcare.view_team",
)(team_steps)


@card(
    place="person",
    order=25,
    title=_("Handoffs"),
    template="referrals/handoffs/cards/of_person.html",
    permission="referrals.view_handoff",
)
def of_person(request, survivor):
    """Hers: the open ones, then the last that ended."""
    hers = Handoff.objects.started().filter(survivor=survivor).with_place()
    newest = hers.order_by(F("ended_on").desc(nulls_first=True), "next_check_on", "pk")
    rows = listing(request, newest, limit=3 * ROWS)
    still = [row for row in rows if row.is_open]
    ended = [row for row in rows if row.is_ended]
    return {"person": survivor, "entries": steps.entries(still + ended[:3])}


def _rows(found, shown=ROWS):
    if not found:
        return None
    return {"entries": steps.entries(found[:shown]), "more": len(found) > shown}


def _bars(request):
    drawn = steps.bars(request.user)
    return {"bars": drawn} if drawn else None
