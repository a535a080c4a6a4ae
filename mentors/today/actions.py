"""I cannot make it today, and: I can after all."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.inbox.actions import notify, withdraw
from mentors.pairing.models import Pairing
from mentors.today.models import NotToday


@transaction.atomic
def not_today(*, pairing, by):
    """
    Tell the supervisor that this peer cannot make it with this person today. No reason is asked.

    Said twice it is told once. Raises ValidationError `not_active` when they no longer walk.
    """
    pairing = Pairing.objects.lock(pairing.pk)
    if pairing.status != Pairing.Status.ACTIVE:
        raise ValidationError(_("You are not paired with them now."), code="not_active")
    held = NotToday.objects.unscoped("one's own pairing")
    row, new = held.get_or_create(pairing=pairing, day=clock.today())
    if new:
        _tell(pairing, "not_today", by)
    return row


@transaction.atomic
def after_all(*, pairing, by):
    """Take it back. The supervisor hears of it only if they had read that it was off."""
    pairing = Pairing.objects.lock(pairing.pk)
    rows = NotToday.objects.unscoped("one's own pairing").today().filter(pairing=pairing)
    if not rows.exists():
        return pairing
    rows.delete()
    path, supervisor = pairing.get_absolute_url(), pairing.peer.supervisor
    if withdraw(kind="not_today", path=path, user=supervisor):
        _tell(pairing, "after_all", by)
    return pairing


def _tell(pairing, kind, by):
    notify(
        user=pairing.peer.supervisor,
        kind=kind,
        path=pairing.get_absolute_url(),
        survivor=pairing.survivor,
        by=by,
    )
