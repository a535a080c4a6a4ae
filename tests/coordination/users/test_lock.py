"""Leaving, locking and unlocking (S03, S04, e.2 to e.4, G9): the server decides."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from coordination import clock
from coordination.models import Organisation
from tests.factories.people import PASSWORD

UNLOCK = "/unlock/?next=%2Fhelp%2F"


@pytest.fixture
def rosa(login, cast):
    cache.clear()
    client = login("rosa")
    client.get("/help/")
    return client


@contextmanager
def later(**time):
    with clock.at(clock.now() + timedelta(**time)):
        yield


def unlock(client, password=PASSWORD, path=UNLOCK):
    return client.post(path, {"password": password})


# Idle ---------------------------------------------------------------------------------------


def test_a_session_locks_after_ten_idle_minutes(rosa):
    with later(minutes=9, seconds=59):
        assert rosa.get("/help/").status_code == 200
    with later(minutes=20):
        response = rosa.get("/help/")
        assert response.status_code == 303
        assert response["Location"] == UNLOCK


def test_the_lock_stays_when_the_clock_is_turned_back(rosa):
    with later(minutes=10):
        rosa.get("/help/")

    assert rosa.get("/help/").status_code == 303


def test_whoever_is_here_stays_unlocked(rosa):
    for minutes in range(5, 60, 5):
        with later(minutes=minutes):
            assert rosa.get("/help/").status_code == 200


def test_stay_keeps_a_session_awake(rosa):
    with later(minutes=9):
        assert rosa.post("/stay/").status_code == 204
    with later(minutes=18):
        assert rosa.get("/help/").status_code == 200


def test_stay_is_answered_a_minute_longer_since_it_was_offered(rosa):
    with later(minutes=10, seconds=50):
        assert rosa.post("/stay/").status_code == 204
        assert rosa.get("/help/").status_code == 200


def test_stay_does_not_open_a_lock(rosa):
    with later(minutes=12):
        assert rosa.post("/stay/").status_code == 303
    rosa.get("/unlock/?lock=1")
    assert rosa.post("/stay/").status_code == 303


def test_stay_is_a_post(rosa):
    assert rosa.get("/stay/").status_code == 405


def test_activity_is_written_at_most_once_a_minute(rosa):
    def writes(seconds):
        with later(seconds=seconds):
            before = rosa.session["active_at"]
            rosa.get("/help/")
            return rosa.session["active_at"] != before

    assert [writes(20), writes(40), writes(61)] == [False, False, True]


def test_a_session_ends_after_ten_hours_however_busy(rosa):
    for minutes in range(5, 600, 5):
        with later(minutes=minutes):
            assert rosa.get("/help/").status_code == 200
    with later(hours=10):
        response = rosa.get("/help/")

    assert response.status_code == 303
    assert response["Location"] == "/signin/"
    assert response["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert rosa.get("/help/")["Location"].startswith("/signin/")


def test_a_session_that_is_gone_leaves_nothing_in_the_browser(rosa):
    rosa.session.flush()
    rosa.cookies[settings.SESSION_COOKIE_NAME] = "0" * 32

    assert rosa.get("/help/")["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert "Clear-Site-Data" not in Client().get("/help/")


# The lock -------------------------------------------------------------------------------------


def test_lock_is_a_plain_link(rosa):
    page = rosa.get("/unlock/?lock=1")

    assert page.status_code == 200
    assert page["Clear-Site-Data"] == '"cache"'
    assert "Not Rosa?" in page.text
    assert rosa.get("/help/").status_code == 303


@pytest.mark.parametrize("path", ["/", "/today/", "/help/", "/help/devices/"])
@pytest.mark.parametrize("method", ["get", "post", "head"])
def test_a_locked_session_reaches_nothing(rosa, path, method):
    rosa.get("/unlock/?lock=1")
    response = getattr(rosa, method)(path)

    assert response.status_code == 303
    assert response["Location"].startswith("/unlock/")
    assert not response.content


def test_the_lock_holds_in_every_tab_and_for_htmx(rosa):
    tab = Client()
    tab.cookies = rosa.cookies
    rosa.get("/unlock/?lock=1")

    assert tab.get("/help/", headers={"HX-Request": "true"}).status_code == 303


def test_the_page_of_the_lock_shows_nothing_of_the_page_before(rosa):
    page = rosa.get("/unlock/?lock=1", headers={"Referer": "http://testserver/today/"}).text

    assert 'class="nav"' not in page
    assert "rosa@example.org" not in page


def test_the_right_password_leads_back_to_the_page(rosa):
    rosa.get("/unlock/?lock=1")
    before = rosa.session.session_key
    response = unlock(rosa)

    assert response.status_code == 303
    assert response["Location"] == "/help/"
    assert rosa.get("/help/").status_code == 200
    assert rosa.session.session_key != before


def test_hide_comes_back_to_the_page_it_was_pressed_on(rosa):
    page = rosa.get("/unlock/?lock=1", headers={"Referer": "http://testserver/help/devices/"})

    assert unlock(rosa, path=page.context["action"])["Location"] == "/help/devices/"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://example.com/", "//example.com/", "/\\example.com", "javascript:x", "/unlock/", "x"],
)
def test_unlocking_never_leads_elsewhere(rosa, elsewhere):
    rosa.get("/unlock/?lock=1")

    assert unlock(rosa, path=f"/unlock/?next={elsewhere}")["Location"] == "/today/"


def test_a_page_of_another_site_is_not_come_back_to(rosa):
    page = rosa.get("/unlock/?lock=1", headers={"Referer": "http://example.com/help/"})

    assert unlock(rosa, path=page.context["action"])["Location"] == "/today/"


def test_only_the_password_of_the_same_person_unlocks(rosa, cast):
    cast.ana.set_password("the password of somebody else")
    cast.ana.save()
    rosa.get("/unlock/?lock=1")
    page = unlock(rosa, "the password of somebody else")

    assert page.status_code == 200
    assert "That password does not match. You can try again, or sign out." in page.text
    assert rosa.get("/help/").status_code == 303


def test_guessing_at_the_lock_counts_like_guessing_at_the_door(rosa, client):
    rosa.get("/unlock/?lock=1")
    for _try in range(5):
        unlock(rosa, "wrong")

    assert "Wait one minute and try again" in unlock(rosa).text
    data = {"login": "rosa@example.org", "password": PASSWORD}
    assert "Wait one minute and try again" in Client().post("/signin/", data).text


def test_an_empty_password_is_asked_for(rosa):
    rosa.get("/unlock/?lock=1")

    assert rosa.post(UNLOCK, {}).status_code == 200
    assert rosa.post(UNLOCK, {"password": ""}).status_code == 200


def test_asking_for_the_headers_alone_is_no_form(rosa):
    rosa.get("/unlock/?lock=1")

    assert rosa.head("/people/").status_code == 303
    assert "is not saved" not in rosa.get("/unlock/").text


def test_a_form_that_arrives_after_the_lock_is_not_lost_in_silence(rosa):
    rosa.get("/unlock/?lock=1")
    response = rosa.post("/today/", headers={"Referer": "http://testserver/help/?page=2"})
    page = rosa.get(response["Location"])

    assert "is not saved" in page.text
    assert unlock(rosa, path=response["Location"])["Location"] == "/help/?page=2"
    assert "is not saved" not in rosa.get("/unlock/?lock=1").text


def test_an_open_session_has_nothing_to_unlock(rosa):
    assert rosa.get("/unlock/")["Location"] == "/today/"


def test_the_lock_needs_somebody_signed_in(db, client):
    assert client.get("/unlock/")["Location"].startswith("/signin/")


# Out --------------------------------------------------------------------------------------------


def test_leave_ends_the_session_and_says_nothing_about_us(rosa):
    Organisation(leave_url="https://weather.example.org/").save()
    response = rosa.get("/leave/")

    assert response.status_code == 303
    assert response["Location"] == "https://weather.example.org/"
    assert response["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert not response.content
    assert rosa.get("/help/")["Location"].startswith("/signin/")


def test_leave_works_for_anybody_and_when_locked(rosa, client):
    rosa.get("/unlock/?lock=1")

    assert rosa.get("/leave/")["Location"] == "https://www.weather.gov/"
    assert Client().get("/leave/").status_code == 303


def test_signing_out_is_a_post(rosa):
    assert rosa.get("/signout/").status_code == 405
    assert rosa.get("/help/").status_code == 200

    response = rosa.post("/signout/")

    assert response.status_code == 303
    assert response["Location"] == "/signin/"
    assert response["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert rosa.get("/help/")["Location"].startswith("/signin/")


def test_a_locked_session_can_sign_out(rosa):
    rosa.get("/unlock/?lock=1")

    assert rosa.post("/signout/")["Location"] == "/signin/"


def test_an_ended_session_stays_ended(rosa):
    cookie = rosa.cookies[settings.SESSION_COOKIE_NAME].value
    rosa.post("/signout/")
    rosa.cookies[settings.SESSION_COOKIE_NAME] = cookie

    assert rosa.get("/help/")["Location"].startswith("/signin/")


# Theme --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("chosen", "kept"), [("dark", "dark"), ("light", "light"), ("x", "")])
def test_the_theme_lasts_for_the_session(rosa, chosen, kept):
    response = rosa.post("/theme/", {"theme": chosen, "next": "/help/"})

    assert response["Location"] == "/help/"
    assert rosa.session["theme"] == kept
    assert ('data-theme="dark"' in rosa.get("/help/").text) == (kept == "dark")


def test_choosing_a_theme_never_leads_elsewhere(rosa):
    assert rosa.post("/theme/", {"next": "//example.com"})["Location"] == "/today/"
