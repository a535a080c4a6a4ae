"""A copy for the person, if she says it is safe to take one."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from coordination import clock
from referrals.consent.models import Consent, ConsentEvent
from referrals.disclosure.copies import ITEM_FOR
from referrals.disclosure.gate import disclose
from referrals.disclosure.models import Format, OwnRequest

FORMATS = {OwnRequest.Answer.FULL: Format.COPY, OwnRequest.Answer.CARD: Format.CARD}


@transaction.atomic
def ask_copy(*, agreement, answer, by):
    """
    Keep what she answered; for a yes, make her copy ready and write it in the ledger.

    Raises ValidationError not_signed while there is nothing she agreed to.
    """
    held = Consent.objects.lock(agreement.pk)
    if held.signed_at is None:
        message = _("There is no signed agreement to copy yet.")
        raise ValidationError(message, code="not_signed")
    asked = OwnRequest(survivor_id=held.survivor_id, owner=held.owner, consent=held)
    asked.answer, asked.by, asked.at = answer, by, clock.now()
    asked.full_clean()
    asked.save()
    if asked.wants_paper:
        disclose(
            basis=asked,
            survivor=held.survivor,
            recipient=held.survivor,
            items=[ITEM_FOR[answer]],
            purpose=_("Their own copy"),
            by=by,
            format=FORMATS[answer],
        )
        copied = ConsentEvent.Kind.COPIED
        event = ConsentEvent(consent=held, owner=held.owner, kind=copied, by=by, at=clock.now())
        event.save()
    return asked
