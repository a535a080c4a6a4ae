"""When a way to reach her is safe: days, hours, and her own words about it. Pure."""

from dataclasses import dataclass
from datetime import time

from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

NO, NEUTRAL, YES = "no", "neutral", "yes"  # what a message may say
OPEN, OUTSIDE, UNSURE, CLOSED = "yes", "outside", "unsure", "no"  # what `now` answers
DAYS = {
    1: gettext_lazy("Mon"),
    2: gettext_lazy("Tue"),
    3: gettext_lazy("Wed"),
    4: gettext_lazy("Thu"),
    5: gettext_lazy("Fri"),
    6: gettext_lazy("Sat"),
    7: gettext_lazy("Sun"),
}
WEEKDAYS, WEEKEND = (1, 2, 3, 4, 5), (6, 7)


@dataclass(frozen=True)
class Channel:
    """
    What she said about one way to reach her (NOTE-4).

    `days`: ISO numbers, empty for any day; `start` counts, `end` does not; `end` before `start`
    goes over midnight and belongs to the day it began. `words` are hers and no clock reads them.
    `message`: no, neutral or yes; `say`: what a message may say.
    """

    days: tuple = ()
    start: time | None = None
    end: time | None = None
    words: str = ""
    message: str = NO
    say: str = ""

    @property
    def is_timed(self):
        """Whether a clock can tell if now is a good time."""
        return bool(self.days or self.start or self.end)

    def covers(self, moment):
        """Whether this local moment lies inside the days and hours she gave."""
        start, now, day = self.start or time.min, moment.time(), moment.isoweekday()
        if self.end is None:
            return self.is_on(day) and now >= start
        if start < self.end:
            return self.is_on(day) and start <= now < self.end
        # Over midnight: the late part is of this day, the early part still of the day before.
        return (self.is_on(day) and now >= start) or (self.is_on(day - 1 or 7) and now < self.end)

    def is_on(self, day):
        """Whether she named this ISO day, or none."""
        return not self.days or day in self.days

    def now(self, moment):
        """OPEN, OUTSIDE, or UNSURE where only her words say when."""
        if self.is_timed:
            return OPEN if self.covers(moment) else OUTSIDE
        return UNSURE if self.words else OPEN

    def when(self):
        """Weekdays, 9 a.m. to noon, not in school breaks; empty for any time."""
        parts = [_days(self.days), _hours(self.start, self.end), self.words.rstrip(".")]
        return ", ".join(part for part in parts if part)

    def next_in_words(self, today):
        """For a tag: the hours on a day of hers, else the days; never her own words."""
        return (_hours(self.start, self.end) if self.is_on(today) else "") or _days(self.days)

    def stored(self):
        """As the card keeps it: only what was said."""
        kept = {
            "days": list(self.days),
            "from": f"{self.start:%H:%M}" if self.start else "",
            "to": f"{self.end:%H:%M}" if self.end else "",
            "words": self.words,
            "message": self.message if self.message != NO else "",
            "say": self.say,
        }
        return {name: value for name, value in kept.items() if value}


def channel(value, message=NO):
    """
    A Channel of what a card holds: `stored()`, or the plain words of an older card.

    `message` is the older card's one answer for every way.
    """
    if isinstance(value, str):
        return Channel(words=value, message=message)
    return Channel(
        days=tuple(value.get("days", ())),
        start=_time(value.get("from")),
        end=_time(value.get("to")),
        words=value.get("words", ""),
        message=value.get("message", NO),
        say=value.get("say", ""),
    )


def clock_words(moment):
    """9 a.m., noon, 1:30 p.m."""
    return time_format(moment, "TIME_FORMAT")


def _time(text):
    return time.fromisoformat(text) if text else None


def _days(days):
    days = tuple(sorted(days))
    if not days or len(days) == len(DAYS):
        return ""
    if days == WEEKDAYS:
        return _("weekdays")
    if days == WEEKEND:
        return _("weekends")
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return _("%(first)s to %(last)s") % {"first": DAYS[days[0]], "last": DAYS[days[-1]]}
    return ", ".join(str(DAYS[day]) for day in days)


def _hours(start, end):
    if start and end is not None:
        return _("%(start)s to %(end)s") % {"start": clock_words(start), "end": clock_words(end)}
    if start:
        return _("from %(start)s") % {"start": clock_words(start)}
    return _("until %(end)s") % {"end": clock_words(end)} if end else ""
