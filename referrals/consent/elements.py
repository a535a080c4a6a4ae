"""Whether an agreement has what every regime asks of it (domain.md 3). Pure, but for the clock."""

import re
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.registry import disclosable
from referrals.consent.items import TYPED
from referrals.consent.models import How
from referrals.consent.wording import VERSIONS

TOO_BROAD = re.compile(
    r"\b(all|any|every|each|entire|whole|complete|full)\b[^.;]{0,30}"
    r"\b(records?|files?|charts?|notes?|information|info|data|history|case)\b|\beverything\b",
    re.IGNORECASE,
)
NOTHING_CHOSEN = _("Choose at least one thing to share, or go back to Start.")


def refuse_broad(text):
    """
    Raise ValidationError for "all records" and its like: what is shared must be named (element 3).
    """
    if TOO_BROAD.search(text or ""):
        message = _("Name the thing itself, like “best time to call”. “All records” is too much.")
        raise ValidationError(message, code="too_broad")


def refuse_end(day, organisation):
    """Raise ValidationError unless the end is after today and within the longest period (CON-3)."""
    longest = organisation.longest_agreement
    today = clock.today()
    if day is None or not today < day <= today + timedelta(days=longest):
        raise ValidationError(
            _("The end date must be after today and within %(days)s days.") % {"days": longest},
            code="end",
        )


def refuse_items(items):
    """Raise ValidationError unless each thing is one the person may agree to share."""
    known = disclosable.items()
    if not items:
        raise ValidationError(NOTHING_CHOSEN, code="items")
    if any(key not in known or known[key].to_herself for key in items):
        raise ValidationError(_("Choose things from the list."), code="items")


def refuse_how(how, organisation):
    """Raise ValidationError unless each way is open to us; e-mail only where it is allowed."""
    if not how or any(way not in How.values for way in how):
        raise ValidationError(_("Choose how we may share it."), code="how")
    if How.EMAIL in how and not organisation.email_sharing:
        message = _("We do not share by email or text here. Choose another way.")
        raise ValidationError(message, code="how")


def check(agreement, organisation):
    """
    Raise ValidationError, by field, for every element that is missing.

    1 whose, 2 who shares (the organisation), 3 what, 4 one recipient, 5 why, 6 how to stop (always
    in the text), 7 an end date, 10 consequences (in the text). 8 and 9 come with the signature.
    """
    errors = {}
    refusals = [
        ("items", lambda: refuse_items(agreement.items)),
        ("how", lambda: refuse_how(agreement.how, organisation)),
        ("expires_on", lambda: refuse_end(agreement.expires_on, organisation)),
        ("purpose", lambda: _refuse_purpose(agreement.purpose)),
        ("partner", lambda: _refuse_partner(agreement)),
        ("language", lambda: _refuse_language(agreement.language)),
        *((key, lambda key=key: _refuse_words(agreement, key)) for key in TYPED),
    ]
    for field, refuse in refusals:
        try:
            refuse()
        except ValidationError as error:
            errors[field] = error
    if errors:
        raise ValidationError(errors)


def _refuse_purpose(purpose):
    if not purpose.strip():
        message = _("Write why, in their words. “They asked us to” is fine.")
        raise ValidationError(message, code="purpose")
    refuse_broad(purpose)


def _refuse_partner(agreement):
    if agreement.partner_id is None or not agreement.partner.active:
        raise ValidationError(_("Choose one partner."), code="partner")


def _refuse_language(language):
    if language not in VERSIONS:
        message = _("The agreement is not written in this language yet. Ask for an interpreter.")
        raise ValidationError(message, code="language")


def _refuse_words(agreement, key):
    words = getattr(agreement, TYPED[key])
    refuse_broad(words)
    if key in agreement.items and not words.strip():
        raise ValidationError(_("Write it in a few words, or untick it."), code="words")
