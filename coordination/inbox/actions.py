"""Telling somebody something, and reading it."""

from datetime import timedelta

from django.db import transaction
from django.urls import resolve

from coordination import clock
from coordination.inbox import outbox
from coordination.inbox.models import Notice
from coordination.registry import notices
from coordination.users.models import User

KEEP_READ_DAYS, KEEP_DAYS = 30, 180


@transaction.atomic
def notify(*, user, kind, path, survivor=None, by=None, since=None):
    """
    Tell a user once; call it inside the transaction of what happened.

    `kind` is declared in an app's `notices.py`; `path` is the page it leads to, without a query.
    `survivor`: whom it is about, so that it goes with the access; None where the reader sees
    nobody (an offer). `by`: who did it; nobody is told what they did themselves. `since`: jobs
    that run every minute say from when on a notice counts as told. Returns the notice or None.

    Raises ValueError for an unknown kind, Resolver404 for a path that leads nowhere.
    """
    if kind not in notices.kinds():
        raise ValueError(f"No notice {kind!r} is declared.")
    resolve(path)
    if not user.is_active or user == by:
        return None
    told = Notice.objects.unscoped("what this user was told")
    if since and told.filter(user=user, kind=kind, path=path, made_at__gte=since).exists():
        return None
    now = clock.now()
    row, new = told.get_or_create(
        user=user,
        kind=kind,
        path=path,
        seen_at=None,
        defaults={"survivor": survivor, "by": by, "made_at": now},
    )
    if not new:
        row.by, row.made_at = by, now
        row.save()
    outbox.queue(user)
    return row


def withdraw(*, kind, path, user=None):
    """
    Take back what is no longer so: an offer that closed, a day off that was a mistake.

    Returns whether somebody had read it, and so needs to hear of the change.
    """
    rows = Notice.objects.unscoped("what is no longer so").filter(kind=kind, path=path)
    if user is not None:
        rows = rows.filter(user=user)
    read = rows.exclude(seen_at=None).exists()
    rows.delete()
    return read


@transaction.atomic
def mark_read(*, notice):
    """Read twice stays read at the first moment."""
    held = Notice.objects.lock(notice.pk)
    if held.seen_at is None:
        held.seen_at = clock.now()
        held.save()
    return held


@transaction.atomic
def mark_all_read(*, user):
    """Everything told so far; what comes in the next second stays new."""
    rows = Notice.objects.visible_to(user).unread().filter(made_at__lte=clock.now())
    rows.update(seen_at=clock.now())


@transaction.atomic
def change_mail(*, user, mail_on):
    """Switch the neutral mail on or off. Off drops what still waits to be sent."""
    held = User.objects.select_for_update().get(pk=user.pk)
    if held.mail_on != mail_on:
        held.mail_on = mail_on
        held.save(update_fields=["mail_on"])
    if not mail_on:
        outbox.drop_unsent(held)
    return held


def drop_old(now):
    """Notices read a month ago, and unread ones after half a year, go. For `run_due`."""
    rows = Notice.objects.unscoped("run_due")
    rows.filter(seen_at__lt=now - timedelta(days=KEEP_READ_DAYS)).delete()
    rows.filter(made_at__lt=now - timedelta(days=KEEP_DAYS)).delete()
