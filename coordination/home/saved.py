"""That a contact was just saved: Today then asks how that one was, also a few pages later (S26)."""

from datetime import datetime, timedelta

from django.urls import reverse

from coordination import clock

JUST_SAVED = "just_saved"  # in the session: when
STILL = timedelta(minutes=30)


def address():
    """Today, with what is offered after saving."""
    return f"{reverse('today')}?saved=1"


def remember(request):
    """Another page comes first; the next Today offers it."""
    request.session[JUST_SAVED] = clock.now().isoformat()


def is_so(request):
    """Whether this Today comes after saving. What was remembered is asked once."""
    kept = request.session.pop(JUST_SAVED, "")
    later = bool(kept) and clock.now() - datetime.fromisoformat(kept) <= STILL
    return request.GET.get("saved") == "1" or later
