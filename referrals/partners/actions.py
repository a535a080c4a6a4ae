"""Adding a partner, and saying that its facts still hold."""

from django.db import transaction

from coordination import clock
from referrals.partners.models import Partner


@transaction.atomic
def add_partner(*, partner, by):
    """
    Add a place to the directory.

    Raises ValidationError when the name is taken or a private address was written down (PRI-6).
    """
    partner.full_clean()
    partner.save()
    return partner


@transaction.atomic
def check_partner(*, partner, by):
    """Its facts were checked today."""
    held = Partner.objects.lock(partner.pk)
    held.checked_on = clock.today()
    held.full_clean()
    held.save()
    return held
