"""
The neutral mail: at most one until somebody looks, and never two within four hours.

Whoever switched it on gets one mail when something is new. The next may come only after they
opened Today or the Inbox, and not sooner than four hours after the last. Only `run_due` sends.
"""

import logging
from datetime import timedelta

from coordination import clock, mail
from coordination.inbox.models import MailItem

APART = timedelta(hours=4)
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=6)
AT_ONCE = 200  # one run stays short; the next minute goes on
KEEP_DAYS = 30
log = logging.getLogger("daybook")


def _items():
    return MailItem.objects.unscoped("the outbox")


def queue(user):
    """Have the next `run_due` write to this user, if they want mail and nothing is open."""
    if not user.mail_on:
        return
    last = _items().filter(user=user, sent_at__isnull=False).order_by("-sent_at").first()
    now = clock.now()
    due_at = max(now, last.sent_at + APART) if last else now
    _items().get_or_create(user=user, looked_at=None, defaults={"due_at": due_at, "made_at": now})


def looked(user):
    """This user opened Today or the Inbox: what was queued is not needed, the next may be."""
    if user.mail_on and _items().open().filter(user=user).exists():
        _items().open().filter(user=user).update(looked_at=clock.now())


def drop_unsent(user):
    """Nothing more goes to somebody who switched mail off; what was sent still counts."""
    _items().filter(user=user, sent_at=None, claimed_at=None).delete()


def send_due(now):
    """Send what is due. Returns how many went out and how many the mail server refused."""
    sent = refused = 0
    for key in list(
        _items().to_send(now).order_by("due_at").values_list("pk", flat=True)[:AT_ONCE]
    ):
        if not _claim(key, now):
            continue  # another run was faster, or they looked meanwhile
        item = _items().select_related("user").get(pk=key)
        if _send(item):
            sent += 1
        else:
            refused += 1
    return sent, refused


def drop_old(now):
    """What was sent or became needless a month ago tells only who used Daybook when."""
    _items().filter(looked_at__lt=now - timedelta(days=KEEP_DAYS)).delete()


def _claim(key, now):
    """
    One statement about the row's own columns, so that of two runs at once exactly one wins.

    A join would become a subquery, which PostgreSQL does not ask again after waiting for the row.
    """
    if not _items().to_send(now).filter(pk=key).exists():
        return False  # they looked, left or switched it off meanwhile
    free = _items().open().filter(pk=key, sent_at=None, claimed_at=None)
    return free.update(claimed_at=now) == 1


def _send(item):
    try:
        mail.say_something_is_new(item.user.email)
    except Exception as error:  # any refusal is kept and tried again
        item.tries += 1
        item.due_at = clock.now() + min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(item.tries - 1, 10))
        item.claimed_at = None
        log.warning("a mail did not go out: %s", type(error).__name__)
    else:
        item.sent_at = clock.now()
    item.save(update_fields=["tries", "due_at", "claimed_at", "sent_at"])
    return item.sent_at is not None
