"""Keeping her safe-contact card."""

from django.db import transaction

from coordination import clock
from coordination.safe_contact.models import SafeContact
from coordination.survivors.models import Survivor


@transaction.atomic
def set_safe_contact(*, survivor, answers, by):
    """
    Write her card; effective at once. `answers` maps the card's fields to what she said.

    Raises ValidationError when we may contact her but she named no way.
    """
    Survivor.objects.lock(survivor.pk)
    card = SafeContact.objects.unscoped("her card").filter(survivor=survivor).first()
    card = card or SafeContact(survivor=survivor, owner=survivor.pk)
    for name, value in answers.items():
        setattr(card, name, value)
    card.checked_on = clock.today()
    card._history_user = by
    card.full_clean()
    card.save()
    return card
