"""
The states of a warm handoff, who acts next, when we look again, and what each move needs.

Pure: no database, no clock of its own. The table is `domain.md` 11; HND-3 asks that every state
names an owner, a next action and a clock, and that nothing ends without an ending we know.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    DRAFT = "draft", _("Being planned")
    CONSENT_PENDING = "consent_pending", _("Paused: sharing ended")
    SENT = "sent", _("Agreed, no answer yet")
    RECEIVED = "received", _("Received")
    WAITLISTED = "waitlisted", _("On their waiting list")
    ACCEPTED = "accepted", _("Accepted")
    SCHEDULED = "scheduled", _("Introduction planned")
    INTRODUCED = "introduced", _("Introduced")
    FIRST_ATTENDED = "first_attended", _("First visit")
    ENGAGED_30D = "engaged_30d", _("Settled (30 days)")
    ON_HOLD = "on_hold", _("On hold")
    CLOSED = "closed", _("Ended")
    DECLINED_BY_PERSON = "declined_by_person", _("They said not now")
    DECLINED_BY_PROVIDER = "declined_by_provider", _("Partner could not")
    WITHDRAWN = "withdrawn", _("Taken back")
    UNABLE_TO_REACH = "unable_to_reach", _("Lost touch")
    NO_SHOW = "no_show", _("Did not come")
    NOT_ELIGIBLE = "not_eligible", _("Not able to join there")
    NO_CAPACITY = "no_capacity", _("No room there")
    EXPIRED = "expired", _("No answer")
    ENTERED_IN_ERROR = "entered_in_error", _("Entered by mistake")


class Side(models.TextChoices):
    """Whose move it was, or whose turn it is (HND-4)."""

    US = "us", _("We")
    PARTNER = "partner", _("The place")
    PERSON = "person", _("The person")


class Ending(models.TextChoices):
    """How it ended, as the person would say it. A handoff without one stays open."""

    GOING_WELL = "going_well", _("Going well without us")
    CHOSE_TO_STOP = "chose_to_stop", _("They chose to stop")
    PARTNER_COULD_NOT = "partner_could_not", _("Partner could not help")
    LOST_TOUCH = "lost_touch", _("We lost touch (3 tries by safe ways)")
    OTHER_NEED = "other_need", _("Other need now")
    MISTAKE = "mistake", _("Entered by mistake")


class Stage(models.TextChoices):
    """The five steps everybody reads, on the way to the end (experience.md, S42)."""

    AGREED = "agreed", _("Agreed")
    ACCEPTED = "accepted", _("Accepted")
    INTRODUCED = "introduced", _("Introduced")
    FIRST_VISIT = "first_visit", _("First visit")
    SETTLED = "settled", _("Settled (30 days)")


S = State

# Exits every open state has: she may always say no, and so may we.
ALWAYS = frozenset({S.DECLINED_BY_PERSON, S.WITHDRAWN, S.UNABLE_TO_REACH, S.ENTERED_IN_ERROR})
# Exits of the place. They hold after its yes too: then we are told (`domain.md` 11).
THEIR_NO = frozenset({S.DECLINED_BY_PROVIDER, S.NOT_ELIGIBLE, S.NO_CAPACITY})
SIDEWAYS = frozenset({S.ON_HOLD, S.CONSENT_PENDING})

FORWARD = {
    S.DRAFT: {S.CONSENT_PENDING, S.SENT, S.SCHEDULED},
    S.CONSENT_PENDING: {S.SENT},
    S.SENT: {S.RECEIVED},
    S.RECEIVED: {S.ACCEPTED, S.WAITLISTED},
    S.WAITLISTED: {S.ACCEPTED},
    S.ACCEPTED: {S.SCHEDULED},
    S.SCHEDULED: {S.INTRODUCED},
    S.INTRODUCED: {S.FIRST_ATTENDED},
    S.FIRST_ATTENDED: {S.ENGAGED_30D},
    S.ENGAGED_30D: {S.CLOSED},
}
EXITS = {
    S.CONSENT_PENDING: ALWAYS | {S.EXPIRED},
    S.SENT: ALWAYS | THEIR_NO | {S.EXPIRED},
    S.RECEIVED: ALWAYS | THEIR_NO | {S.EXPIRED},
    S.WAITLISTED: ALWAYS | THEIR_NO | {S.EXPIRED},
    S.ACCEPTED: ALWAYS | THEIR_NO,
    S.SCHEDULED: ALWAYS | THEIR_NO | {S.NO_SHOW},
    S.INTRODUCED: ALWAYS | THEIR_NO | {S.NO_SHOW},
    S.FIRST_ATTENDED: ALWAYS | THEIR_NO,
    S.ENGAGED_30D: ALWAYS | THEIR_NO,
}
BESIDE = frozenset({S.CONSENT_PENDING, S.ON_HOLD})
LINE = frozenset(FORWARD) - {S.DRAFT, S.CONSENT_PENDING}  # the open states of the straight road
OPEN = LINE | BESIDE
ENDED = frozenset(S) - OPEN - {S.DRAFT}

# One call of the place may settle two steps; both are written, at the same moment.
PASSING = {
    (S.SENT, S.ACCEPTED): (S.RECEIVED,),
    (S.SENT, S.WAITLISTED): (S.RECEIVED,),
    (S.ACCEPTED, S.INTRODUCED): (S.SCHEDULED,),
    (S.SCHEDULED, S.FIRST_ATTENDED): (S.INTRODUCED,),
}

# Staff write why; the person is never asked for a reason (HND-3).
NEEDS_WORDS = frozenset({S.DECLINED_BY_PROVIDER, S.ON_HOLD, S.UNABLE_TO_REACH, S.WITHDRAWN})

SIDES = {
    S.DECLINED_BY_PERSON: {Side.PERSON},
    S.DECLINED_BY_PROVIDER: {Side.PARTNER},
    S.NOT_ELIGIBLE: {Side.PARTNER},
    S.NO_CAPACITY: {Side.PARTNER},
    S.EXPIRED: {Side.PARTNER},
    S.RECEIVED: {Side.PARTNER},
    S.WAITLISTED: {Side.PARTNER},
    S.ACCEPTED: {Side.PARTNER},
    S.NO_SHOW: {Side.PERSON},
    S.FIRST_ATTENDED: {Side.PERSON},
    S.ENGAGED_30D: {Side.PERSON},
    S.WITHDRAWN: {Side.US, Side.PERSON},
    S.ON_HOLD: {Side.US, Side.PERSON, Side.PARTNER},
    S.CONSENT_PENDING: {Side.US, Side.PERSON},
}

ENDINGS = {
    S.CLOSED: {
        Ending.GOING_WELL,
        Ending.CHOSE_TO_STOP,
        Ending.PARTNER_COULD_NOT,
        Ending.LOST_TOUCH,
        Ending.OTHER_NEED,
    },
    S.DECLINED_BY_PERSON: {Ending.CHOSE_TO_STOP, Ending.OTHER_NEED},
    S.DECLINED_BY_PROVIDER: {Ending.PARTNER_COULD_NOT},
    S.NOT_ELIGIBLE: {Ending.PARTNER_COULD_NOT},
    S.NO_CAPACITY: {Ending.PARTNER_COULD_NOT},
    S.EXPIRED: {Ending.PARTNER_COULD_NOT},
    S.UNABLE_TO_REACH: {Ending.LOST_TOUCH},
    S.NO_SHOW: {Ending.CHOSE_TO_STOP, Ending.LOST_TOUCH, Ending.OTHER_NEED},
    S.WITHDRAWN: {Ending.CHOSE_TO_STOP, Ending.PARTNER_COULD_NOT, Ending.OTHER_NEED},
    S.ENTERED_IN_ERROR: {Ending.MISTAKE},
}

STAGES = {
    S.DRAFT: Stage.AGREED,
    S.SENT: Stage.AGREED,
    S.RECEIVED: Stage.AGREED,
    S.WAITLISTED: Stage.AGREED,
    S.ACCEPTED: Stage.ACCEPTED,
    S.SCHEDULED: Stage.ACCEPTED,
    S.INTRODUCED: Stage.INTRODUCED,
    S.FIRST_ATTENDED: Stage.FIRST_VISIT,
    S.ENGAGED_30D: Stage.SETTLED,
}


# Who acts next, and when we look again ------------------------------------------------------


@dataclass(frozen=True)
class Turn:
    """Whose turn it is in a state, what they do, and how long we wait before we ask."""

    of: Side
    action: str
    days: int
    workdays: bool = False  # the place answers in two working days; we count plain ones


TURNS = {
    S.DRAFT: Turn(Side.US, _("Finish the plan together."), 2),
    S.CONSENT_PENDING: Turn(Side.US, _("Ask whether they want a new agreement."), 2),
    S.SENT: Turn(Side.PARTNER, _("Ask whether they have it."), 2, workdays=True),
    S.RECEIVED: Turn(Side.PARTNER, _("Ask for their answer."), 2, workdays=True),
    S.WAITLISTED: Turn(Side.PARTNER, _("Ask how long the wait is."), 7),
    S.ACCEPTED: Turn(Side.US, _("Plan the introduction together."), 2),
    S.SCHEDULED: Turn(Side.US, _("Introduce them, then ask how it was."), 2),
    S.INTRODUCED: Turn(Side.US, _("Ask how the introduction was."), 2),
    S.FIRST_ATTENDED: Turn(Side.US, _("Ask how the first days were."), 7),
    S.ENGAGED_30D: Turn(Side.US, _("Ask whether they still want us beside them."), 30),
    S.ON_HOLD: Turn(Side.US, _("Ask whether the time is right now."), 7),
}

NO_ANSWER_AFTER = timedelta(days=14)  # hard stop of a place that does not answer
TRIES = 3
BETWEEN_TRIES = timedelta(days=2)
OPEN_BEFORE_LOST = timedelta(days=30)


def moves(state, came_from=""):
    """
    Where a handoff may go from `state`.

    `came_from` is the state it stood in before it was paused or put on hold: it goes back there
    and nowhere else, and what ends it is never held back by a pause.
    """
    if state == S.DRAFT or state in ENDED:
        return frozenset(FORWARD.get(state, ()))
    if state in LINE:
        return frozenset(FORWARD[state] | EXITS[state] | SIDEWAYS)
    before = State(came_from) if came_from else S.SENT
    found = {before} | EXITS[before] | SIDEWAYS
    found |= {S.CLOSED} & FORWARD[before]
    found = found - {S.EXPIRED} if state == S.ON_HOLD else found | {S.EXPIRED}
    return frozenset(found - {state})


def way(state, to, came_from="", *, shared=False):
    """
    The states entered on the way, the last being `to`; empty when there is no such way.

    `shared`: whether something is shared, which a handoff can only begin through an agreement.
    """
    if state == S.DRAFT and to == S.SENT and shared:
        return (S.CONSENT_PENDING, S.SENT)
    if to in moves(state, came_from):
        return (to,)
    if (state, to) in PASSING:
        return (*PASSING[state, to], to)
    return ()


def destinations(state, came_from=""):
    """Every state one update can lead to: moves and the two-step ways, in the order of State."""
    return [to for to in S if way(state, to, came_from)]


def sides(to):
    """Who can be behind this move; one of them when it is plain."""
    return frozenset(SIDES.get(to, {Side.US}))


def needs_words(to, side):
    """Whether staff have to say why."""
    return to in NEEDS_WORDS and side != Side.PERSON


def endings(to):
    """The endings this exit may have; empty while a handoff stays open."""
    return frozenset(ENDINGS.get(to, ()))


def working_days_after(day, count):
    """The day `count` working days later; Saturday and Sunday do not count."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def next_check(state, day, introduction=None):
    """
    The day we look again after entering `state` on `day`; None once it has ended.

    A planned introduction is followed up two days after it, not after it was planned.
    """
    if state not in TURNS:
        return None
    turn = TURNS[state]
    if state == S.SCHEDULED and introduction:
        day = max(day, introduction)
    if turn.workdays:
        return working_days_after(day, turn.days)
    return day + timedelta(days=turn.days)


def silent(state, since, day):
    """Whether a place has had its time: two weeks without an answer (or without an agreement)."""
    return S.EXPIRED in EXITS.get(state, ()) and day - since >= NO_ANSWER_AFTER


def tried_enough(tries, opened, day):
    """Three tries at least two days apart, and thirty days since it began: then we lost touch."""
    counted = []
    for one in sorted(set(tries)):
        if not counted or one - counted[-1] >= BETWEEN_TRIES:
            counted.append(one)
    return len(counted) >= TRIES and day - opened >= OPEN_BEFORE_LOST
