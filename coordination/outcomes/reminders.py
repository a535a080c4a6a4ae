"""
When it may be time to ask how things are (OUT-2): at the start, then 3, 6 and 12 months after it.
Pure: days in, windows out.

A window opens two weeks before its day and closes six weeks after, so that the fourth month of
OUT-2 lies in the window of the third. A window nobody used closes quietly: nobody is late, and
nothing unlocks or shuts a service.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = (0, 3, 6, 12)  # counted from the first day
EARLY_DAYS, LATE_DAYS = 14, 42


@dataclass(frozen=True)
class Window:
    """Days on which it is time, first and last included. `month`: months since the start."""

    month: int
    opens: date
    closes: date

    def holds(self, day):
        return self.opens <= day <= self.closes


def months_after(day, months):
    """The same day so many months later; the last of the month where it has no such day."""
    number = day.year * 12 + day.month - 1 + months
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def windows(started_on):
    """The windows of somebody who came on this day."""
    for months in MONTHS:
        mark = months_after(started_on, months)
        opens = max(started_on, mark - timedelta(days=EARLY_DAYS))
        yield Window(months, opens, mark + timedelta(days=LATE_DAYS))


def open_window(*, started_on, asked, today, status="open", wanted=True):
    """
    The window that is open today and in which nobody asked yet, or None.

    `asked`: the days on which anything was asked. A paused or finished record reminds nobody, nor
    does a person who does not want to be asked.
    """
    if status != "open" or not wanted or started_on is None:
        return None
    for window in windows(started_on):
        if window.holds(today):
            return None if any(window.opens <= day <= today for day in asked) else window
    return None
