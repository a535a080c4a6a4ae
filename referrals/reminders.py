"""Agreements that end soon, handoffs past their check, and what a stop pauses."""

from datetime import timedelta

from django.urls import reverse

from coordination import clock
from coordination.goals.owners import walkers
from coordination.inbox.actions import notify
from coordination.inbox.reminders import LOOK_BACK, Reminder, recent, remind
from coordination.models import Survivor
from coordination.registry import due
from referrals.consent import stopping
from referrals.consent.models import ENDS_SOON_DAYS, Consent
from referrals.handoffs.models import Handoff

OPEN = {"survivor__status": Survivor.Status.OPEN}


@due.job
def remind_of_ends(now):
    """Two weeks before an agreement ends, those who walk with her hear of it (S34)."""
    soon = Consent.objects.unscoped("run_due").ending_soon().filter(**OPEN)
    worth = clock.today() + timedelta(days=ENDS_SOON_DAYS) - LOOK_BACK
    rows = list(soon.filter(expires_on__gte=worth).select_related("survivor"))
    walking = walkers([row.survivor_id for row in rows])
    lead = timedelta(days=ENDS_SOON_DAYS)
    remind(
        "agreement_ends",
        [
            Reminder(
                walking.get(row.survivor_id, []),
                reverse("agreement", args=[row.ref]),
                row.survivor,
                row.expires_on - lead,
            )
            for row in rows
        ],
    )


@due.job
def remind_of_checks(now):
    """The owner of a handoff hears when its check day has passed."""
    first, _today = recent()
    late = Handoff.objects.unscoped("run_due").past_check(clock.today())
    late = late.filter(next_check_on__gte=first, **OPEN).select_related("survivor", "owner_user")
    remind(
        "handoff_check",
        [
            Reminder(
                [row.owner_user],
                row.get_absolute_url(),
                row.survivor,
                row.next_check_on + timedelta(days=1),
            )
            for row in late
        ],
    )


@stopping.on_stop
def tell_owners(agreement, why, by):
    """Whoever holds a handoff that rested on this agreement hears that it waits now."""
    rows = Handoff.objects.unscoped("what relied on this agreement").relying_on(agreement)
    for row in rows.select_related("survivor", "owner_user"):
        path = row.get_absolute_url()
        notify(user=row.owner_user, kind="sharing_stopped", path=path, survivor=row.survivor, by=by)
