"""Signing in (S01, G10): the same words whatever failed; the right person waits a minute."""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.urls import NoReverseMatch, get_resolver, reverse

from coordination import clock
from tests.factories.people import PASSWORD

NO_MATCH = "Those details do not match. You can try again, or ask your admin."
WAIT = "Wait one minute and try again, or ask your admin to let you in."


@pytest.fixture(autouse=True)
def _no_limits_yet(db):
    cache.clear()


@pytest.fixture
def sign_in(cast, client):
    def attempt(name="rosa", password="wrong", **extra):
        data = {"login": f"{name}@example.org", "password": password}
        return client.post("/signin/", data, **extra)

    return attempt


def test_the_form_asks_for_login_and_password(client, db):
    page = client.get(reverse("signin"))

    assert set(page.context["form"].fields) == {"login", "password"}
    assert 'autocomplete="username"' in page.text
    assert 'autocomplete="current-password"' in page.text
    assert "<title>Sign in – Daybook</title>" in page.text


def test_the_right_password_leads_to_today(sign_in, client):
    response = sign_in("rosa", PASSWORD)

    assert response.status_code == 302
    assert response["Location"] == "/today/"
    assert client.session["_auth_user_id"]


def test_signing_in_leads_back_to_the_page_that_was_asked_for(cast, client):
    asked = client.get("/help/")
    data = {"login": "rosa@example.org", "password": PASSWORD}

    assert client.post(asked["Location"], data)["Location"] == "/help/"


def test_signing_in_never_leads_elsewhere(cast, client):
    data = {"login": "rosa@example.org", "password": PASSWORD}

    assert client.post("/signin/?next=https://example.com/", data)["Location"] == "/today/"
    client.logout()
    assert client.post("/signin/?next=http://localhost/", data)["Location"] == "/today/"


def test_capital_letters_in_the_address_do_not_matter(cast, client):
    data = {"login": "Rosa@Example.org", "password": PASSWORD}

    assert client.post("/signin/", data).status_code == 302


def test_the_session_changes_its_id(sign_in, client):
    session = client.session
    session["theme"] = "dark"
    session.save()
    client.cookies["daybook"] = before = session.session_key

    sign_in("rosa", PASSWORD)

    assert client.session.session_key != before


@pytest.mark.parametrize(
    ("name", "password"), [("rosa", "wrong"), ("nobody", PASSWORD), ("off", PASSWORD)]
)
def test_every_failure_says_the_same(sign_in, name, password):
    page = sign_in(name, password)

    assert page.status_code == 200
    assert page.context["form"].non_field_errors() == [NO_MATCH]


def test_what_was_typed_is_kept_but_for_the_password(sign_in):
    page = sign_in("rosa", "not her password")

    assert 'value="rosa@example.org"' in page.text
    assert "not her password" not in page.text


def test_a_page_never_greets_with_an_address(sign_in, client):
    sign_in("rosa", PASSWORD)

    assert "rosa@example.org" not in client.get("/today/").text


def test_after_five_failures_even_the_right_password_waits_a_minute(sign_in):
    with time_machine.travel(clock.now(), tick=False) as time:
        for _try in range(5):
            assert NO_MATCH in sign_in().text
        assert WAIT in sign_in("rosa", PASSWORD).text

        time.shift(timedelta(seconds=61))
        assert sign_in("rosa", PASSWORD).status_code == 302


@pytest.mark.parametrize("name", ["nobody", "off"])
def test_the_limit_does_not_tell_who_has_an_account(sign_in, name):
    said = [sign_in(name, PASSWORD).context["form"].non_field_errors() for _try in range(6)]

    assert said == [[NO_MATCH]] * 5 + [[WAIT]]


def test_each_account_counts_alone(sign_in):
    for _try in range(6):
        sign_in("rosa")

    assert sign_in("ana", PASSWORD).status_code == 302


@pytest.mark.parametrize(
    "disguise",
    [
        lambda turn: {"headers": {"X-Forwarded-For": f"203.0.113.{turn}"}},
        lambda turn: {"headers": {"Host": f"testserver:{8000 + turn}"}},
        lambda turn: {"REMOTE_ADDR": f"203.0.113.{turn}"},
    ],
    ids=["forwarded", "host", "address"],
)
def test_a_guesser_in_disguise_meets_the_same_limit(sign_in, disguise):
    said = [sign_in(**disguise(turn)).text for turn in range(6)]

    assert NO_MATCH in said[4]
    assert WAIT in said[5]


def test_one_address_tries_thirty_times_an_hour_whatever_accounts_and_headers_it_names(sign_in):
    for turn in range(30):
        page = sign_in(f"user{turn}", headers={"X-Forwarded-For": f"203.0.113.{turn}"})
        assert NO_MATCH in page.text

    assert WAIT in sign_in("user30", headers={"X-Forwarded-For": "203.0.113.30"}).text
    assert NO_MATCH in sign_in("user31", REMOTE_ADDR="198.51.100.7").text


def test_twenty_failures_a_day_close_an_account_to_guesses(sign_in):
    with time_machine.travel(clock.now(), tick=False) as time:
        for turn in range(20):
            time.shift(timedelta(minutes=15))
            assert NO_MATCH in sign_in(REMOTE_ADDR=f"203.0.113.{turn}").text
        time.shift(timedelta(minutes=15))
        assert WAIT in sign_in("rosa", PASSWORD).text


def test_a_success_does_not_forgive_the_failures_before_it(sign_in, client):
    for _try in range(4):
        sign_in()
    sign_in("rosa", PASSWORD)
    client.logout()
    sign_in()

    assert WAIT in sign_in().text


def test_too_many_requests_have_their_own_page(sign_in, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    sign_in()
    page = sign_in()

    assert page.status_code == 429
    assert "Wait one minute" in page.text


def test_no_other_page_of_allauth_has_an_address():
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}

    assert not [name for name in names if name.startswith("account_")]
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


def test_someone_signed_in_is_not_asked_again(login, cast):
    assert login("rosa").get("/signin/")["Location"] == "/today/"


def test_a_deactivated_account_is_out_at_once(login, cast):
    client = login("rosa")
    assert client.get("/help/").status_code == 200
    cast.rosa.is_active = False
    cast.rosa.save()

    assert client.get("/help/")["Location"].startswith("/signin/")


def test_a_new_password_ends_the_sessions_of_the_old_one(login, cast):
    client = login("rosa")
    cast.rosa.set_password("another long password")
    cast.rosa.save()

    assert client.get("/help/")["Location"].startswith("/signin/")
