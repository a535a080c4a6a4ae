"""What was made ready does not lie about."""

from coordination.registry import due
from referrals.disclosure import outbox


@due.job
def drop_old_bodies(now):
    outbox.drop_old(now)
