"""Asking on a phone: a page at a time, nothing lost, nothing that breaks it (S47)."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from coordination import clock
from coordination.instruments import COPING_17, GAD_7
from coordination.instruments.actions import switch_off
from coordination.models import Outcome
from tests.coordination.outcomes.conftest import again, count
from tests.coordination.outcomes.forms import NAUGHTY, ask, sent
from tests.factories.outcomes import LIFE, keep
from tests.factories.texts import switched_on


def test_answers_go_in_and_are_read_back(cast, login):
    rosa = login("rosa")
    response = rosa.post(ask(cast.cam), sent(LIFE))
    row = Outcome.objects.unscoped("a test").get()

    assert response["Location"] == row.get_absolute_url()
    assert row.answers == LIFE
    text = rosa.get(row.get_absolute_url()).text
    assert "A little" in text
    assert "not a validated measure" in text
    assert "Screening" not in text


def test_every_question_offers_to_be_left_alone(cast, login):
    text = login("rosa").get(ask(cast.cam)).text

    assert text.count("Rather not say") == 4
    assert text.count("Not asked") == 4
    assert "required" not in text


def test_the_same_form_sent_twice_is_one_row(cast, login):
    rosa, once = login("rosa"), str(uuid.uuid4())
    first = rosa.post(ask(cast.cam), sent(LIFE, once=once))
    second = rosa.post(ask(cast.cam), sent(LIFE, once=once))

    assert first["Location"] == second["Location"]
    assert count() == 1


def test_nothing_answered_says_so_and_makes_no_row(cast, login):
    text = login("rosa").post(ask(cast.cam), sent({})).text

    assert "Nothing is answered yet. Choose an answer, or go back." in text
    assert count() == 0


@pytest.mark.parametrize("value", NAUGHTY)
def test_a_number_that_does_not_fit_is_kept_as_typed(cast, login, value):
    given = sent({"days_in_30": value, "in_30_days": "yes"})
    response = login("rosa").post(ask(cast.cam, "substance-use"), given)

    if value == "٣":  # a three, in Arabic digits
        assert Outcome.objects.unscoped("a test").get().answers["days_in_30"] == 3
        return
    assert response.status_code == 200
    assert response.context["form"]["q_days_in_30"].errors
    assert response.context["form"]["q_days_in_30"].value() == value
    assert count() == 0


@pytest.mark.parametrize("value", [*NAUGHTY, "6", "hope"])
def test_a_choice_that_is_none_is_refused(cast, login, value):
    response = login("rosa").post(ask(cast.cam), sent({"hope": value, "confidence": "2"}))

    assert response.status_code == 200
    assert "Choose one from the list." in response.text
    assert count() == 0


@pytest.mark.parametrize("name", ["set", "text", "then", "once", "page", "asked_again", "asked_on"])
@pytest.mark.parametrize("value", NAUGHTY)
def test_hidden_fields_can_hold_anything(cast, login, name, value):
    response = login("rosa").post(ask(cast.cam), sent(LIFE) | {name: value})

    assert response.status_code in {200, 302}


@pytest.mark.parametrize(
    "query", ["page=0", "page=99", "page=x", "page=%00", "page=-1", "language=%00"]
)
def test_odd_addresses_show_the_first_page(cast, login, query):
    assert login("rosa").get(f"{ask(cast.cam)}?{query}").status_code == 200


def test_answers_that_contradict_each_other_are_asked_about(cast, login):
    rosa = login("rosa")
    first = rosa.post(
        ask(cast.cam, "substance-use"), sent({"in_30_days": "yes", "in_a_year": "no"})
    )
    second = rosa.post(
        ask(cast.cam, "substance-use"), sent({"in_30_days": "no", "days_in_30": "3"})
    )
    third = rosa.post(
        ask(cast.cam, "substance-use"), sent({"days_in_30": "3", "days_in_30_skip": "on"})
    )

    assert "A shorter time before says Yes. Change one of the two." in first.text
    assert "The first answer says No for these 30 days." in second.text
    assert "not both" in third.text
    assert count() == 0


def test_rather_not_say_a_number_is_an_answer(cast, login):
    login("rosa").post(ask(cast.cam, "substance-use"), sent({"days_in_30_skip": "on"}))

    assert Outcome.objects.unscoped("a test").get().answers == {"days_in_30": "rather_not"}


def test_a_day_in_the_future_is_refused(cast, login):
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    text = login("rosa").post(ask(cast.cam), sent(LIFE) | {"asked_on": tomorrow}).text

    assert "The day must be today or earlier." in text


# Pages of ten -----------------------------------------------------------------------------------


def test_seventeen_questions_in_two_pages_with_a_stop_between(cast, login):
    switched_on(COPING_17, cast.dana)
    rosa = login("rosa")
    text = rosa.get(ask(cast.cam, "coping-17")).text
    assert "Page 1 of 2: questions 1 to 10 of 17." in text
    assert "Question 11" not in text
    assert "Credit of coping-17." in text

    ten = {str(n): "3" for n in range(1, 11)}
    response = rosa.post(ask(cast.cam, "coping-17"), sent(ten, "next"))
    assert response["Location"] == ask(cast.cam, "coping-17", page=2)
    text = rosa.get(response["Location"]).text
    assert "Page 2 of 2: questions 11 to 17 of 17." in text

    row = Outcome.objects.unscoped("a test").get()
    more = {"11": "3", "12": ""}
    rosa.post(ask(cast.cam, "coping-17", page=2), sent(more, "stop", set=row.ref))
    assert len(again(row).answers) == 11
    rest = {str(n): "4" for n in range(11, 18)}
    response = rosa.post(ask(cast.cam, "coping-17", page=2), sent(rest, set=row.ref))
    assert "3.41 of 5" in rosa.get(response["Location"]).text  # (30 + 28) / 17
    assert count() == 1


def test_a_later_page_without_a_beginning_is_the_first(cast, login):
    switched_on(COPING_17, cast.dana)

    assert "Page 1 of 2" in login("rosa").get(ask(cast.cam, "coping-17", page=2)).text


def test_a_form_of_a_set_that_was_finished_elsewhere_says_so(cast, login):
    row = keep(cast.cam, cast.rosa, {"hope": 2}, finished=False)
    keep(cast.cam, cast.rosa, {"hope": 2})
    text = login("rosa").post(ask(cast.cam), sent({"hope": "5"}, set=row.ref)).text

    assert "This was finished in another window." in text
    assert again(row).answers == {"hope": 2}


# Instruments ------------------------------------------------------------------------------------


def test_an_instrument_is_offered_only_while_its_text_is_on(cast, login):
    rosa, where = login("rosa"), reverse("outcomes", args=[cast.cam.ref])
    assert "gad-7" not in rosa.get(where).text
    assert rosa.get(ask(cast.cam, "gad-7")).status_code == 404

    text = switched_on(GAD_7, cast.dana)
    assert "Words for gad-7" in rosa.get(where).text
    row = keep(cast.cam, cast.rosa, {str(n): 1 for n in range(1, 8)}, "gad-7", text=text)

    switch_off(text=text, by=cast.dana)
    assert rosa.get(ask(cast.cam, "gad-7")).status_code == 404
    listed = rosa.get(where).text
    assert "Words for gad-7" in listed, "what was answered stays"
    assert ask(cast.cam, "gad-7") not in listed
    assert "Mild (7 of 21)" in rosa.get(row.get_absolute_url()).text


def test_a_form_shown_before_its_text_was_switched_off_is_still_kept(cast, login):
    text = switched_on(GAD_7, cast.dana)
    switch_off(text=text, by=cast.dana)
    given = sent({str(n): "1" for n in range(1, 8)}, text=text.ref)
    login("rosa").post(ask(cast.cam, "gad-7"), given)

    assert Outcome.objects.unscoped("a test").get().text == text


def test_a_text_nobody_switched_on_cannot_be_slipped_in(cast, login):
    on = switched_on(GAD_7, cast.dana)
    other = switched_on(COPING_17, cast.dana)
    given = sent({"1": "1"}, text=other.ref)
    login("rosa").post(ask(cast.cam, "gad-7"), given)

    assert Outcome.objects.unscoped("a test").get().text == on


def test_a_second_language_can_be_chosen(cast, login):
    switched_on(GAD_7, cast.dana)
    spanish = switched_on(GAD_7, cast.dana, language="es")
    rosa = login("rosa")
    text = rosa.get(ask(cast.cam, "gad-7")).text
    assert 'href="?language=es"' in text

    text = rosa.get(ask(cast.cam, "gad-7", language="es")).text
    assert f'value="{spanish.ref}"' in text
