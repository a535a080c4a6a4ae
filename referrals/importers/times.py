"""Days, clock times and zones of public lists, converted once at the edge (standards.md 2)."""

import re
from datetime import time
from functools import cache
from zoneinfo import available_timezones

from django.utils.translation import gettext as _

from .rows import Slot

ASSUMED_MINUTES = 60
LONGEST_OVER_MIDNIGHT = 240  # minutes; a longer "night" is a slip of the pen

_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?")
_TWELVE = re.compile(r"(\d{1,2})(?::(\d{2}))?(?::\d{2})?\s*([ap])\.?\s?m\.?", re.IGNORECASE)
_DIGITS = re.compile(r"\d{3,4}")


class OddDay(ValueError):
    """A weekday that is none; the row is refused, a day is never wrapped or guessed."""


def read_days(value, *, sunday=0):
    """
    ISO weekdays, once each, in the order given; [] = by appointment.

    Takes a number, a digit as text, or a list of them; the week begins on Sunday with `sunday`.
    Raises OddDay.
    """
    given = value if isinstance(value, list) else [value]
    days = []
    for one in given:
        if one is None or (isinstance(one, str) and not one.strip()):
            continue
        day = _iso_weekday(one, sunday)
        if day not in days:
            days.append(day)
    return days


def _iso_weekday(value, sunday):
    digit = value.strip() if isinstance(value, str) else value
    if isinstance(digit, str) and digit.isascii() and digit.isdigit():
        digit = int(digit)
    if isinstance(digit, int) and not isinstance(digit, bool) and 0 <= digit - sunday <= 6:
        return (digit - sunday) or 7
    raise OddDay(
        _("Day “%(day)s” is not one of %(first)s (Sunday) to %(last)s (Saturday).")
        % {"day": str(value)[:20], "first": sunday, "last": sunday + 6}
    )


def read_time(value):
    """A time of day, or None when the value is blank, in words or impossible; never a guess."""
    if isinstance(value, bool) or value is None:
        return None
    text = str(value).strip()
    if isinstance(value, int) and value >= 100:
        text = text.zfill(4)
    if match := _TWELVE.fullmatch(text):
        hour, minute = int(match[1]), int(match[2] or 0)
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3].lower() == "p" else 0)
    elif match := _CLOCK.fullmatch(text):
        hour, minute = int(match[1]), int(match[2])
    elif _DIGITS.fullmatch(text):
        hour, minute = divmod(int(text), 100)
    else:
        return None
    return time(hour, minute) if hour < 24 and minute < 60 else None


def read_slots(days, start_value, end_value):
    """
    (slots, remarks): one Slot per day, or one without a day = by appointment.

    `19:15` to `08:15` is a slip: the meeting is kept, its end is not, and a person is told.
    """
    start = read_time(start_value)
    remarks = []
    if start is None and _is_given(start_value):
        remarks.append(
            _("The time “%(time)s” cannot be read; shown as by appointment.")
            % {"time": str(start_value)[:40]}
        )
    end, assumed, remark = _read_end(start, end_value)
    if remark:
        remarks.append(remark)
    slots = [Slot(weekday=day, start=start, end=end, end_assumed=assumed) for day in days or [None]]
    return tuple(slots), remarks


def _read_end(start, value):
    """(end, assumed, remark) by the rules of standards.md 2."""
    if start is None:
        return None, False, ""
    if not _is_given(value):
        return _later(start, ASSUMED_MINUTES), True, ""
    end = time(0) if str(value).strip() in ("24:00", "24:00:00") else read_time(value)
    if end is None:
        return None, False, _("The end “%(time)s” cannot be read.") % {"time": str(value)[:40]}
    if end == start:
        return None, False, _("It ends when it starts, so its length is not known.")
    if end == time(0):
        return end, False, ""
    if end < start and (_minutes(end) - _minutes(start)) % 1440 > LONGEST_OVER_MIDNIGHT:
        return (
            None,
            False,
            _("It ends at %(end)s, before it starts at %(start)s. Ask the group; no end is shown.")
            % {"end": end.strftime("%H:%M"), "start": start.strftime("%H:%M")},
        )
    return end, False, ""


def read_zone(value, given, default):
    """
    (zone, assumed, remark): the row's zone, else the one given for the list, else ours, assumed.

    A number is an offset, not a zone: it is not used, and a person is told.
    """
    fallback = (given, False) if given else (default, True)
    if not _is_given(value):
        return *fallback, ""
    name = str(value).strip()
    if isinstance(value, str) and name in zone_names():
        return name, False, ""
    return (
        *fallback,
        _("“%(zone)s” is not the name of a time zone; %(used)s is used. Ask which zone it is.")
        % {"zone": name[:40], "used": fallback[0]},
    )


@cache
def zone_names():
    """Names such as `America/New_York`; read from the system once."""
    return frozenset(available_timezones())


def _is_given(value):
    return value is not None and bool(str(value).strip())


def _minutes(moment):
    return moment.hour * 60 + moment.minute


def _later(start, minutes):
    hour, minute = divmod((_minutes(start) + minutes) % 1440, 60)
    return time(hour, minute)
