"""What is ready to leave stays only while it may: stopping empties it, and so does time."""

from datetime import timedelta

from coordination import clock
from referrals.consent.stopping import on_stop
from referrals.disclosure.models import OutboxItem

KEEP_DAYS = 30
Status = OutboxItem.Status


@on_stop
def cancel_waiting(agreement, why, by):
    """Nothing made ready under this agreement leaves any more (CON-14)."""
    mine = OutboxItem.objects.unscoped("this agreement's").filter(consent=agreement)
    for item in OutboxItem.objects.lock_all(mine.waiting()):
        item.status, item.cancelled_at = Status.CANCELLED, clock.now()
        item.save()


def drop_old(now):
    """Bodies live thirty days (RET-1); the ledger keeps what left, and its digest."""
    old = OutboxItem.objects.unscoped("run_due")
    old.filter(made_at__lt=now - timedelta(days=KEEP_DAYS)).delete()
