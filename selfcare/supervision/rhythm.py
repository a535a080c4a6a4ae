"""
When supervision is due, late and escalated: pure arithmetic on days (SUP-1).

Weekly unless the agency changes it: due after 7 days, late after 10, escalated after 14, counted
from the last session; from the first day as a peer where there was none.
"""

from dataclasses import dataclass
from datetime import timedelta

DUE, LATE, ESCALATED = 7, 10, 14  # days since the last session
WEEKS = 12


@dataclass(frozen=True)
class Standing:
    """Where one peer's supervision stands. `days_late` counts from the day it was due."""

    state: str  # fine, due, late, escalated
    last_on: object
    days_late: int

    @property
    def needs_you(self):
        """On the supervisor's list."""
        return self.state in ("late", "escalated")


def standing(*, last_on, since, today):
    """The standing today. `since`: the first day counted when no session was held."""
    days = (today - (last_on or since)).days
    state = "fine"
    for name, limit in (("due", DUE), ("late", LATE), ("escalated", ESCALATED)):
        if days >= limit:
            state = name
    return Standing(state, last_on, max(0, days - DUE))


def monday_of(day):
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def weeks_before(today, count=WEEKS):
    """Mondays of the last `count` weeks, this week's last."""
    monday = monday_of(today)
    return [monday - timedelta(weeks=back) for back in range(count - 1, -1, -1)]


def cells(held, *, since, today):
    """
    One state a week: done; missed where a whole week passed without one; none where it is open.

    `held`: days of sessions. Weeks before `since` and the running week are never missed.
    """
    held = {monday_of(day) for day in held}
    states = []
    for monday in weeks_before(today):
        if monday in held:
            states.append("done")
        elif monday + timedelta(days=6) < today and monday >= since:
            states.append("missed")
        else:
            states.append("none")
    return states
