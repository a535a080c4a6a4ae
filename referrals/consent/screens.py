"""The screen a person decides on: found by the token in its address, and by nothing else."""

from referrals.consent.actions import digest
from referrals.consent.models import HandOver


def screen_of(token):
    """The screen of a token, or None: unknown and never made look alike."""
    rows = HandOver.objects.unscoped("the token is the only way in")
    return (
        rows.select_related("consent__survivor", "consent__partner")
        .filter(token_hash=digest(token))
        .first()
    )
