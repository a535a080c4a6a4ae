"""The list of people (S12): chips, columns, and what each role finds in it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coordination import clock
from coordination.models import SafeContact, Survivor
from coordination.survivors.actions import add_survivor, set_status
from mentors.pairing.actions import offer


def people(client, show):
    """References in the list of one chip, in order."""
    context = client.get(reverse("survivor_list"), {"show": show}).context
    return [row.person.ref for row in context["rows"]]


def row(client, show, survivor):
    context = client.get(reverse("survivor_list"), {"show": show}).context
    return next(row for row in context["rows"] if row.person.pk == survivor.pk)


def cells(client, show, survivor):
    return {str(label): str(words) for label, words in row(client, show, survivor).cells}


@pytest.fixture
def luz(cast):
    """Luz asked for a peer twelve days ago."""
    with clock.at(clock.days_ago(12)):
        return cast.survivor("Luz")


@pytest.fixture
def lark(cast):
    return add_survivor(survivor=Survivor(name="Lark"), by=cast.dana)


def test_waiting_is_whoever_asked_and_has_not_said_yes(cast, luz, login):
    nia = cast.survivor("Nia")
    offer(survivor=nia, peer=cast.bea.peer, by=cast.dana)

    assert people(login("dana"), "waiting") == [luz.ref, nia.ref], "longest wait first"


def test_waiting_says_how_long_and_what_they_asked_for(cast, luz, login):
    found = cells(login("dana"), "waiting", luz)

    assert found["Peer"] == "Waiting 12 days"
    assert found["Asked for"] == "English"
    assert "Asked for" not in cells(login("dana"), "all", luz)


def test_an_open_offer_is_named_to_those_who_pair(cast, luz, login):
    offer(survivor=luz, peer=cast.bea.peer, by=cast.dana)

    assert cells(login("dana"), "waiting", luz)["Peer"] == "Offered: Bea"


def test_paired_is_derived_from_what_walks_now(cast, luz, login):
    assert set(people(login("dana"), "paired")) == {cast.cam.ref, cast.eve.ref}
    assert cells(login("dana"), "paired", cast.cam)["Peer"] == "Rosa, Ana"


def test_paused_and_finished_have_lists_of_their_own(cast, luz, lark, login):
    set_status(survivor=luz, status="paused", by=cast.dana)
    set_status(survivor=lark, status="finished", reason="moved", by=cast.dana)
    client = login("dana")

    assert people(client, "paused") == [luz.ref]
    assert people(client, "finished") == [lark.ref]
    assert lark.ref not in people(client, "all")
    assert luz.ref in people(client, "all")


def test_a_record_entered_in_error_leaves_every_list_but_the_managers_own(cast, lark, login):
    set_status(survivor=lark, status="finished", reason="in_error", by=cast.dana)
    client = login("dana")

    for show in ("all", "waiting", "paired", "paused", "finished", "look"):
        assert lark.ref not in people(client, show), show
    assert people(client, "error") == [lark.ref]
    assert "Entered in error" not in login("rosa").get(reverse("survivor_list")).text


def test_a_chip_that_is_not_ones_own_is_all(cast, login):
    client = login("rosa")

    assert people(client, "error") == people(client, "all") == [cast.cam.ref]


# Needs a look ----------------------------------------------------------------------------------


def test_somebody_without_a_rule_needs_a_look(cast, lark, login):
    assert people(login("dana"), "look") == [lark.ref]


def test_a_rule_past_its_day_needs_a_look(cast, login):
    SafeContact.plain.filter(survivor=cast.cam).update(check_again_on=clock.today())

    assert people(login("dana"), "look") == [cast.cam.ref]
    assert people(login("tess"), "look") == []


def test_who_was_reached_these_days_needs_no_look(cast, login):
    assert people(login("dana"), "look") == []


def test_silence_past_the_limit_needs_a_look_and_says_so(cast, login):
    with clock.at(clock.now() + timedelta(days=14)):
        client = login("dana")
        assert set(people(client, "look")) == {cast.cam.ref, cast.eve.ref}
        assert row(client, "look", cast.cam).looks == ["Not reached for a while"]


def test_a_try_is_not_yet_reaching_them(cast, login):
    with clock.at(clock.now() + timedelta(days=14)):
        cast.contact(cast.pairing, outcome="no_answer")
        cast.contact(cast.eve_and_bea)
        assert people(login("dana"), "look") == [cast.cam.ref]


def test_a_pause_is_not_silence(cast, login):
    with clock.at(clock.now() + timedelta(days=20)):
        set_status(survivor=cast.cam, status="paused", by=cast.dana)
        assert cast.cam.ref not in people(login("dana"), "look")


# The rows --------------------------------------------------------------------------------------


def test_the_next_step_and_the_last_contact_stand_in_the_row(cast, login):
    cast.step(cast.cam, cast.rosa)
    found = cells(login("rosa"), "all", cast.cam)

    assert found["Last contact"] == "yesterday"
    assert cast.token(cast.cam.steps.get(), "what") in found["Next step"]


def test_only_ones_own_people_can_be_logged(cast, login):
    """Kin holds every role and sees Eve, but does not walk with her."""
    assert row(login("rosa"), "all", cast.cam).action[0] == f"/people/{cast.cam.ref}/log/"
    assert row(login("dana"), "all", cast.cam).action == ()
    assert row(login("kin"), "all", cast.eve).action == ()


@pytest.mark.parametrize(
    ("show", "said"),
    [
        ("paused", "No one is Paused."),
        ("waiting", "No one is Waiting."),
        ("look", "No one needs a look."),
        ("error", "No record was entered in error."),
    ],
)
def test_an_empty_chip_names_itself_and_can_be_cleared(show, said, cast, login):
    text = login("dana").get(reverse("survivor_list"), {"show": show}).text

    assert said in text
    assert "Clear filter" in text


def test_an_agency_without_people_is_told_how_to_begin(cast, login):
    for one in (cast.cam, cast.eve):
        Survivor.plain.filter(pk=one.pk).update(status="finished")

    text = login("dana").get(reverse("survivor_list")).text
    assert "No people yet. Add someone when they ask for a peer." in text
