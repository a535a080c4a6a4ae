"""Days to ask or look again, told to those who walk with the person."""

from django.urls import reverse

from coordination.flags.models import Flag
from coordination.goals.owners import walkers
from coordination.inbox.reminders import Reminder, recent, remind
from coordination.registry import due
from coordination.safe_contact.models import SafeContact
from coordination.survivors.models import Survivor

OPEN = {"survivor__status": Survivor.Status.OPEN}


@due.job
def remind_of_rules(now):
    """The day to ask again how to reach her has come (S15)."""
    rows = SafeContact.objects.unscoped("run_due").filter(check_again_on__range=recent(), **OPEN)
    _tell("rule_due", "safe_contact", [(row, row.check_again_on) for row in _with_people(rows)])


@due.job
def remind_of_flags(now):
    """A safety instruction is to be looked at again (S16)."""
    rows = Flag.objects.unscoped("run_due").due().filter(review_on__range=recent(), **OPEN)
    _tell("flag_due", "flags", [(row, row.review_on) for row in _with_people(rows)])


def _with_people(rows):
    return rows.select_related("survivor")


def _tell(kind, url_name, rows):
    walking = walkers([row.survivor_id for row, _day in rows])
    remind(
        kind,
        [
            Reminder(
                walking.get(row.survivor_id, []),
                reverse(url_name, args=[row.survivor.ref]),
                row.survivor,
                day,
            )
            for row, day in rows
        ],
    )
