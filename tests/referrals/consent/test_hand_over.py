"""The screen the person decides on: one token, one agreement, one answer, a quarter of an hour."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from coordination import clock
from coordination.models import Organisation, ReadAudit
from referrals.consent import actions
from referrals.consent.actions import hand_over
from referrals.consent.models import Consent, HandOver
from referrals.consent.screens import screen_of

MINUTE = timedelta(minutes=1)
TIMED_OUT = "This page has timed out to protect you. Please hand it back."
THANKS = "Thank you. Please hand this back."


@pytest.fixture
def draft(cast):
    return cast.draft(cast.eve, cast.partner, by=cast.bea)


@pytest.fixture
def token(cast, draft):
    return hand_over(agreement=draft, by=cast.bea)


@pytest.fixture
def phone():
    """A browser without a session."""
    return Client()


def address(token):
    return reverse("hand_over", args=[token])


def state(agreement):
    return Consent.plain.get(pk=agreement.pk).status


def test_it_shows_exactly_that_agreement(cast, phone, draft, token):
    response = phone.get(address(token))
    page = response.content.decode()
    assert cast.canaries.found(response.content) == {
        cast.token(cast.eve, "name"),  # whose it is (Part 2)
        cast.token(draft, "contact"),
        cast.token(draft, "wants"),
        cast.token(draft, "purpose"),
    }
    for words in ("This page is for you. Take your time.", "Sign", "No thank you"):
        assert words in page
    assert response["Cache-Control"] == "no-store"


def test_the_audit_names_her_and_the_page(cast, phone, token):
    phone.get(address(token))
    row = ReadAudit.objects.get(view="hand_over")
    assert (row.person, row.kinds, row.actor) == (cast.eve.pk, "facts", None)


def test_only_a_digest_of_the_token_is_kept(token):
    assert token not in str(list(HandOver.plain.values()))
    assert len(token) == 32


def test_signing_on_it(cast, phone, draft, token):
    form = {"answer": "sign", "name": "Eve", "told_back": "on"}
    response = phone.post(address(token), form, follow=True)
    assert THANKS in response.content.decode()
    signed = Consent.plain.get(pk=draft.pk)
    assert (signed.status, signed.signer, signed.told_back) == ("signed", "Eve", True)
    assert signed.witness == cast.bea


@pytest.mark.parametrize("form", [{}, {"name": "x" * 500}, {"name": "Eve"}])
def test_no_thank_you_always_works(phone, draft, token, form):
    response = phone.post(address(token), {"answer": "no", **form}, follow=True)
    assert THANKS in response.content.decode()
    assert state(draft) == "declined"


@pytest.mark.parametrize("form", [{}, {"name": "Eve"}, {"name": "Eve", "answer": "yes"}])
def test_an_unclear_answer_is_no_signature(phone, draft, token, form):
    response = phone.post(address(token), form)
    assert response.status_code == 200
    assert "Choose Sign or No thank you." in response.content.decode()
    assert state(draft) == "draft"


def test_a_signature_without_a_name_says_what_to_do_and_keeps_the_ticks(phone, draft, token):
    response = phone.post(address(token), {"answer": "sign", "name": " ", "told_back": "on"})
    page = response.content.decode()
    assert "Type your name. You can also choose No thank you." in page
    assert "Error: Your choice" in page
    assert "checked" in page
    assert state(draft) == "draft"


@pytest.mark.parametrize("first", ["sign", "no"])
@pytest.mark.parametrize("second", ["sign", "no"])
def test_a_second_tap_is_no_error_and_changes_nothing(phone, draft, token, first, second):
    phone.post(address(token), {"answer": first, "name": "Eve"})
    after = state(draft)
    response = phone.post(address(token), {"answer": second, "name": "Eve"})
    assert THANKS in response.content.decode()
    assert state(draft) == after


def test_a_used_token_shows_nobody(cast, phone, token):
    phone.post(address(token), {"answer": "sign", "name": "Eve"})
    response = phone.get(address(token))
    assert cast.canaries.found(response.content) == set()


@pytest.mark.parametrize("method", ["get", "post"])
def test_after_a_quarter_of_an_hour_it_is_gone(cast, phone, draft, token, method):
    with clock.at(clock.now() + 15 * MINUTE):
        response = getattr(phone, method)(address(token), {"answer": "sign", "name": "Eve"})
    assert response.status_code == 404
    assert TIMED_OUT in response.content.decode()
    assert cast.canaries.found(response.content) == set()
    assert state(draft) == "draft"


def test_just_before_it_is_there(phone, token):
    with clock.at(clock.now() + 14 * MINUTE):
        assert phone.get(address(token)).status_code == 200


def test_a_guess_looks_like_one_that_timed_out(cast, phone, token):
    guessed = phone.get(address("0" * 32))
    with clock.at(clock.now() + 20 * MINUTE):
        late = phone.get(address(token))
    assert guessed.status_code == late.status_code == 404
    assert guessed.content == late.content


def test_more_time_on_request_ten_times(phone, token):
    start = screen_of(token).expires_at
    now = clock.now()
    for asked in range(1, 13):
        now += 10 * MINUTE
        if asked > 11:
            break
        with clock.at(now):
            phone.post(address(token), {"answer": "more_time"})
    screen = screen_of(token)
    assert screen.extended == 10
    assert screen.expires_at > start
    with clock.at(screen.expires_at):
        assert phone.get(address(token)).status_code == 404


def test_a_newer_screen_ends_the_older(cast, phone, draft, token):
    newer = hand_over(agreement=draft, by=cast.bea)
    assert TIMED_OUT in phone.get(address(token)).content.decode()
    assert state(draft) == "draft"
    assert phone.get(address(newer)).status_code == 200


def test_an_answered_one_is_not_handed_over_again(cast):
    with pytest.raises(ValidationError) as refused:
        hand_over(agreement=cast.agreement, by=cast.ana)
    assert refused.value.code == "already_answered"


def test_two_answers_at_once_leave_one(cast, draft, token):
    """Two taps that both found the screen unused: the second finds it used under the lock."""
    first, second = screen_of(token), screen_of(token)
    actions.answer(screen=first, sign=False)
    with pytest.raises(ValidationError) as refused:
        actions.answer(screen=second, sign=True, signature="Eve")
    assert refused.value.code == "timed_out"
    assert state(draft) == "declined"


def test_giving_it_locks_the_session_of_the_staff(cast, login, draft):
    client = login("bea")
    given = client.post(reverse("give", args=[draft.ref]))
    assert given["Location"].startswith("/h/")
    assert given["Clear-Site-Data"] == '"cache"', "Back shows nothing of the record"
    assert client.get(given["Location"]).status_code == 200
    for view in ("today", "survivor_list"):
        response = client.get(reverse(view))
        assert response.status_code == 303
        assert response["Location"].startswith("/unlock/")
    page = client.get(given["Location"]).content.decode()
    for inside in ('class="nav"', reverse("today"), cast.bea.name):
        assert inside not in page


def test_the_screen_goes_on_when_the_session_is_gone(cast, login, draft):
    client = login("bea")
    given = client.post(reverse("give", args=[draft.ref]))
    client.get(reverse("leave"))
    response = client.post(given["Location"], {"answer": "no"}, follow=True)
    assert THANKS in response.content.decode()
    assert state(draft) == "declined"


def test_help_leave_and_give_back_are_there(phone, token):
    Organisation(phone="555-0142").save()
    page = phone.get(address(token)).content.decode()
    assert page.count(reverse("leave")) >= 2
    assert "555-0142" in page
    assert reverse("unlock") in page


def test_the_form_needs_its_token(draft, token):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(address(token), {"answer": "sign", "name": "Eve"})
    assert response.status_code == 403
    assert state(draft) == "draft"
