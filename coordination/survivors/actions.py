"""What happens to a person's record."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coordination import access, clock, vault
from coordination.registry import open_work
from coordination.survivors.models import Survivor


def add_survivor(*, survivor, by):
    """
    Start a record. Only a name to call her by is needed (PRI-4).

    Her key is made first, in its own database; an unused key opens nothing.
    """
    vault.create_key(survivor.pk)
    return _save_new(survivor, by)


@transaction.atomic
def _save_new(survivor, by):
    survivor.status_since = survivor.opened_on = clock.today()
    survivor._history_user = by
    survivor.full_clean()
    survivor.save()
    access.refresh(survivor)
    return survivor


@transaction.atomic
def change_survivor(*, survivor, changes, by):
    """Change what is written about her: `changes` maps a field to its new value."""
    held = Survivor.objects.lock(survivor.pk)
    for name, value in changes.items():
        setattr(held, name, value)
    held._history_user = by
    held.full_clean()
    held.save()
    return held


@transaction.atomic
def set_status(*, survivor, status, by):
    """
    Open, pause or finish a record. The same status again changes nothing.

    Raises ValidationError `still_open` when a pairing or a handoff would be left without an end.
    """
    held = Survivor.objects.lock(survivor.pk)
    if held.status == status:
        return held
    left = open_work.about(held) if status == Survivor.Status.FINISHED else []
    if left:
        message = _("End these first: %(left)s.") % {"left": "; ".join(left)}
        raise ValidationError(message, code="still_open")
    held.status, held.status_since = status, clock.today()
    held._history_user = by
    held.full_clean()
    held.save()
    access.refresh(held)
    return held


@transaction.atomic
def deny(*, survivor, user, kind, by):
    """Close this record to a user for good: their own, a relative's, a conflict of interest."""
    Survivor.objects.lock(survivor.pk)
    denial, _new = access.Denial.objects.unscoped("the deny list").get_or_create(
        survivor=survivor, user=user, defaults={"kind": kind}
    )
    access.refresh(survivor)
    return denial
