"""A message is left only by the way she said yes to one (NOTE-4)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from coordination import clock
from coordination.safe_contact.actions import set_safe_contact


@pytest.fixture
def voice_only(cast):
    """Cam: a message on the phone in neutral words, none by video."""
    ways = {"call": {"message": "neutral"}, "video": {}}
    answers = {"who": "we", "ways": ways, "leave_message": "neutral"}
    answers["check_again_on"] = clock.today() + timedelta(days=9)
    set_safe_contact(survivor=cast.cam, answers=answers, by=cast.dana)


def test_a_message_by_the_way_she_allowed(cast, voice_only):
    left = cast.contact(cast.pairing, mode="call", outcome="left_message", minutes=None)

    assert left.pk


def test_no_message_by_another_way(cast, voice_only):
    with pytest.raises(ValidationError) as caught:
        cast.contact(cast.pairing, mode="video", outcome="left_message", minutes=None)

    assert caught.value.code == "no_message"
