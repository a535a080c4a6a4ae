"""Handoffs as words and pictures: steps with dates, tags, parts of the list, bars."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from coordination import charts, clock
from coordination.templatetags.daybook import when
from referrals.handoffs.models import AWAITING, Handoff
from referrals.handoffs.states import Stage, State

BARS_LOOK_BACK = timedelta(days=90)
ENOUGH_TO_SAY = 10

REACHED_ON = {
    Stage.AGREED: "started_on",
    Stage.ACCEPTED: "accepted_on",
    Stage.INTRODUCED: "introduced_on",
    Stage.FIRST_VISIT: "first_visit_on",
    Stage.SETTLED: "settled_on",
}
TAGS = {
    State.DRAFT: "plain",
    State.CONSENT_PENDING: "stop",
    State.ON_HOLD: "due",
    State.SENT: "info",
    State.RECEIVED: "info",
    State.WAITLISTED: "due",
    State.ACCEPTED: "info",
    State.SCHEDULED: "info",
    State.INTRODUCED: "people",
    State.FIRST_ATTENDED: "people",
    State.ENGAGED_30D: "ok",
}


def tag(handoff):
    """(kind, word) of the state's tag."""
    if handoff.state == State.CLOSED:
        return ("ok" if handoff.ending == "going_well" else "plain", handoff.get_ending_display())
    return TAGS.get(handoff.state, "plain"), handoff.get_state_display()


def waiting(handoff):
    """How long a place has owed an answer, or let them wait, in words; else empty."""
    days = (clock.today() - handoff.state_since).days
    if days < 1:
        return ""
    if handoff.state in AWAITING:
        words = ngettext("%(days)d day with no answer", "%(days)d days with no answer", days)
    elif handoff.state == State.WAITLISTED:
        words = ngettext("%(days)d day on the list", "%(days)d days on the list", days)
    else:
        return ""
    return words % {"days": days}


def road(handoff):
    """The steps of one handoff with their days, for components/steps.html."""
    ahead, shown = _ahead(handoff), []
    for stage, column in REACHED_ON.items():
        if stage == Stage.ACCEPTED and handoff.group_id:
            continue  # nobody at a group is asked
        day = getattr(handoff, column)
        state = "done" if day else "now" if stage == ahead else "later"
        shown.append({"label": stage.label, "state": state, "meta": when(day)})
    kind = "done" if handoff.is_ended else "later"
    words = handoff.get_ending_display() if handoff.is_ended else ""
    shown.append({"label": _("Ended"), "state": kind, "meta": _ended(handoff, words)})
    return shown


def _ahead(handoff):
    """The first step still ahead of an open handoff."""
    for stage, column in REACHED_ON.items():
        skipped = stage == Stage.ACCEPTED and handoff.group_id
        if handoff.is_open and not skipped and not getattr(handoff, column):
            return stage
    return None


def _ended(handoff, words):
    return f"{when(handoff.ended_on)} · {words}" if words else ""


def entries(rows):
    """Rows of a list with their tags, for entries.html."""
    return [{"handoff": row, "tag": tag(row), "waiting": waiting(row)} for row in rows]


# The list, by what to do next -----------------------------------------------------------------


@dataclass(frozen=True)
class Part:
    """One part of the list."""

    key: str
    title: str
    empty: str
    narrow: callable
    order: tuple = ("next_check_on", "pk")


def _today(rows, day):
    return rows.to_check(day)


PLACES_TURN = [*AWAITING, State.WAITLISTED]


def _waiting(rows, day):
    return rows.open().filter(state__in=PLACES_TURN, next_check_on__gt=day)


def _coming(rows, day):
    return rows.open().filter(next_check_on__gt=day).exclude(state__in=PLACES_TURN)


def _ended_rows(rows, day):
    return rows.ended().filter(ended_on__gte=day.replace(day=1))


PARTS = [
    Part("today", _("Do today"), _("Nothing to check today."), _today),
    Part(
        "waiting",
        _("Waiting for an answer"),
        _("No place owes us an answer."),
        _waiting,
        ("state_since", "pk"),
    ),
    Part("coming", _("Coming up"), _("Nothing else is planned."), _coming),
    Part(
        "ended",
        _("Ended this month"),
        _("None ended this month."),
        _ended_rows,
        ("-ended_on", "pk"),
    ),
]


def in_part(rows, part):
    """The handoffs of one part, in its order, with what a row shows."""
    return part.narrow(rows, clock.today()).with_place().order_by(*part.order)


# Bars -----------------------------------------------------------------------------------------


def bars(user, rows=None):
    """
    How many of the handoffs begun in the last 90 days reached each step: one query.

    `rows`: a queryset to count within; without it all this user may see. None when none began.
    """
    rows = Handoff.objects.all() if rows is None else rows
    since = clock.today() - BARS_LOOK_BACK
    counted = (
        rows.visible_to(user)
        .started()
        .filter(started_on__gte=since)
        .aggregate(
            agreed=Count("pk"),
            introduced=Count("pk", filter=Q(introduced_on__isnull=False)),
            first_visit=Count("pk", filter=Q(first_visit_on__isnull=False)),
            settled=Count("pk", filter=Q(settled_on__isnull=False)),
        )
    )
    if not counted["agreed"]:
        return None
    labels = {
        "agreed": Stage.AGREED.label,
        "introduced": Stage.INTRODUCED.label,
        "first_visit": Stage.FIRST_VISIT.label,
        "settled": Stage.SETTLED.label,
    }
    drawn = [
        {"label": labels[key], "value": counted[key], "text": str(counted[key])} for key in labels
    ]
    return {"rows": charts.bar_rows(drawn), "finding": finding(counted)}


def finding(counted):
    """The step before which most drop off, once there are ten to say it of."""
    if counted["agreed"] < ENOUGH_TO_SAY:
        return ""
    agreed, introduced = counted["agreed"], counted["introduced"]
    visited, settled = counted["first_visit"], counted["settled"]
    gaps = [
        (agreed - introduced, _("Most drop off before the introduction.")),
        (introduced - visited, _("Most drop off before the first visit.")),
        (visited - settled, _("Most drop off after the first visit.")),
    ]
    gaps.sort(key=lambda gap: -gap[0])
    return gaps[0][1] if gaps[0][0] > gaps[1][0] else ""
