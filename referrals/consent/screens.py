"""The screen a person decides on: found by the token in its address, and by nothing else."""

from django.shortcuts import redirect

from coordination.users.lock import CLEAR_PAGES, lock_session
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


def give_screen(request, token):
    """
    On to the screen of a token: this session locks, and Back shows nothing it showed before.
    """
    lock_session(request)
    response = redirect("hand_over", token=token)
    response["Clear-Site-Data"] = CLEAR_PAGES
    return response
