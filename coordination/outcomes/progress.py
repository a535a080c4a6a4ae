"""How a value moved, in words: about the same, better, harder. Pure; no colour, no grade (S48)."""

from fractions import Fraction

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from coordination.outcomes.measures import DAYS, DOWN, GROUPS, OFTEN, PEOPLE, UP

SHARE = 10  # [P] less than a tenth of the range is "about the same"; WHO-5's own 10 of 100 agrees
LONG_AGO_DAYS = 300


def moved(series, value, before):
    """
    1 when it rose, -1 when it fell, 0 when it stayed about the same, None when one is missing.

    On a scale of 1 to 5 one step counts; of 30 days, three days; a count without an end, one.
    """
    if value is None or before is None:
        return None
    gap = Fraction(value) - Fraction(before)
    if series.highest is None:
        least = Fraction(1)
    else:
        least = Fraction(series.highest - series.lowest, SHARE)
    if abs(gap) < least or gap == 0:
        return 0
    return 1 if gap > 0 else -1


def change(series, value, before, *, before_on, on):
    """About the same as in March; better than in May; empty when there is nothing to compare."""
    way = moved(series, value, before)
    if way is None:
        return ""
    since = _since(before_on, on)
    if way == 0:
        return _("About the same as %(since)s") % {"since": since}
    return _sentence(series.tone, way) % {"since": since}


def _sentence(tone, way):
    if tone in (UP, DOWN):
        good = way == (1 if tone == UP else -1)
        return _("Better than %(since)s") if good else _("Harder than %(since)s")
    sentences = {
        (OFTEN, 1): _("More often than %(since)s"),
        (OFTEN, -1): _("Less often than %(since)s"),
        (DAYS, 1): _("More days than %(since)s"),
        (DAYS, -1): _("Fewer days than %(since)s"),
        (PEOPLE, 1): _("More people than %(since)s"),
        (PEOPLE, -1): _("Fewer people than %(since)s"),
        (GROUPS, 1): _("More meetings than %(since)s"),
        (GROUPS, -1): _("Fewer meetings than %(since)s"),
    }
    return sentences[tone, way]


def _since(before_on, on):
    """in March; in May 2025 when it is long ago; on Nov 1 when both lie in one month."""
    if (before_on.year, before_on.month) == (on.year, on.month):
        return _("on %(day)s") % {"day": date_format(before_on, "M j")}
    long_ago = (on - before_on).days > LONG_AGO_DAYS
    return _("in %(month)s") % {"month": date_format(before_on, "F Y" if long_ago else "F")}
