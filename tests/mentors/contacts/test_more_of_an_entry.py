"""What an entry says besides the four questions, and what stays of it (S25, NOTE-1, lesson 5)."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from coordination import clock
from coordination.models import Step
from mentors.contacts.actions import log_contact
from mentors.models import Contact
from tests.mentors.conftest import fresh

FACE = {"how": "call", "outcome": "talked", "minutes": "15", "safety": "same"}
REST = {"when": "now", "kind": "one_to_one", "step": "", "note": ""}


def url(cast):
    return reverse("log_contact", args=[cast.cam.ref])


def sent(**changes):
    return FACE | REST | {"once": str(uuid.uuid4())} | changes


def new(cast):
    return Contact.plain.filter(author=cast.rosa).exclude(pk=cast.contact_of_cam.pk).get()


def saved(cast, login, **changes):
    response = login("rosa").post(url(cast), sent(**changes))
    assert response.status_code == 302, response.context["form"].errors
    return new(cast)


# Kinds and outcomes -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("did_not_come", "They did not come"),
        ("cancelled_by_person", "They called it off"),
        ("cancelled_by_peer", "I called it off"),
        ("moved", "We moved it to another day"),
        ("wrong_number", "Wrong number"),
        ("could_not_find", "Could not find them"),
    ],
)
def test_rarer_outcomes_lie_behind_something_else(cast, login, outcome, words):
    row = saved(cast, login, outcome="other", rest=outcome, minutes="")

    assert (row.outcome, row.minutes, row.reached) == (outcome, None, False)
    assert words in login("rosa").get(row.get_absolute_url()).text


def test_something_else_says_what(cast, login):
    response = login("rosa").post(url(cast), sent(outcome="other"))

    assert response.context["form"].errors["rest"] == ["Choose what happened."]


def test_a_rarer_outcome_counts_only_behind_something_else(cast, login):
    assert saved(cast, login, rest="did_not_come").outcome == "talked"


@pytest.mark.parametrize("kind", ["accompaniment", "collateral", "crisis"])
def test_every_kind_is_kept_and_said(cast, login, kind):
    row = saved(cast, login, kind=kind)

    assert row.kind == kind
    assert row.get_kind_display() in login("dana").get(row.get_absolute_url()).text


def test_with_someone_who_helps_says_a_kind_and_never_a_name(cast, login):
    page = login("rosa").get(url(cast)).text
    assert "Share nothing about them unless they agreed to it. Leave out names." in page

    row = saved(cast, login, kind="collateral", helper="lawyer")
    assert row.details == {"helper": "lawyer"}
    assert "With someone who helps them: Lawyer" in login("ana").get(row.get_absolute_url()).text


def test_a_helper_is_kept_with_that_kind_alone(cast, login):
    assert saved(cast, login, helper="lawyer").details == {}


def test_where_and_what_for_are_facts_and_how_it_was_is_not(cast, login):
    words = {"wants": "A quiet walk", "together": "on", "reflection": "I laughed"}
    row = saved(cast, login, place="public", purpose="step", went="helped", **words)

    read = login("ana").get(row.get_absolute_url()).text
    told = ["It helped", "A quiet walk", "I laughed"]
    for said in ["A public place", "A step we planned", "Written together with them", *told]:
        assert said in read
    facts = login("marcus").get(row.get_absolute_url()).text
    assert "A public place" in facts
    assert not [said for said in told if said in facts]


def test_her_own_words_are_sealed(cast, login):
    row = saved(cast, login, together="on", reflection="I laughed", wants="A walk")

    held = bytes(row.reflection_sealed) + bytes(row.wants_sealed)
    assert b"laughed" not in held
    assert b"walk" not in held


def test_her_words_belong_to_what_was_written_together(cast, login):
    assert saved(cast, login, reflection="I laughed").reflection == ""


# A next step --------------------------------------------------------------------------------


def promised(cast):
    return Step.plain.get(survivor=cast.cam, made_on=clock.today())


def test_the_other_peer_who_walks_with_her_can_be_the_one(cast, login):
    row = saved(cast, login, step="Bring soup", step_who=cast.ana.ref)

    assert promised(cast).who == cast.ana
    assert row.step == promised(cast)


def test_she_can_be_the_one(cast, login):
    saved(cast, login, step="Call the school", step_when="1", step_who="person")

    assert (promised(cast).who, promised(cast).by_person) == (None, True)
    assert promised(cast).due_on == clock.today() + timedelta(days=1)


def test_nobody_else_can_be_given_a_step(cast, login):
    response = login("rosa").post(url(cast), sent(step="Bring soup", step_who=cast.bea.ref))

    assert response.context["form"].errors["step_who"] == ["Choose one from the list."]


# They asked to wait -------------------------------------------------------------------------


def asks(pairing, days=10, **fields):
    row = Contact(pairing=pairing, author=pairing.peer.user, mode="call", outcome="asked_to_wait")
    row.wait_until = clock.today() + timedelta(days=days)
    for name, value in fields.items():
        setattr(row, name, value)
    return log_contact(contact=row)


def talk(pairing, **fields):
    row = Contact(pairing=pairing, author=pairing.peer.user, mode="call", outcome="talked")
    row.minutes = 15
    for name, value in fields.items():
        setattr(row, name, value)
    return log_contact(contact=row)


def test_until_when_is_kept(cast, login):
    row = saved(cast, login, outcome="asked_to_wait", wait="7")

    assert row.wait_until == clock.today() + timedelta(days=7)
    page = login("marcus").get(row.get_absolute_url()).text
    assert "They asked to wait until " in page


def test_she_may_not_have_said_until_when(cast, login):
    assert saved(cast, login, outcome="asked_to_wait", wait="").wait_until is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"wait": "pick"}, "Choose the day."),
        ({"wait": "pick", "wait_day": "2001-01-01"}, "Choose a day after today, within a year."),
        ({"wait": "pick", "wait_day": "2999-01-01"}, "Choose a day after today, within a year."),
        ({"wait": "pick", "wait_day": "soon"}, "Enter a real date"),
        ({"wait": "5"}, "Choose one from the list."),
    ],
)
def test_a_day_that_does_not_fit_is_said(cast, login, changes, words):
    response = login("rosa").post(url(cast), sent(outcome="asked_to_wait") | changes)

    assert words in response.text


def test_a_day_counts_only_with_that_answer(cast, login):
    row = saved(cast, login, wait="pick", wait_day="soon")

    assert (row.outcome, row.wait_until) == ("talked", None)


def test_the_action_refuses_a_day_before_the_contact(cast):
    with pytest.raises(ValidationError) as caught:
        asks(cast.pairing, days=0)
    assert caught.value.code == "wait_date"


def test_until_then_nobody_is_asked_to_reach_out(cast, login):
    Contact.plain.filter(pk=cast.contact_of_cam.pk).update(in_error=True)
    with clock.at(clock.days_ago(9)):
        row = asks(cast.pairing, days=12)
    card = login("rosa").get("/today/").text
    assert cast.token(cast.cam, "name") not in your_day(card)
    assert "Asked to wait until" in card

    Contact.plain.filter(pk=row.pk).update(wait_until=clock.today())
    assert cast.token(cast.cam, "name") in your_day(login("rosa").get("/today/").text)


def your_day(page):
    return page[page.index('id="your-day"') : page.index('id="your-people"')]


def test_whoever_picks_a_person_to_log_sees_it_too(cast, login):
    asks(cast.pairing)
    assert "Asked to wait until" in login("rosa").get(reverse("log_pick")).text


def test_her_page_says_so_to_everyone_who_reads_it(cast, login):
    asks(cast.pairing)

    assert "Do not reach out before that day." in login("rosa").get(page(cast)).text
    assert "asked Rosa to wait until" in login("ana").get(page(cast)).text
    assert "asked Rosa to wait until" in login("dana").get(page(cast)).text


def page(cast):
    return reverse("survivor", args=[cast.cam.ref])


def test_the_wait_ends_on_its_day(cast, login):
    with clock.at(clock.days_ago(10)):
        asks(cast.pairing, days=10)

    assert "asked to wait" not in login("rosa").get(page(cast)).text.replace("They asked", "")


def test_the_wait_ends_when_they_talk(cast):
    asks(cast.pairing)
    with clock.at(clock.now() + timedelta(hours=1)):
        talk(cast.pairing, against_rule="they_first")

        assert not Contact.objects.visible_to(cast.rosa).waiting().exists()


def test_a_wait_taken_out_as_an_error_is_none(cast, login):
    row = asks(cast.pairing)
    login("rosa").post(reverse("undo_contact", args=[row.ref]))

    assert not Contact.objects.visible_to(cast.rosa).waiting().exists()


def test_reaching_out_before_that_day_is_asked_about(cast, login):
    asks(cast.pairing)
    client, form = login("rosa"), sent()
    with clock.at(clock.now() + timedelta(hours=1)):
        response = client.post(url(cast), form)
        assert "asked to wait until" in response.text
        assert "Did they call you first?" in response.text
        client.post(url(cast), form | {"against_rule": "they_first"})
        kept = Contact.plain.get(author=cast.rosa, against_rule="they_first")
    assert kept.outcome == "talked"


def test_the_other_peer_was_not_asked_to_wait(cast):
    asks(cast.pairing)
    with clock.at(clock.now() + timedelta(hours=1)):
        assert talk(cast.cam_and_ana).pk


# A draft ------------------------------------------------------------------------------------


def test_back_keeps_what_was_chosen_and_makes_no_entry(cast, login):
    client = login("rosa")
    response = client.post(url(cast), sent(back="page", outcome="no_answer", note="Half a"))

    assert response.url == page(cast)
    assert not Contact.plain.filter(author=cast.rosa).exclude(pk=cast.contact_of_cam.pk).exists()
    page_again = client.get(url(cast))
    form = page_again.context["form"]
    assert (form["outcome"].value(), form["note"].value()) == ("no_answer", "Half a")
    assert "From Today, " in page_again.text
    assert form.fold_open


def test_back_from_a_page_only_looked_at_keeps_nothing(cast, login):
    client = login("rosa")
    form = client.get(url(cast)).context["form"]
    chosen = {name: form[name].value() or "" for name in form.fields}
    chosen = {name: value for name, value in chosen.items() if value}
    client.post(url(cast), chosen | {"back": "page"})

    assert "We kept" not in client.get(url(cast)).text


def test_what_was_kept_is_gone_once_it_is_saved(cast, login):
    client = login("rosa")
    client.post(url(cast), sent(back="page", outcome="no_answer", note="Half a"))
    client.post(url(cast), sent(note="Whole"))

    again = client.get(url(cast)).context["form"]
    assert (again["outcome"].value(), again["note"].value()) == (None, None)


def test_another_peer_finds_nothing_of_it(cast, login):
    login("rosa").post(url(cast), sent(back="page", outcome="no_answer", note="Half a"))

    assert "Half a" not in login("ana").get(url(cast)).text


# Undo ---------------------------------------------------------------------------------------


def test_undo_asks_nothing_and_drops_the_step_too(cast, login):
    row = saved(cast, login, step="Bring soup")
    client = login("rosa")
    assert "Undo: take it out" in client.get(row.get_absolute_url()).text

    client.post(reverse("undo_contact", args=[row.ref]))

    assert (fresh(row).in_error, fresh(row).error_reason) == (True, "")
    assert not promised(cast).is_open
    assert fresh(cast.cam).last_contact_on == clock.today() - timedelta(days=1)


def test_undo_pressed_twice_says_it_once(cast, login):
    row = saved(cast, login)
    client, form = login("rosa"), {"once": str(uuid.uuid4())}
    for _tap in range(2):
        assert client.post(reverse("undo_contact", args=[row.ref]), form).url == "/today/"


def test_after_ten_minutes_undo_asks_for_a_reason(cast, login):
    row = saved(cast, login)
    before = clock.now() - timedelta(minutes=11)
    Contact.plain.filter(pk=row.pk).update(written_at=before, happened_at=before)
    client = login("rosa")

    assert "Undo: take it out" not in client.get(row.get_absolute_url()).text
    client.post(reverse("undo_contact", args=[row.ref]))
    assert not fresh(row).in_error
    assert "Ten minutes have passed." in client.get(row.get_absolute_url()).text


def test_nobody_else_undoes_it(cast, login):
    row = saved(cast, login)
    for name, status in {"ana": 404, "bea": 404, "dana": 403, "marcus": 403}.items():
        assert login(name).post(reverse("undo_contact", args=[row.ref])).status_code == status
    assert not fresh(row).in_error


# A very hard moment -------------------------------------------------------------------------


def test_after_a_very_hard_moment_today_shows_who_to_reach_now(cast, login):
    client = login("rosa")
    response = client.post(url(cast), sent(kind="crisis", safety="changed"))

    assert response.url == reverse("today") + "?saved=1"
    today = client.get(response.url).text
    assert "988" in today
    assert reverse("ask_debrief") in today
    assert reverse("flags", args=[cast.cam.ref]) in today
    assert "988" not in login("ana").get(response.url).text


def test_after_an_ordinary_one_it_does_not(cast, login):
    client = login("rosa")
    response = client.post(url(cast), sent())

    assert "988" not in client.get(response.url).text


# Correcting ---------------------------------------------------------------------------------


def test_all_of_it_can_be_corrected(cast, login):
    row = saved(cast, login, kind="collateral", helper="lawyer", place="public", note="Tea")
    local = timezone.localtime(row.happened_at)
    form = {"how": "call", "outcome": "asked_to_wait", "safety": "same", "kind": "one_to_one"}
    form |= {"wait_until": (clock.today() + timedelta(days=3)).isoformat(), "place": "office"}
    form |= {"day": local.date().isoformat(), "hour": local.strftime("%H:%M"), "went": "mixed"}
    response = login("rosa").post(reverse("correct_contact", args=[row.ref]), form)
    assert response.status_code == 302, response.context["form"].errors

    changed = fresh(row)
    assert changed.wait_until == clock.today() + timedelta(days=3)
    assert changed.details == {"place": "office"}
    assert changed.told == {"went": "mixed"}
    assert row.history.count() == 2
