"""After how many days without a contact a name turns yellow, then red."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coordination import clock
from coordination.models import Organisation
from coordination.safe_contact.actions import stop_contact
from mentors.contacts.quiet import rule
from mentors.pairing.actions import pause_pairing
from referrals.models import Handoff

SET = {
    "mentor_quiet_days": "5",
    "mentor_silent_days": "9",
    "navigator_quiet_days": "3",
    "navigator_silent_days": "4",
}
PAGE = reverse("reminders")


def held():
    now = Organisation.current()
    return [getattr(now, name) for name in SET]


@pytest.mark.parametrize("name", ["dana", "admin"])
def test_managers_and_administrators_set_the_days(name, cast, login):
    response = login(name).post(PAGE, SET)

    assert response["Location"] == PAGE
    assert held() == [5, 9, 3, 4]


def test_empty_is_off(cast, login):
    login("dana").post(PAGE, SET | {"mentor_quiet_days": "", "navigator_silent_days": ""})

    assert held() == [None, 9, 3, None]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"mentor_silent_days": "5"}, "Red comes after yellow: enter more than 5 days."),
        ({"navigator_silent_days": "2"}, "Red comes after yellow: enter more than 3 days."),
        ({"mentor_quiet_days": "0"}, "Enter 1 or more."),
        ({"mentor_silent_days": "366"}, "Enter 365 or less."),
        ({"mentor_quiet_days": "soon"}, "Enter a whole number, like 3."),
    ],
)
def test_days_that_do_not_fit_say_what_to_do(change, words, cast, login):
    response = login("dana").post(PAGE, SET | change)

    assert response.status_code == 200
    assert words in response.text
    assert held() == [14, 30, 7, 14]


# What the days do ---------------------------------------------------------------------------------


def today(login, name, days):
    """Today as somebody reads it so many days from now, by the days set before."""
    login(name).logout()  # a session from a later day would be locked
    with clock.at(clock.now() + timedelta(days=days)):
        return login(name).get("/today/").text


def test_the_days_set_are_the_days_shown_and_the_rule_is_named(cast, login):
    """Rosa reached Cam yesterday."""
    login("dana").post(PAGE, SET)

    assert "No contact for" not in today(login, "rosa", 3)
    text = today(login, "rosa", 4)
    assert "No contact for 5 days" in text
    assert "Yellow after 5 days for a mentor, red after 9." in text
    assert "Rosa: Try a way that is safe, or agree on a pause." in text
    assert "Marcus: Ask Rosa what would help, or agree on a pause." in today(login, "rosa", 8)


def test_nobody_is_told_to_try_when_she_said_no(cast, login):
    stop_contact(survivor=cast.cam, by=cast.rosa)

    text = today(login, "rosa", 20)
    assert "No contact for 21 days" in text
    assert "They asked not to be contacted. Talk it over with Marcus. They will contact us." in text
    assert "Try a way that is safe" not in text


def test_a_step_with_her_shows_that_she_said_no(cast, login):
    assert "They will contact us" not in login("rosa").get("/today/").text
    cast.step(cast.cam, cast.rosa)
    stop_contact(survivor=cast.cam, by=cast.rosa)

    assert "They will contact us" in login("rosa").get("/today/").text


def test_what_is_off_marks_nobody_and_says_so(cast, login):
    login("dana").post(PAGE, SET | {"mentor_quiet_days": "", "mentor_silent_days": ""})

    assert "No contact for" not in today(login, "rosa", 300)


@pytest.mark.parametrize(
    ("kind", "days", "words"),
    [
        ("mentor", (14, 30), "Yellow after 14 days for a mentor, red after 30."),
        ("navigator", (7, None), "Yellow after 7 days for a navigator with an open handoff."),
        ("mentor", (None, 9), "Red after 9 days for a mentor."),
        ("mentor", (None, None), "Off for a mentor."),
    ],
)
def test_the_rule_is_named_in_words(kind, days, words):
    assert rule(kind, days) == words


def test_a_try_that_reached_nobody_does_not_end_the_silence(cast, login):
    with clock.at(clock.now() + timedelta(days=12)):
        cast.contact(cast.pairing, outcome="no_answer", minutes=None)

    assert "No contact for 15 days" in today(login, "rosa", 14)


def test_a_navigators_clock_runs_with_an_open_handoff(cast, login):
    assert "No contact for" not in today(login, "ana", 6)
    Handoff.objects.create(
        survivor=cast.cam,
        owner=cast.cam.pk,
        owner_user=cast.ana,
        partner=cast.partner,
        introducer=cast.ana,
        state="scheduled",
        started_on=clock.today(),
        introduce_on=clock.today(),
        next_check_on=clock.today(),
        nothing_shared=True,
    )

    assert "a navigator with an open handoff" in today(login, "ana", 6)


def test_a_pause_of_the_pairing_or_of_the_record_stops_the_clock(cast, login):
    assert "No contact for" in today(login, "rosa", 40)
    cast.cam.status = "paused"
    cast.cam.save()
    assert "No contact for" not in today(login, "rosa", 40)
    cast.cam.status = "open"
    cast.cam.save()
    pause_pairing(pairing=cast.pairing, by=cast.dana)
    assert "No contact for" not in today(login, "rosa", 40)
