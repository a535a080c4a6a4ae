"""Today is a frame; the system pages say nothing."""

import pytest
from django.urls import reverse

from coordination.registry import cards


@pytest.mark.parametrize("name", ["dana", "rosa", "ana", "marcus", "priya", "admin"])
def test_every_role_has_a_today(name, cast, login):
    response = login(name).get(reverse("today"))

    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"


def test_without_a_role_there_is_no_today(cast, login):
    assert login("root").get(reverse("today")).status_code == 403


def test_a_card_that_fails_leaves_the_page_standing(cast, login, monkeypatch, settings):
    def broken(request):
        raise RuntimeError("her name")

    part = cards.Card("today", 1, "Your day", "x.html", "coordination.view_today", broken)
    monkeypatch.setattr(cards, "_cards", [part])
    settings.CARDS_RAISE = False

    response = login("dana").get(reverse("today"))

    assert "We could not load this part. Try again." in response.text
    assert "her name" not in response.text


def test_absent_and_not_yours_look_alike(cast, login):
    client = login("rosa")
    absent = client.get(reverse("survivor", args=["0000000000"]))
    hidden = client.get(cast.eve.get_absolute_url())

    assert (absent.status_code, hidden.status_code) == (404, 404)
    assert absent.content == hidden.content


@pytest.mark.parametrize("page", ["help", "devices"])
def test_help_is_for_everybody_signed_in(page, cast, login):
    assert login("admin").get(reverse(page)).status_code == 200
