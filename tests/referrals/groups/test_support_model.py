"""Kinds of groups (S37): the review in our words, with what it does not say."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from referrals.groups.actions import load_support_models
from referrals.groups.models import SupportModel
from referrals.groups.support_models import ATTRIBUTES, BY_SLUG, MODELS

# Of domain.md 9.1 and 9.2, what the review leaves open; K1 and 9.2 among them.
NOT_KNOWN = {
    "twelve-step": set(),
    "smart": {"medication"},
    "wfs": {"structure", "medication", "cost"},
    "lifering": {"open_to", "sponsor", "cost"},
    "seeking-safety": {"open_to", "labels", "medication", "sponsor", "session", "mode", "reach"},
}
BANNED = ("survivor", "victim", "abus", "violen", "trauma", "shelter", "crisis", "addict", "sober")


@pytest.mark.parametrize("slug", NOT_KNOWN)
def test_what_the_review_does_not_say_is_not_known(slug):
    codes = BY_SLUG[slug].codes()

    assert {key for key, code in codes.items() if code == "unknown"} == NOT_KNOWN[slug]


def test_the_crime_groups_leave_open_what_the_review_leaves_open():
    for slug in ("peer-led", "co-led", "professional-led"):
        codes = BY_SLUG[slug].codes()
        left = ("philosophy", "goal", "labels", "medication", "sponsor", "session")
        assert {codes[key] for key in left} == {"unknown"}
    assert BY_SLUG["professional-led"].codes()["led_by"] == "professional"  # GRP-1


def test_both_sides_of_a_contradiction_stand():
    assert "two things" in str(BY_SLUG["smart"].said["goal"].text)  # K3
    assert "two things" in str(BY_SLUG["lifering"].said["goal"].text)
    assert "in another" in str(BY_SLUG["wfs"].said["structure"].text)  # K1


def test_no_claim_no_implausible_figure_and_the_right_name():
    words = " ".join(
        f"{model.name} {model.about} " + " ".join(str(said.text) for said in model.said.values())
        for model in MODELS
    )

    assert "LifeRing Secular Recovery" in words  # K10
    for wrong in ("22,803", "67,000", "effective", "works for", "best", "better"):  # K7, K11, GRP-3
        assert wrong not in words


def test_every_fact_names_its_lines():
    for model in MODELS:
        assert set(model.said) <= set(ATTRIBUTES)
        assert all(said.lines and said.code for said in model.said.values())
        assert not [word for word in BANNED if word in model.slug]


def test_loading_twice_is_once_and_mends(db):
    load_support_models()
    SupportModel.plain.filter(slug="smart").update(name="Other", attributes={})
    first = dict(SupportModel.plain.values_list("slug", "pk"))
    load_support_models()

    assert dict(SupportModel.plain.values_list("slug", "pk")) == first
    assert SupportModel.plain.get(slug="smart").attributes == BY_SLUG["smart"].codes()
    with override("en"):
        assert str(SupportModel.plain.get(slug="smart")) == "SMART Recovery"


def test_the_page_says_what_is_known_and_links_to_local_groups(make, login):
    make("Kettle", model="lifering")
    make("Held", model="lifering", held_for="shelter")
    text = login("rosa").get(reverse("support_model", args=["lifering"])).text

    assert "LifeRing Secular Recovery" in text
    assert "See 1 group" in text
    assert 'href="/groups/?model=lifering"' in text
    assert "2017–2020" in text
    assert text.count("Not known.") >= 3


def test_an_unknown_kind_is_not_there(staff, login):
    assert login("rosa").get(reverse("support_model", args=["magic"])).status_code == 404
    assert login("root").get(reverse("support_model", args=["smart"])).status_code == 403
