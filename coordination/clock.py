"""The one place that knows what time it is; a sample agency lives its year by moving this clock."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, timedelta

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

_moved = ContextVar("moved", default=None)


def now():
    """The moment, aware, in UTC."""
    return _moved.get() or timezone.now()


def today():
    """The calendar day where the organisation works."""
    return timezone.localdate(now())


def local_day(moment):
    """The calendar day of a moment, where the organisation works."""
    return timezone.localdate(moment)


def days_ago(days):
    """The moment this many days before now: the same time of day, where the organisation works."""
    return (timezone.localtime(now()) - timedelta(days=days)).astimezone(UTC)


@contextmanager
def at(moment):
    """
    Inside, the clock stands at `moment` (aware). Only for the sample agency and tests.

    Raises ImproperlyConfigured elsewhere: on real records time is never invented.
    """
    if not settings.DAYBOOK_SAMPLE:
        raise ImproperlyConfigured("The clock can be set only in the sample agency and in tests.")
    token = _moved.set(moment)
    try:
        yield moment
    finally:
        _moved.reset(token)
