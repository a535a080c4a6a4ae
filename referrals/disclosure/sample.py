"""Copies that people of the sample agency took home, or chose not to."""

from django.db import transaction

from coordination.registry import sample
from referrals.consent.models import Consent
from referrals.disclosure.actions import ask_copy

ANSWERS = ["full", "keep", "card", "later"]


@sample.part(order=32)
def copies(agency):
    """Of every second agreement that was signed, the answer she gave the same day."""
    rows = Consent.objects.unscoped("the sample").exclude(signed_at=None)
    signed = list(rows.select_related("survivor", "witness").order_by("signed_at", "pk"))
    with transaction.atomic():
        for number, agreement in enumerate(signed[::2]):
            days_ago = (agency.today - agreement.starts_on).days
            with agency.at(days_ago, 17):
                answer = ANSWERS[number % len(ANSWERS)]
                ask_copy(agreement=agreement, answer=answer, by=agreement.witness)
