"""Keeping her safe-contact card."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.safe_contact.models import CHECK_AGAIN_DAYS, SafeContact
from coordination.survivors.models import Survivor


@transaction.atomic
def set_safe_contact(*, survivor, answers, by, seen=None):
    """
    Write her card; effective at once. `answers` maps the card's fields to what she said; `seen`
    is the `mark` of the card the page was made from ("" for none), where there was a page.

    Raises ValidationError `no_way` when we may contact her but she named no way, and `changed`
    when somebody saved after that page was opened: a stop is never undone by a stale tab.
    """
    held = _locked(survivor)
    if seen is not None and seen != mark_of(held):
        message = _("Someone changed this while you were writing. Look at what is saved now.")
        raise ValidationError(message, code="changed")
    card = held or SafeContact(survivor=survivor, owner=survivor.pk)
    for name, value in answers.items():
        setattr(card, name, value)
    card.checked_on = clock.today()
    if answers.get("who") == SafeContact.Who.WE and not answers.get("ways"):
        message = _("Choose at least one safe way, or choose They will contact us.")
        raise ValidationError(message, code="no_way")
    return _save(card, by)


@transaction.atomic
def stop_contact(*, survivor, by):
    """
    They asked us to stop contacting them: every way is No from now on.

    What she said before stays in the card's history.
    """
    card = _locked(survivor) or SafeContact(survivor=survivor, owner=survivor.pk)
    card.who, card.ways = SafeContact.Who.THEY, {}
    card.leave_message = SafeContact.Message.NO
    return _renew(card, by)


@transaction.atomic
def check_contact(*, survivor, by):
    """
    She was asked, and nothing changed: the card counts as checked today, to ask again in 30 days.

    Raises ValidationError `not_set` when there is no card yet.
    """
    card = _locked(survivor)
    if card is None:
        message = _("Nothing is set yet. Ask how to reach them, then write it here.")
        raise ValidationError(message, code="not_set")
    return _renew(card, by)


def mark_of(card):
    """The mark of a card, or of none."""
    return card.mark if card else ""


def _renew(card, by):
    card.checked_on = clock.today()
    card.check_again_on = clock.today() + timedelta(days=CHECK_AGAIN_DAYS)
    return _save(card, by)


def _locked(survivor):
    Survivor.objects.lock(survivor.pk)
    return SafeContact.objects.unscoped("her card").filter(survivor=survivor).first()


def _save(card, by):
    card._history_user, card._history_date = by, clock.now()
    card.full_clean()
    card.save()
    return card
