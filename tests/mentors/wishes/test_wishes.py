"""What she asked for: any row may stay blank; what matters names something (S18)."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from mentors.models import Wishes
from mentors.wishes.actions import set_wishes
from mentors.wishes.words import in_short
from tests.mentors.conftest import fresh


def test_wishes_are_sealed_under_her_key(cast):
    wish = {"gender": {"weight": "must", "want": ["woman"]}}
    kept = fresh(set_wishes(survivor=cast.cam, answers=wish, words="Kind", by=cast.dana))

    assert (kept.owner, kept.answers, kept.words) == (cast.cam.pk, wish, "Kind")
    assert b"woman" not in bytes(kept.answers_sealed)


def test_asking_again_replaces_and_keeps_one_row(cast):
    set_wishes(survivor=cast.cam, answers={}, words="", by=cast.dana)

    [kept] = Wishes.plain.filter(survivor=cast.cam)
    assert (kept.answers, kept.words) == ({}, "")


def test_a_wish_that_matters_names_something(cast):
    with pytest.raises(ValidationError, match="choose at least one"):
        set_wishes(
            survivor=cast.cam, answers={"gender": {"weight": "must", "want": []}}, by=cast.dana
        )


def test_what_does_not_matter_or_is_not_said_keeps_no_choice(cast):
    wish = {
        "faith": {"weight": "rather_not", "want": ["faith"]},
        "gender": {"weight": "no_matter", "want": ["man"]},
    }
    kept = set_wishes(survivor=cast.cam, answers=wish, by=cast.dana)

    assert [row["want"] for row in kept.answers.values()] == [[], []]
    assert kept.counting() == []


def test_must_haves_come_first(cast):
    wish = {
        "languages": {"weight": "nice", "want": ["es"]},
        "times": {"weight": "must", "want": ["evenings"]},
    }
    kept = set_wishes(survivor=cast.cam, answers=wish, by=cast.dana)

    assert [trait.key for trait, _wish in kept.counting()] == ["times", "languages"]


def test_delicate_wishes_stay_general_on_lists(cast):
    wish = {
        "languages": {"weight": "must", "want": ["es"]},
        "faith": {"weight": "must", "want": ["no_faith"]},
        "experience": {"weight": "nice", "want": ["recovery", "custody"]},
    }
    set_wishes(survivor=cast.cam, answers=wish, by=cast.dana)

    assert in_short(fresh(cast.cam)) == "Spanish, shared experience"


# On screen ----------------------------------------------------------------------------------


def url(cast):
    return reverse("wishes", args=[cast.cam.ref])


def test_the_page_keeps_what_they_said(cast, login):
    sent = {"gender_weight": "must", "gender_want": ["woman"], "faith_weight": "no_matter"}
    response = login("dana").post(url(cast), sent | {"words": "Someone who laughs"})

    assert response.url == reverse("ideas", args=[cast.cam.ref])
    kept = Wishes.plain.get(survivor=cast.cam)
    assert kept.answers == {
        "gender": {"weight": "must", "want": ["woman"]},
        "faith": {"weight": "no_matter", "want": []},
    }


def test_a_peer_asks_too_and_goes_back_to_the_person(cast, login):
    response = login("rosa").post(url(cast), {"words": "Kind"})

    assert response.url == reverse("survivor", args=[cast.cam.ref])


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"gender_weight": "must"}, "Choose at least one, or choose Does not matter."),
        ({"gender_weight": "always"}, "Choose one from the list."),
        ({"gender_weight": "must", "gender_want": ["dragon"]}, "Choose one from the list."),
        ({"words": "x" * 141}, "This can be up to 140 letters. You have 141."),
    ],
)
def test_what_does_not_fit_is_said_and_kept(cast, login, sent, words):
    before = Wishes.plain.get(survivor=cast.cam).words
    response = login("dana").post(url(cast), {"words": "Kept words"} | sent)

    assert response.status_code == 200
    assert words in response.text
    assert sent.get("words", "Kept words") in response.text
    assert Wishes.plain.get(survivor=cast.cam).words == before


@pytest.mark.parametrize(("name", "status"), [("bea", 404), ("marcus", 403), ("kin", 404)])
def test_who_may_not_ask(cast, login, name, status):
    assert login(name).post(url(cast), {"words": "x"}).status_code == status
