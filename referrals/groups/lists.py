"""Rows of the list of groups: which meeting comes next, and how that reads."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import formats
from django.utils.translation import gettext as _

from coordination import clock
from coordination.access import PER_PAGE, Page
from coordination.templatetags.daybook import when

from .models import Group, Meeting
from .words import Audience, labels
from .zones import info, next_start

OLD_AFTER_DAYS = 90  # GRP-4: highlighted when nobody has looked for this long


@dataclass
class Entry:
    """One group as the list shows it, with the meeting that comes next."""

    group: Group
    meeting: Meeting | None
    starts_at: datetime | None

    @property
    def next_time(self):
        if self.starts_at is None:
            return _("By appointment")
        return _("%(day)s, %(time)s") % {
            "day": when(self.starts_at.date()),
            "time": clock_time(self.starts_at),
        }

    @property
    def zone_note(self):
        return zone_note(self.meeting, self.starts_at)

    @property
    def made_for(self):
        return labels(Audience, self.group.audiences)

    @property
    def is_old(self):
        return is_old(self.group)


def entries(request, groups, **fits):
    """The page `?page=` names of these groups, soonest first: (Page of Entry, how many in all)."""
    number = _page_number(request.GET.get("page", "1"))
    first = (number - 1) * PER_PAGE
    zones = _zones(request.user)
    rows = groups.select_related("support_model").soonest(zones, **fits)
    found = list(rows[first : first + PER_PAGE + 1])
    shown = list(_with_meetings(request.user, found[:PER_PAGE]))
    return Page(shown, number, len(found) > PER_PAGE), groups.count()


def _with_meetings(user, groups):
    meetings = Meeting.objects.visible_to(user).in_bulk({group.next_meeting_id for group in groups})
    for group in groups:
        meeting = meetings.get(group.next_meeting_id)
        yield Entry(group, meeting, next_start(meeting) if meeting else None)


def _zones(user):
    rows = Meeting.objects.visible_to(user).current().order_by()
    return list(rows.values_list("zone", flat=True).distinct())


def _page_number(asked):
    digits = asked.isascii() and asked.isdigit() and len(asked) < 6
    return max(int(asked), 1) if digits else 1


# How times read ---------------------------------------------------------------------------


def clock_time(moment):
    """7 p.m., 7:30 p.m.: wall time as it stands, in whatever zone it is."""
    return formats.time_format(moment.time() if isinstance(moment, datetime) else moment, "P")


def zone_note(meeting, starts_at):
    """
    Where the clocks differ from ours: which clock the time is by, and what ours then shows.

    A meeting one can join from here needs our time; one at a door needs the time of that door.
    """
    if not starts_at or starts_at.utcoffset() == starts_at.astimezone(info("")).utcoffset():
        return ""
    place = meeting.zone.rpartition("/")[2].replace("_", " ")
    if not meeting.online:
        return _("%s time") % place
    ours = starts_at.astimezone(info(settings.TIME_ZONE))
    return _("%(place)s time; %(day)s, %(time)s here") % {
        "place": place,
        "day": when(ours.date()),
        "time": clock_time(ours),
    }


def is_old(group):
    """Whether somebody ought to look again before sending a person there."""
    return group.checked_on is None or (clock.today() - group.checked_on).days > OLD_AFTER_DAYS
