"""What falls due with time is told once: jobs that run each minute go through here."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Max
from django.utils import timezone

from coordination import clock
from coordination.inbox.actions import notify
from coordination.inbox.models import Notice
from coordination.survivors.models import Survivor
from coordination.users.models import User

LOOK_BACK = timedelta(days=7)  # what came due earlier stands on Today; a new notice would be noise


@dataclass(frozen=True)
class Reminder:
    """Tell these users that something of this person came due on a day."""

    users: list[User]
    path: str
    survivor: Survivor
    day: date


def remind(kind, reminders):
    """Tell each user once since the day it came due. Two queries when all were told already."""
    told = Notice.objects.unscoped("what was told already").filter(kind=kind)
    told = told.filter(made_at__gte=clock.now() - 2 * LOOK_BACK)
    last = {
        (row["user"], row["path"]): row["at"]
        for row in told.order_by().values("user", "path").annotate(at=Max("made_at"))
    }
    for one in reminders:
        since = timezone.make_aware(datetime.combine(one.day, time()))
        for user in one.users:
            if last.get((user.pk, one.path), since - LOOK_BACK) < since:
                notify(user=user, kind=kind, path=one.path, survivor=one.survivor, since=since)


def recent():
    """(first, last) day of what is worth a notice now."""
    return clock.today() - LOOK_BACK, clock.today()
