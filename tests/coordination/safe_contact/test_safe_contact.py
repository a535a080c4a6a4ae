"""Her safe-contact card, and the rule it becomes."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from coordination import clock
from coordination.models import SafeContact, Survivor, Way, rule_of
from coordination.safe_contact.actions import check_contact, set_safe_contact, stop_contact
from coordination.safe_contact.trail import changes
from tests.factories.people import SurvivorFactory

TOMORROW = clock.today() + timedelta(days=1)
CALL_ONLY = {
    "who": "we",
    "ways": ["call"],
    "when_call": "9 to 12",
    "message_call": "no",
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
    answers = {**CALL_ONLY, "who": "they", "message_call": "yes"}
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
        ({"days_call": ["8"]}, "Choose one from the list."),
        ({"from_call": "soon"}, "Enter a time, like 1:30 pm."),
        ({"from_call": "09:00", "to_call": "09:00"}, "Enter two different times"),
        ({"message_call": "loud"}, "Choose one from the list."),
        ({"say_call": "x" * 81}, "You have 81"),
        ({"not_answer": "x" * 81}, "You have 81"),
        ({"number_confirmed_on": TOMORROW.isoformat()}, "is today or earlier"),
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


def at(day, hour, minute=0):
    """A moment of November 2026 where the organisation works; the 23rd is a Monday."""
    return timezone.make_aware(datetime(2026, 11, day, hour, minute))


@pytest.fixture
def timed(lark, cast):
    """Lark may be called on weekdays from 9 to 12, and texted on Saturdays."""
    call = {"days": [1, 2, 3, 4, 5], "from": "09:00", "to": "12:00"}
    ways = {"call": call, "text": {"days": [6], "message": "neutral"}}
    with clock.at(at(20, 8)):
        answers = {"who": "we", "ways": ways, "check_again_on": at(30, 8).date()}
        set_safe_contact(survivor=lark, answers=answers, by=cast.dana)
    return Survivor.plain.get(pk=lark.pk)


@pytest.mark.parametrize(
    ("moment", "kind", "tag"),
    [
        (at(23, 9), "ok", "Now: call is OK until noon"),
        (at(23, 12), "due", "Not now: call 9 a.m. to noon"),
        (at(29, 10), "due", "Not today: call weekdays"),
        (at(28, 22), "ok", "Now: text is OK"),
    ],
)
def test_the_card_says_what_is_true_now(timed, moment, kind, tag):
    with clock.at(moment):
        rule = rule_of(timed)

    assert (rule.kind, rule.tag) == (kind, tag)


def test_now_is_asked_way_by_way_on_the_clock_of_the_organisation(timed):
    """9:30 in New York is 14:30 in UTC: compared in UTC the morning would be over."""
    with clock.at(at(23, 9, 30)):
        rule = rule_of(timed)

    assert rule.now(Way.CALL, at(23, 9, 30).astimezone(UTC)) == "yes"
    assert rule.now(Way.CALL, at(23, 14, 30).astimezone(UTC)) == "outside"
    assert rule.now(Way.TEXT, at(23, 9, 30)) == "outside"
    assert rule.now(Way.VIDEO, at(23, 9, 30)) == "no"


def test_a_rule_of_words_alone_never_claims_to_know_the_time(lark, cast):
    answers = {"who": "we", "ways": {"call": "mornings"}, "check_again_on": TOMORROW}
    card = set_safe_contact(survivor=lark, answers=answers, by=cast.dana)

    rule = rule_of(lark, card)
    assert rule.now(Way.CALL) == "unsure"
    assert rule.tag == "Call is OK, mornings"


FULL = {
    "who": "we",
    "ways": ["call", "text"],
    "days_call": ["1", "3"],
    "from_call": "22:00",
    "to_call": "01:00",
    "when_call": "not in May",
    "message_call": "neutral",
    "say_call": "Hi, it is Ann.",
    "message_text": "yes",
    "days_video": ["2"],  # a way that is not chosen keeps nothing
    "not_answer": "a man: hang up",
    "words": "Say you are from the library.",
    "our_name": "Ann",
    "her_name": "Jay",
    "block_caller_id": "on",
    "keeps_number": "on",
    "number_confirmed_on": clock.today().isoformat(),
    "check_again_on": TOMORROW.isoformat(),
}


def test_all_she_said_is_kept_and_said_the_weightiest_first(lark, login):
    response = login("dana").post(reverse("safe_contact", args=[lark.ref]), FULL)

    assert response["Location"] == reverse("survivor", args=[lark.ref])
    card = SafeContact.plain.get(survivor=lark)
    assert set(card.ways) == {"call", "text"}
    rule = rule_of(lark, card)
    assert [line.text for line in rule.lines] == [
        "Must not answer: a man: hang up",
        "Call: Mon, Wed, 10 p.m. to 1 a.m., not in May. Messages in neutral words only. "
        "Block your caller ID.",
        "Say: “Say you are from the library.”",
        "Text, any time.",
        "No video, in person, e-mail.",
        "You are “Ann”. Ask for “Jay”.",
    ]
    assert [line.text for line in rule.more] == [
        "Call, in a message: “Hi, it is Ann.”",
        "It is safe for them to keep our number.",
        "Give them no paper to carry.",
        "Number last confirmed: Today.",
    ]
    assert rule.may_leave_message(Way.CALL)
    assert rule.may_leave_message(Way.TEXT)
    assert not rule.may_leave_message(Way.VIDEO)


def test_the_form_comes_back_with_what_she_said(lark, login):
    client, address = login("dana"), reverse("safe_contact", args=[lark.ref])
    client.post(address, FULL)

    page = client.get(address).text
    for value in ("22:00", "01:00", "not in May", "Hi, it is Ann.", "a man: hang up", "Jay"):
        assert f'value="{value}"' in page
    assert 'name="days_call" value="3" id="id_days_call_2" checked' in page


def test_a_message_not_allowed_keeps_no_words_for_it(lark, login):
    login("dana").post(reverse("safe_contact", args=[lark.ref]), FULL | {"message_call": "no"})

    card = SafeContact.plain.get(survivor=lark)
    assert card.channels()[Way.CALL].say == ""
    assert not rule_of(lark, card).may_leave_message(Way.CALL)


def test_they_asked_us_to_stop_closes_every_way_at_once(timed, cast, login):
    client = login("dana")
    assert "Stop contacting them?" in client.get(reverse("stop_contact", args=[timed.ref])).text

    client.post(reverse("stop_contact", args=[timed.ref]))

    rule = rule_of(Survivor.plain.get(pk=timed.pk))
    assert (rule.kind, rule.say) == ("stop", "They will contact us. Do not reach out.")
    assert not any(rule.allows(way) for way in Way)


def test_they_may_ask_us_to_stop_before_anything_was_set(lark, cast):
    card = stop_contact(survivor=lark, by=cast.rosa)

    assert (card.who, card.ways) == ("they", {})


def test_checked_and_nothing_changed_renews_the_day_and_no_more(timed, cast, login):
    before = SafeContact.plain.get(survivor=timed)
    with clock.at(at(29, 10)):
        check_contact(survivor=timed, by=cast.dana)

    after = SafeContact.plain.get(survivor=timed)
    assert (after.checked_on, after.check_again_on) == (
        at(29, 10).date(),
        at(29, 10).date() + timedelta(days=30),
    )
    assert (after.ways, after.who) == (before.ways, before.who)


def test_nothing_can_be_checked_before_it_is_set(lark, cast, login):
    with pytest.raises(ValidationError, match="Nothing is set yet"):
        check_contact(survivor=lark, by=cast.dana)
    response = login("dana").post(reverse("check_contact", args=[lark.ref]), follow=True)

    assert "Ask how to reach them, then write it here." in response.text


def test_we_may_contact_without_a_way_is_refused(lark, cast):
    answers = {"who": "we", "ways": {}, "check_again_on": TOMORROW}
    with pytest.raises(ValidationError) as caught:
        set_safe_contact(survivor=lark, answers=answers, by=cast.dana)

    assert caught.value.code == "no_way"


def test_the_page_says_what_changed_when_and_who(timed, cast, login):
    with clock.at(at(21, 9)):
        check_contact(survivor=timed, by=cast.rosa)
    with clock.at(at(22, 9)):
        answers = {"who": "we", "ways": {"call": "any time"}, "words": "Hello"}
        answers["check_again_on"] = at(30, 9).date()
        set_safe_contact(survivor=timed, answers=answers, by=cast.dana)
    with clock.at(at(23, 9)):
        stop_contact(survivor=timed, by=cast.rosa)

    rows = changes(SafeContact.plain.get(survivor=timed))
    assert [row["at"].day for row in rows] == [23, 22, 21, 20]
    assert [(row["by"], row["lines"]) for row in rows] == [
        ("Rosa", ["They will contact us", "Call: not any more"]),
        (
            "Dana",
            [
                "Call: now any time",
                "Text: not any more",
                "What to say if someone else answers",
            ],
        ),
        ("Rosa", ["Checked, nothing changed"]),
        ("Dana", ["Written down for the first time"]),
    ]
    assert "Call: not any more" in login("dana").get(reverse("safe_contact", args=[timed.ref])).text


def test_the_same_form_sent_twice_is_one_change(lark, login):
    once = {"once": "0d9ab0ce-7e1a-4b7f-9a53-0c0f4a9b6a11"}
    for _again in range(2):
        login("dana").post(reverse("safe_contact", args=[lark.ref]), CALL_ONLY | once)

    assert SafeContact.plain.get(survivor=lark).history.count() == 1


def test_a_stale_tab_does_not_undo_a_stop(timed, cast, login):
    """Ana writes that Cam asked us to stop, while Rosa has the page of before open."""
    client, address = login("dana"), reverse("safe_contact", args=[timed.ref])
    seen = client.get(address).context["form"]["seen"].value()
    stop_contact(survivor=timed, by=cast.dana)

    refused = client.post(address, CALL_ONLY | {"seen": seen, "not_answer": "A cousin"})

    assert refused.status_code == 409
    assert "Someone changed this while you were writing." in refused.text
    assert "They will contact us. Do not reach out." in refused.text
    assert "A cousin" in refused.text
    assert SafeContact.plain.get(survivor=timed).who == "they"
    seen = refused.context["form"]["seen"].value()
    assert client.post(address, CALL_ONLY | {"seen": seen}).status_code == 302
    assert SafeContact.plain.get(survivor=timed).who == "we"


def test_two_who_write_the_first_card_at_once_see_each_other(lark, login):
    client, address = login("dana"), reverse("safe_contact", args=[lark.ref])

    assert client.post(address, CALL_ONLY | {"seen": ""}).status_code == 302
    assert client.post(address, CALL_ONLY | {"seen": ""}).status_code == 409


def test_the_page_carries_the_mark_of_the_card_it_shows(timed, login):
    page = login("dana").get(reverse("safe_contact", args=[timed.ref]))

    assert f'name="seen" value="{SafeContact.plain.get(survivor=timed).mark}"' in page.text
