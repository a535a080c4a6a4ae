"""Keeping answers: each optional, never lost, never more than was said (OUT-1, INS-3, INS-4)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from coordination import clock
from coordination.instruments import COPING_17
from coordination.models import Outcome
from coordination.outcomes import actions, reading
from coordination.survivors.models import Survivor
from tests.coordination.outcomes.conftest import again, count
from tests.factories.outcomes import LIFE, keep, phq
from tests.factories.texts import switched_on


def refused(code, action, **given):
    before = count()
    with pytest.raises(ValidationError) as caught:
        action(**given)
    assert caught.value.code == code
    assert count() == before


def test_answers_are_sealed_as_notes_under_her_own_key(cast):
    row = again(keep(cast.cam, cast.rosa))

    assert row.answers == LIFE
    assert row.owner == cast.cam.pk
    assert b"hope" not in bytes(row.answers_sealed)
    assert Outcome._meta.get_field("answers").kind == "notes"
    assert row.history.get().history_user == cast.rosa


def test_rather_not_say_and_not_asked_are_two_answers(cast):
    row = again(
        keep(cast.cam, cast.rosa, {"hope": "rather_not", "confidence": None, "satisfaction": 2})
    )

    assert row.answers == {"hope": "rather_not", "satisfaction": 2}
    said = dict(reading.answered(row))
    assert list(said.values()) == ["Not asked", "Rather not say", "Not asked", "A little"]


def test_nothing_answered_at_all_is_no_row(cast):
    refused("empty", keep, person=cast.cam, by=cast.rosa, answers={"hope": None})


@pytest.mark.parametrize(
    "answers",
    [
        {"hope": 6},
        {"hope": 0},
        {"hope": "3"},
        {"hope": True},
        {"hope": 2.5},
        {"hope": [3]},
        {"another": 3},
        {"": 3},
    ],
)
def test_what_is_no_answer_is_refused(cast, answers):
    refused("choice", keep, person=cast.cam, by=cast.rosa, answers=answers)


@pytest.mark.parametrize("value", [-1, 31, "12", "yes", True, 1.0e9])
def test_days_are_a_number_from_0_to_30(cast, value):
    name = "substance-use"
    refused("choice", keep, person=cast.cam, by=cast.rosa, answers={"days_in_30": value}, name=name)


def test_days_at_both_ends_are_kept(cast):
    for days in (0, 30):
        row = keep(cast.cam, cast.rosa, {"days_in_30": days}, "substance-use")
        assert again(row).answers == {"days_in_30": days}


def test_a_partial_is_kept_and_goes_on(cast):
    begun = keep(cast.cam, cast.rosa, {"hope": 2}, finished=False)
    assert again(begun).finished_at is None

    more = keep(cast.cam, cast.rosa, {"confidence": 4})
    assert more.pk == begun.pk
    assert again(more).answers == {"hope": 2, "confidence": 4}
    assert again(more).finished_at is not None


def test_an_answer_can_be_taken_back_before_it_is_finished(cast):
    begun = keep(cast.cam, cast.rosa, {"hope": 2, "confidence": 1}, finished=False)

    assert keep(cast.cam, cast.rosa, {"hope": None}, finished=False).pk == begun.pk
    assert again(begun).answers == {"confidence": 1}


def test_a_partial_counts_no_blank_as_0(cast):
    """Sixteen answers of 5 and one blank have no mean; counted as 0 they would come to 4.71."""
    text = switched_on(COPING_17, cast.dana)
    answers = {str(item): 5 for item in range(1, 17)}
    row = keep(cast.cam, cast.rosa, answers, "coping-17", text=text)

    assert reading.values(row) == {"mean": None}
    assert reading.lines([row])[0].points[0].words == "no total, a question has no answer"


def test_rather_not_say_leaves_no_total_either(cast, phq9):
    row = keep(cast.cam, cast.rosa, phq([0, 0, "rather_not", 0, 0, 0, 0, 0, 0]), "phq-9", text=phq9)

    assert reading.values(row) == {"total": None}


def test_one_peer_goes_on_with_their_own_set_only(cast):
    mine = keep(cast.cam, cast.rosa, {"hope": 2}, finished=False)
    other = keep(cast.cam, cast.ana, {"hope": 5}, finished=False)

    assert mine.pk != other.pk
    assert again(mine).answers == {"hope": 2}


def test_a_set_finished_in_another_window_is_not_changed_by_an_old_form(cast):
    begun = keep(cast.cam, cast.rosa, {"hope": 2}, finished=False)
    stale = again(begun)
    keep(cast.cam, cast.rosa, {"confidence": 1})

    refused(
        "finished",
        actions.keep_answers,
        outcome=stale,
        answers={"hope": 5},
        finished=True,
        by=cast.rosa,
    )
    assert again(begun).answers == {"hope": 2, "confidence": 1}


def test_nobody_goes_on_with_the_set_of_another(cast):
    begun = keep(cast.cam, cast.rosa, {"hope": 2}, finished=False)

    refused(
        "finished",
        actions.keep_answers,
        outcome=again(begun),
        answers={"hope": 5},
        finished=True,
        by=cast.ana,
    )


def test_tomorrow_and_long_ago_are_refused(cast):
    today = clock.today()

    refused("in_future", keep, person=cast.cam, by=cast.rosa, asked_on=today + timedelta(days=1))
    refused("too_old", keep, person=cast.cam, by=cast.rosa, asked_on=today - timedelta(days=731))
    assert keep(cast.cam, cast.rosa, asked_on=today - timedelta(days=730)).pk


def test_a_finished_record_is_asked_nothing(cast):
    Survivor.objects.unscoped("a test").filter(pk=cast.cam.pk).update(status="finished")

    refused("closed", keep, person=cast.cam, by=cast.rosa)


# They do not want to be asked ------------------------------------------------------------------


def test_somebody_who_does_not_want_to_be_asked_is_asked_nothing(cast):
    with clock.at(clock.days_ago(3)):
        row = actions.set_asking(survivor=cast.cam, wanted=False, by=cast.rosa)
        day = clock.today()
    actions.set_asking(survivor=cast.cam, wanted=False, by=cast.ana)
    row.refresh_from_db()

    assert row.off_since == day, "the first day stays"
    assert not [f.name for f in row._meta.fields if "reason" in f.name or "why" in f.name]
    refused("not_wanted", keep, person=cast.cam, by=cast.rosa)

    actions.set_asking(survivor=cast.cam, wanted=True, by=cast.rosa)
    assert keep(cast.cam, cast.rosa).pk
    assert [one.off_since for one in row.history.order_by("history_date")] == [day, None]


def test_saying_yes_to_being_asked_leaves_no_row_behind_where_none_was(cast):
    row = actions.set_asking(survivor=cast.eve, wanted=True, by=cast.bea)

    assert row._state.adding


# Left behind -----------------------------------------------------------------------------------


def test_what_was_begun_and_left_is_closed_as_it_stands(cast):
    with clock.at(clock.days_ago(15)):
        old = keep(cast.cam, cast.rosa, {"hope": 2}, finished=False)
    with clock.at(clock.days_ago(13)):
        young = keep(cast.eve, cast.bea, {"hope": 2}, finished=False)
    now = clock.now()
    actions.close_drafts(now)
    actions.close_drafts(now + timedelta(minutes=1))

    assert again(old).finished_at == now, "running twice changes nothing"
    assert again(old).answers == {"hope": 2}
    assert again(young).finished_at is None


def test_closing_goes_with_the_one_who_began(cast):
    with clock.at(clock.days_ago(15)):
        old = keep(cast.cam, cast.rosa, {"hope": 2}, finished=False)
    actions.close_drafts(clock.now())

    assert again(old).history.order_by("-history_date").first().history_user == cast.rosa
