"""
Beginning, holding and ending a period of service.

Callers hold the lock on her record and keep its summary (`status`, `asked_on`) in the same
transaction: coordination/survivors/actions.py.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.episodes.models import Episode

Status = Episode.Status


@transaction.atomic
def begin(*, survivor, by):
    """Open a period today: waiting when she asks for a peer, else not started yet."""
    episode = Episode(survivor=survivor, started_on=clock.today(), opened_by=by)
    episode.status = _step(episode, survivor)
    return _save(episode, by)


@transaction.atomic
def follow(*, survivor, by, starts=False):
    """
    Let the open period follow whether she asks for a peer. `starts`: somebody walks with her now.

    A paused period stays paused until she opens it again.
    """
    episode = current(survivor, by)
    if episode.status == Status.ON_HOLD:
        return episode
    return _move(episode, _step(episode, survivor, starts), by)


@transaction.atomic
def hold(*, survivor, by):
    """Pause: she asked for a break, and nobody reaches out."""
    return _move(current(survivor, by), Status.ON_HOLD, by)


@transaction.atomic
def resume(*, survivor, by):
    """Go on after a pause, where she was."""
    episode = current(survivor, by)
    return _move(episode, _step(episode, survivor), by)


@transaction.atomic
def end(*, survivor, reason, what_next="", by):
    """
    Close the open period. One that never started is cancelled, not finished.

    Raises ValidationError `reason_missing`.
    """
    if not reason:
        raise ValidationError(_("Choose why it ended."), code="reason_missing")
    episode = current(survivor, by)
    episode.end_reason, episode.what_next = reason, what_next
    episode.ended_on, episode.ended_by = max(clock.today(), episode.started_on), by
    came = episode.active_on is not None or survivor.last_contact_on is not None
    episode.status = Status.FINISHED if came else Status.CANCELLED
    return _save(episode, by)


def current(survivor, by):
    """The open period, locked; a record from before there were periods gets its first now."""
    found = list(Episode.objects.unscoped("her open period").open().filter(survivor=survivor))
    if found:
        return Episode.objects.lock(found[0].pk)
    return begin(survivor=survivor, by=by)


def _step(episode, survivor, starts=False):
    if starts or (episode.active_on and not survivor.asked_on):
        return Status.ACTIVE
    return Status.WAITING if survivor.asked_on else Status.PLANNED


def _move(episode, status, by):
    if episode.status == status:
        return episode
    episode.status = status
    return _save(episode, by)


def _save(episode, by):
    if episode.status == Status.ACTIVE and episode.active_on is None:
        episode.active_on = clock.today()
    episode._history_user, episode._history_date = by, clock.now()
    episode.full_clean()
    episode.save()
    return episode
