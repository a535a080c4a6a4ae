"""Her safe-contact card, and the rule it becomes."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coordination import clock
from coordination.models import SafeContact, Survivor, Way, rule_of
from coordination.safe_contact.actions import set_safe_contact
from tests.factories.people import SurvivorFactory

TOMORROW = clock.today() + timedelta(days=1)
CALL_ONLY = {
    "who": "we",
    "ways": ["call"],
    "when_call": "9 to 12",
    "leave_message": "no",
    "check_again_on": TOMORROW.isoformat(),
}


@pytest.fixture
def lark(cast):
    return SurvivorFactory(name="Lark", by=cast.dana)


def test_nobody_contacts_her_until_they_have_asked(lark):
    rule = rule_of(lark)

    assert rule.kind == "stop"
    assert rule.say == "Not set. Do not contact until you have asked."
    assert not any(rule.allows(way) for way in Way)


def test_only_what_she_said_yes_to_is_allowed(lark, login):
    login("dana").post(reverse("safe_contact", args=[lark.ref]), CALL_ONLY)

    rule = rule_of(Survivor.plain.get(pk=lark.pk))
    assert rule.yes == {Way.CALL}
    assert rule.tag == "Call is OK, 9 to 12"
    assert not rule.leaves_message
    assert "No text, video, in person, e-mail." in [line.text for line in rule.lines]


def test_they_contact_us_closes_every_way(lark, login):
    answers = {**CALL_ONLY, "who": "they", "leave_message": "yes"}
    login("dana").post(reverse("safe_contact", args=[lark.ref]), answers)

    card = SafeContact.plain.get(survivor=lark)
    assert (card.ways, card.leave_message) == ({}, "no")
    assert rule_of(lark, card).say == "They will contact us. Do not reach out."


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ways": []}, "Choose at least one safe way, or choose They will contact us."),
        ({"who": ""}, "Choose who contacts whom."),
        ({"check_again_on": clock.today().isoformat()}, "must be after today"),
        ({"check_again_on": "soon"}, "Enter a real date"),
        ({"when_call": "x" * 61}, "You have 61"),
        ({"ways": ["pigeon"]}, "Choose one from the list."),
    ],
)
def test_an_answer_that_does_not_fit_says_what_to_do(change, words, lark, login):
    answers = {**CALL_ONLY, "words": "Say hello from Ann", **change}

    response = login("dana").post(reverse("safe_contact", args=[lark.ref]), answers)

    assert response.status_code == 200
    assert words in response.text
    assert "Say hello from Ann" in response.text
    assert not SafeContact.plain.filter(survivor=lark).exists()


def test_a_rule_past_its_day_asks_to_check_again(lark, cast):
    with clock.at(clock.days_ago(40)):
        answers = {"who": "we", "ways": {"call": ""}, "check_again_on": clock.today()}
        card = set_safe_contact(survivor=lark, answers=answers, by=cast.dana)

    rule = rule_of(lark, card)
    assert (rule.kind, rule.tag) == ("due", "Check the rule again")
    assert rule.meta == "Checked 40 days ago"


def test_changing_the_card_keeps_one_row_and_its_history(lark, cast):
    for when in ["mornings", "evenings"]:
        answers = {"who": "we", "ways": {"call": when}, "check_again_on": TOMORROW}
        card = set_safe_contact(survivor=lark, answers=answers, by=cast.dana)

    assert card.ways == {"call": "evenings"}
    assert [row.ways for row in card.history.all()] == [{"call": "evenings"}, {"call": "mornings"}]
