"""When a weekly meeting comes next, in its own zone and in ours."""

from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

from coordination import clock


def minute_of_week(zone):
    """Minutes since Monday 00:00 on the clocks of this zone, now."""
    now = clock.now().astimezone(info(zone))
    return now.weekday() * 1440 + now.hour * 60 + now.minute


def next_start(meeting):
    """The next start of a weekly meeting, aware, in its own zone; None by appointment."""
    return _after(meeting, clock.now())


def _after(meeting, moment):
    if meeting.by_appointment:
        return None
    zone = info(meeting.zone)
    here = moment.astimezone(zone)
    days = (meeting.weekday - here.isoweekday()) % 7
    day = here.date() + timedelta(days=days)
    start = datetime.combine(day, meeting.start, zone)
    if start <= here - timedelta(minutes=1):
        start = datetime.combine(day + timedelta(days=7), meeting.start, zone)
    return start


@cache
def info(name):
    """The zone of this name, else ours: a zone may leave the system's list after an import."""
    try:
        return ZoneInfo(name or settings.TIME_ZONE)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(settings.TIME_ZONE)
