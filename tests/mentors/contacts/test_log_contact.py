"""Logging a contact: five taps, the rule beside the name, nothing lost (S25, NOTE-2, NOTE-4)."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from coordination import clock
from coordination.models import Step
from coordination.safe_contact.actions import set_safe_contact
from coordination.survivors.actions import set_status
from mentors.contacts.actions import log_contact, mark_error
from mentors.models import Contact
from mentors.pairing.actions import end_pairing, pause_pairing
from tests.mentors.conftest import fresh


def draft(pairing, **fields):
    row = Contact(pairing=pairing, author=pairing.peer.user, mode="call", outcome="talked")
    row.minutes = 15
    for name, value in fields.items():
        setattr(row, name, value)
    return row


def refused(code, contact, **kwargs):
    with pytest.raises(ValidationError) as caught:
        log_contact(contact=contact, **kwargs)
    assert caught.value.code == code
    assert not Contact.plain.filter(pk=contact.pk).exists()


def card(cast, **answers):
    answers = {"who": "we", "ways": {"call": ""}, "check_again_on": clock.today()} | answers
    set_safe_contact(survivor=cast.cam, answers=answers, by=cast.dana)


def test_a_contact_is_sealed_for_her_and_keeps_its_author(cast):
    kept = fresh(log_contact(contact=draft(cast.pairing, note="Tea.")))

    assert (kept.owner, kept.author, kept.survivor) == (cast.cam.pk, cast.rosa, cast.cam)
    assert kept.note == "Tea."
    assert b"Tea." not in bytes(kept.note_sealed)
    assert kept.history.get().history_user == cast.rosa


def test_only_a_talk_moves_the_day_of_the_last_contact(cast):
    before = fresh(cast.cam).last_contact_on
    assert before == clock.today() - timedelta(days=1)

    log_contact(contact=draft(cast.pairing, outcome="no_answer", minutes=None))
    assert fresh(cast.cam).last_contact_on == before

    kept = log_contact(contact=draft(cast.pairing))
    assert fresh(cast.cam).last_contact_on == clock.today()

    mark_error(contact=kept, reason="Somebody else.", by=cast.rosa)
    assert fresh(cast.cam).last_contact_on == before


def test_an_older_entry_does_not_move_it_back(cast):
    log_contact(contact=draft(cast.pairing, happened_at=clock.days_ago(10)))

    assert fresh(cast.cam).last_contact_on == clock.today() - timedelta(days=1)


def test_an_ended_pairing_takes_no_more_contacts(cast):
    stale = cast.pairing
    end_pairing(pairing=stale, whose_choice="theirs", what_next="nothing", by=cast.rosa)

    refused("ended", draft(stale))


def test_a_pause_takes_a_contact_they_began(cast):
    pause_pairing(pairing=cast.pairing, by=cast.rosa)

    assert log_contact(contact=draft(cast.pairing)).pk


def test_not_in_the_future(cast):
    refused("in_future", draft(cast.pairing, happened_at=clock.now() + timedelta(minutes=1)))


def test_older_than_ninety_days_says_why(cast):
    old = clock.days_ago(91)

    refused("needs_reason", draft(cast.pairing, happened_at=old))
    kept = draft(cast.pairing, happened_at=old, late_reason="I was ill.")
    assert log_contact(contact=kept).late_reason == "I was ill."


def test_a_talk_has_a_length_and_no_answer_has_none(cast):
    refused("minutes_missing", draft(cast.pairing, minutes=None))
    kept = log_contact(contact=draft(cast.pairing, outcome="no_answer", minutes=30))
    assert kept.minutes is None


# The rule -----------------------------------------------------------------------------------


def test_a_way_she_did_not_say_yes_to_asks_who_began(cast):
    refused("against_rule", draft(cast.pairing, mode="text"))

    kept = log_contact(contact=draft(cast.pairing, mode="text", against_rule="they_first"))
    assert kept.against_rule == "they_first"


def test_an_answer_is_not_kept_where_the_rule_allows(cast):
    kept = log_contact(contact=draft(cast.pairing, against_rule="mistake"))

    assert kept.against_rule == ""


def test_every_way_is_asked_about_when_they_contact_us(cast):
    card(cast, who="they", ways={})

    refused("against_rule", draft(cast.pairing))


def test_every_way_is_asked_about_before_she_was_asked(cast, luz, walking):
    luz.safe_contact.delete()

    refused("against_rule", draft(walking))


def test_a_paused_record_asks_who_began(cast):
    set_status(survivor=cast.cam, status="paused", by=cast.dana)

    refused("against_rule", draft(cast.pairing))


def test_a_group_is_no_way_of_reaching_her(cast):
    card(cast)

    assert log_contact(contact=draft(cast.pairing, kind="group", mode="in_person")).pk


def test_no_message_is_left_where_her_rule_says_none(cast):
    refused("no_message", draft(cast.pairing, outcome="left_message"))

    card(cast, leave_message="neutral")
    assert log_contact(contact=draft(cast.pairing, outcome="left_message")).pk


def test_a_next_step_is_promised_with_it(cast):
    step = {"what": "Bring the form", "due_on": clock.today()}
    log_contact(contact=draft(cast.pairing), next_step=step)

    kept = Step.plain.get(survivor=cast.cam, who=cast.rosa)
    assert (kept.what, kept.due_on, kept.who) == ("Bring the form", clock.today(), cast.rosa)


def test_a_refused_contact_promises_nothing(cast):
    before = Step.plain.count()
    refused("against_rule", draft(cast.pairing, mode="text"), next_step={"what": "No"})

    assert Step.plain.count() == before


# On screen ----------------------------------------------------------------------------------

FIVE_TAPS = {"how": "call", "outcome": "talked", "minutes": "15", "safety": "same"}
REST = {"when": "now", "kind": "one_to_one", "step": "", "note": ""}


def url(cast):
    return reverse("log_contact", args=[cast.cam.ref])


def sent(**changes):
    return FIVE_TAPS | REST | {"once": str(uuid.uuid4())} | changes


def new(cast):
    return Contact.plain.filter(author=cast.rosa).exclude(pk=cast.contact_of_cam.pk)


def test_five_taps_and_nothing_typed(cast, login):
    """+ Log on Today; what happened; how long; Save. How and safety are chosen already."""
    client = login("rosa")
    page = client.get(url(cast))
    form = page.context["form"]
    assert form["how"].value() == "call"
    assert form["safety"].value() == "same"
    chosen = {name: form[name].value() or "" for name in form.fields}
    chosen = {name: value for name, value in chosen.items() if value}

    response = client.post(url(cast), chosen | {"outcome": "talked", "minutes": "15"})

    assert response.url == reverse("today") + "?saved=1"
    assert new(cast).get().minutes == 15


def test_the_rule_stands_beside_the_name(cast, login):
    page = login("rosa").get(url(cast))

    head = page.text[page.text.index("<h1>") : page.text.index("<fieldset")]
    assert cast.token(cast.cam, "name") in head
    assert "Call is OK" in head


def test_only_the_outcomes_her_rule_allows_are_offered(cast, login):
    client = login("rosa")
    assert "Left safe message" not in client.get(url(cast)).text
    assert 'value="email"' not in client.get(url(cast)).text

    card(cast, leave_message="neutral", ways={"call": "", "email": ""})
    page = client.get(url(cast)).text
    assert "Left safe message" in page
    assert 'value="email"' in page


def test_the_same_form_saves_once(cast, login):
    client, form = login("rosa"), sent()

    for _tap in range(2):
        assert client.post(url(cast), form).status_code == 302
    assert new(cast).count() == 1


@pytest.mark.parametrize("name", ["bea", "gone", "kin"])
def test_only_who_walks_with_her_logs(cast, login, name):
    assert login(name).post(url(cast), sent()).status_code == 404
    assert not new(cast).exists()


@pytest.mark.parametrize("name", ["dana", "marcus", "priya", "root"])
def test_other_roles_do_not_log(cast, login, name):
    assert login(name).post(url(cast), sent()).status_code == 403


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"how": ""}, "Choose how you connected."),
        ({"how": "pigeon"}, "Choose one from the list."),
        ({"how": "email"}, "Choose one from the list."),
        ({"outcome": ""}, "Choose what happened."),
        ({"outcome": "left_message"}, "Choose one from the list."),
        ({"minutes": ""}, "Choose how long it was."),
        ({"minutes": "61"}, "Choose one from the list."),
        ({"safety": ""}, "Choose whether anything changed about safety."),
        ({"when": "pick"}, "Choose the day."),
        ({"when": "pick", "day": "2026-13-40"}, "Enter a real date"),
        ({"when": "pick", "day": "2999-01-01"}, "The contact must be today or earlier."),
        ({"when": "pick", "day": "0001-01-01"}, "more than two years ago"),
        ({"when": "yesterday", "hour": "25:99"}, "Enter a time, like 1:30 pm."),
        ({"step": "Call", "step_when": "pick"}, "Choose the day."),
        ({"step": "Call", "step_when": "pick", "step_day": "2020-01-01"}, "today or later"),
        ({"step": "x" * 61}, "This can be up to 60 letters. You have 61."),
        ({"note": "x" * 540}, "Notes can be up to 500 letters. You have 540."),
        ({"note": "a\x00b"}, "Take out the characters that cannot be shown."),
    ],
)
def test_what_does_not_fit_is_said_and_kept(cast, login, changes, words):
    response = login("rosa").post(url(cast), sent(**({"step": "Kept step"} | changes)))

    assert response.status_code == 200
    assert words in response.text
    assert "<title>Error: " in response.text.replace("\n", "")
    assert (changes.get("step") or "Kept step") in response.text
    assert not new(cast).exists()


def test_more_than_ninety_days_ago_asks_why(cast, login):
    day = (clock.today() - timedelta(days=100)).isoformat()
    client = login("rosa")

    asked = client.post(url(cast), sent(when="pick", day=day))
    assert "why it comes now" in asked.text
    client.post(url(cast), sent(when="pick", day=day, late_reason="I was ill."))
    assert new(cast).get().late_reason == "I was ill."


@pytest.mark.parametrize(("when", "days"), [("now", 0), ("earlier", 0), ("yesterday", 1)])
def test_when_it_was(cast, login, when, days):
    login("rosa").post(url(cast), sent(when=when))

    kept = new(cast).get()
    assert timezone.localdate(kept.happened_at) == clock.today() - timedelta(days=days)
    assert kept.happened_at <= kept.written_at


def test_a_group_is_kept_as_one(cast, login):
    login("rosa").post(url(cast), sent(how="group", minutes="60"))

    assert (new(cast).get().kind, new(cast).get().mode) == ("group", "in_person")


def test_something_changed_leads_to_the_safety_instructions(cast, login):
    rosa = login("rosa")
    response = rosa.post(url(cast), sent(safety="changed"))

    assert response.url == reverse("flags", args=[cast.cam.ref])
    assert new(cast).get().safety_changed
    assert "The contact is saved." in rosa.get(response.url).content.decode()


def test_after_that_today_still_asks_how_one_is_and_offers_undo(cast, login):
    rosa = login("rosa")
    rosa.post(url(cast), sent(safety="changed"))

    today = rosa.get(reverse("today")).text
    assert "How are you after that one?" in today
    assert "Change or undo" in today
    again = rosa.get(reverse("today")).text
    assert "How are you after that one?" not in again, "asked once"
    assert "Change or undo" in again, "for ten minutes"


def test_half_an_hour_later_it_is_not_asked_any_more(cast, login):
    rosa = login("rosa")
    rosa.post(url(cast), sent(safety="changed"))

    with clock.at(clock.now() + timedelta(minutes=31)):
        assert "How are you after that one?" not in rosa.get(reverse("today")).text


def test_folded_answers_are_kept(cast, login):
    form = sent(topics=["listened", "legal"], note="Soup.", step="Bring soup", step_when="7")
    login("rosa").post(url(cast), form)

    kept = new(cast).get()
    assert (kept.topics, kept.note) == (["listened", "legal"], "Soup.")
    step = Step.plain.get(who=cast.rosa, survivor=cast.cam, made_on=clock.today())
    assert step.due_on == clock.today() + timedelta(days=7)


# The interruption page ----------------------------------------------------------------------


def test_a_text_against_the_rule_is_interrupted(cast, login):
    response = login("rosa").post(url(cast), sent(how="text", note="Kept words", topics=["fun"]))

    assert response.status_code == 200
    assert "asked us not to text." in response.text
    assert "Did they text you first?" in response.text
    for label in ("They did", "I made a mistake", "Go back"):
        assert f">{label}</button>" in response.text
    assert 'name="note" value="Kept words"' in response.text
    assert not new(cast).exists()


@pytest.mark.parametrize("answer", ["they_first", "mistake"])
def test_either_answer_saves_with_all_that_was_typed(cast, login, answer):
    client = login("rosa")
    form = sent(how="text", note="Kept words", topics=["fun", "legal"])
    client.post(url(cast), form)

    response = client.post(url(cast), form | {"against_rule": answer})

    assert response.url == reverse("today") + "?saved=1"
    kept = new(cast).get()
    assert (kept.against_rule, kept.note, kept.mode) == (answer, "Kept words", "text")


def test_go_back_keeps_everything(cast, login):
    form = sent(how="text", note="Kept words", topics=["fun"], step="A step")

    response = login("rosa").post(url(cast), form | {"back": "1"})

    shown = response.context["form"]
    assert shown["how"].value() == "text"
    assert shown["outcome"].value() == "talked"
    assert not shown.errors
    assert shown.fold_open
    assert "Kept words" in response.text
    assert "A step" in response.text
    assert not new(cast).exists()


def test_an_invented_answer_changes_nothing(cast, login):
    response = login("rosa").post(url(cast), sent(how="text", against_rule="whatever"))

    assert "Did they text you first?" in response.text
    assert not new(cast).exists()


def test_undo_is_offered_for_ten_minutes(cast, login):
    client = login("rosa")
    client.post(url(cast), sent())
    entry = new(cast).get()

    assert reverse("contact", args=[entry.ref]) in client.get("/today/?saved=1").text
    with clock.at(clock.now() + timedelta(minutes=11)):
        assert reverse("contact", args=[entry.ref]) not in client.get("/today/?saved=1").text


def test_naughty_strings_come_back_as_typed(cast, login):
    words = "<b>&amp; {{ x }} %s \u202e\u0000".replace("\x00", "") + "\U0001f642 ’"
    client = login("rosa")
    client.post(url(cast), sent(note=words, step="<i>"))

    assert new(cast).get().note == words
    page = client.get(reverse("contact", args=[new(cast).get().ref]))
    assert "&lt;b&gt;&amp;amp; {{ x }} %s" in page.text
