"""Selfcare's part of the sample agency: a year of check-ins, supervision, and a few debriefs."""

from datetime import timedelta

from coordination import clock
from coordination.registry import sample
from mentors.models import Peer

from .checkins.actions import check_in, keep_pulse, share
from .debriefs.actions import ask_debrief, close_debrief, set_debrief_time
from .debriefs.models import Debrief
from .supervision.actions import record_supervision
from .supervision.models import SupervisionSession
from .wall import Level

MONTHS, WEEKS = 11, 45
# How a peer tends to answer, as the middle of each scale; statement 5 is turned in `_answers`.
MOODS = [(4, 2, 2), (5, 1, 1), (3, 3, 2), (4, 3, 3), (3, 4, 4), (4, 2, 3), (5, 2, 1)]
# Days since the last session, peer by peer of a line: on time, due, late, escalated.
LAST_SESSION = [3, 2, 16, 8, 5, 11, 4, 6]
AGREED = [
    "Two shorter weeks, then we look again.",
    "Thursdays stay free. Calls end at six.",
    "Practise saying no to a second visit in one day.",
    "Keep the walk after lunch. It helps.",
    "",
]


def lines():
    """Supervisors with the users on their line, in a steady order."""
    found = {}
    peers = Peer.objects.unscoped("making the sample").working().select_related("user")
    for peer in peers.order_by("user__joined_at", "user__email"):
        found.setdefault(peer.supervisor, []).append(peer.user)
    return sorted(found.items(), key=lambda line: line[0].email)


@sample.part(order=70)
def check_ins(agency):
    """A year of monthly check-ins. This month the first of each line has theirs still open."""
    levels = list(Level)
    for _supervisor, users in lines():
        for number, user in enumerate(users):
            for month in range(MONTHS, 0, -1):
                if (number + month) % 7:  # somebody skips a month now and then
                    level = levels[(number + month) % 4]
                    _finish(agency, user, number, 30 * month + number, level)
            _this_month(agency, user, number, levels[number % 4])


def _this_month(agency, user, number, level):
    if number == 0:
        return
    if number == 6:
        with agency.at(0, 7):
            check_in(by=user, answers={1: 4, 2: 2, 3: 1}, finished=False)
        return
    _finish(agency, user, number, min(number, agency.today.day - 1), level)


def _finish(agency, user, number, days_ago, level):
    with agency.at(days_ago, 17):
        row = check_in(by=user, answers=_answers(agency, number), finished=True)
        share(check_in=row, level=level, by=user)


def _answers(agency, number):
    mood = MOODS[number % len(MOODS)]
    answers = {}
    for item in range(1, 10):
        value = mood[(item - 1) % 3] + agency.chance.choice([-1, 0, 0, 0, 1])
        answers[item] = min(5, max(1, 6 - value if item == 5 else value))
    return answers


@sample.part(order=71)
def pulses(agency):
    """A tap after some contacts; one in five was heavy."""
    for _supervisor, users in lines():
        for user in users[:3]:
            for number in range(12):
                with agency.at(number * 6, 15):
                    keep_pulse(by=user, feeling="heavy" if number % 5 == 2 else "okay")


@sample.part(order=72)
def supervision(agency):
    """Weekly sessions, with a gap here and there; a few peers are due, late or past two weeks."""
    for supervisor, users in lines():
        for number, user in enumerate(users):
            last = LAST_SESSION[number % len(LAST_SESSION)]
            for week in range(WEEKS, -1, -1):
                if week and (number + week) % 6 == 0:
                    continue
                with agency.at(last + 7 * week, 16):
                    _session(supervisor, user, number + week)


def _session(supervisor, user, number):
    kinds, loads = SupervisionSession.Kind, SupervisionSession.Load
    away = number % 9 == 8
    session = SupervisionSession(
        subject=user,
        owner=user.pk,
        held_on=clock.today(),
        minutes=[30, 45, 60][number % 3],
        kind=kinds.GROUP if number % 5 == 4 else kinds.PLANNED,
        load=loads.HEAVY if number % 6 == 3 else loads.LIGHT if number % 7 == 6 else loads.RIGHT,
        agreed=AGREED[number % len(AGREED)],
        next_on=None if away else clock.today() + timedelta(days=7),
        why_no_next="Away for a week; we find a day after that." if away else "",
    )
    record_supervision(session=session, by=supervisor)


@sample.part(order=73)
def debriefs(agency):
    """One waiting since this morning, one with a time, one talked over, one taken back."""
    for supervisor, users in lines():
        _talked_over(agency, supervisor, users[1])
        with agency.at(20):
            close_debrief(debrief=ask_debrief(wanted="text", by=users[0]), by=users[0])
        if len(users) > 2:
            with agency.at(0, 8):
                ask_debrief(wanted="today", by=users[2])
        if len(users) > 3:
            with agency.at(1, 11):
                debrief = ask_debrief(wanted=Debrief.Wanted.WEEK, by=users[3])
                at = agency.moment(-1, 15)
                set_debrief_time(debrief=debrief, at=at, by=supervisor)


def _talked_over(agency, supervisor, user):
    with agency.at(40, 9):
        debrief = ask_debrief(wanted="today", by=user)
        set_debrief_time(debrief=debrief, at=agency.moment(40, 14), by=supervisor)
    with agency.at(40, 15):
        session = SupervisionSession(
            subject=user,
            owner=user.pk,
            held_on=clock.today(),
            minutes=20,
            kind=SupervisionSession.Kind.DEBRIEF,
            load=SupervisionSession.Load.HEAVY,
            next_on=clock.today() + timedelta(days=7),
        )
        record_supervision(session=session, by=supervisor)
