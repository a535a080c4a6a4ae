"""Changing a set of answers, and taking one out (NOTE-2)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from coordination import clock
from coordination.outcomes import actions
from tests.coordination.outcomes.conftest import again
from tests.coordination.outcomes.forms import page, sent
from tests.factories.outcomes import LIFE, keep


def test_a_fresh_set_is_changed_without_a_reason_and_keeps_its_versions(cast, login):
    row = keep(cast.cam, cast.rosa)
    rosa, where = login("rosa"), page("correct_outcome", cast.cam, row)
    assert "Why do you correct this?" not in rosa.get(where).text

    response = rosa.post(where, sent(LIFE | {"hope": "5", "confidence": ""}))
    assert response["Location"] == row.get_absolute_url()
    assert again(row).answers == {"hope": 5, "taken_seriously": 4, "satisfaction": 3}
    text = rosa.get(row.get_absolute_url()).text
    assert "Show the answers as they were" in text
    assert again(row).history.count() == 2


def test_after_a_day_a_change_needs_a_reason(cast, login, at):
    with at(2):
        row = keep(cast.cam, cast.rosa)
    rosa, where = login("rosa"), page("correct_outcome", cast.cam, row)
    refused = rosa.post(where, sent(LIFE | {"hope": "5"}))
    assert "Write in a few words why you correct this." in refused.text
    assert again(row).answers == LIFE

    rosa.post(where, sent(LIFE | {"hope": "5"}, reason="I tapped the wrong one."))
    assert again(row).answers["hope"] == 5
    text = rosa.get(row.get_absolute_url()).text
    assert "Why: I tapped the wrong one." in text
    assert "corrected Today" in text


def test_the_edge_of_the_day_for_changing(cast):
    now = clock.now()
    with clock.at(now - timedelta(hours=24)):
        row = keep(cast.cam, cast.rosa)
    given = {"outcome": row, "answers": {"hope": 1}, "asked_on": row.asked_on, "by": cast.rosa}
    with clock.at(now):
        assert actions.correct_outcome(**given).corrected_at is None
    with clock.at(now + timedelta(seconds=1)), pytest.raises(ValidationError) as caught:
        actions.correct_outcome(**given)
    assert caught.value.code == "needs_reason"


def test_only_its_author_changes_a_set(cast):
    row = keep(cast.cam, cast.rosa)
    for action, given in (
        (actions.correct_outcome, {"answers": {"hope": 1}, "asked_on": row.asked_on}),
        (actions.mark_error, {"reason": "Somebody else"}),
    ):
        with pytest.raises(ValidationError) as caught:
            action(outcome=row, by=cast.ana, **given)
        assert caught.value.code == "not_author"


def test_entered_in_error_leaves_every_list_but_its_authors_page(cast, login):
    row = keep(cast.cam, cast.rosa)
    rosa, where = login("rosa"), page("outcome_error", cast.cam, row)
    assert "Write in a few words what was wrong." in rosa.post(where, {"reason": " "}).text

    rosa.post(where, {"reason": "Somebody else."})
    assert row.ref not in rosa.get(page("outcomes", cast.cam)).text
    assert "Entered in error." in rosa.get(row.get_absolute_url()).text
    assert login("ana").get(row.get_absolute_url()).status_code == 404
    assert "Nothing was asked yet." in login("dana").get(page("outcomes", cast.cam)).text
    with pytest.raises(ValidationError) as caught:
        actions.mark_error(outcome=row, reason="Again", by=cast.rosa)
    assert caught.value.code == "already_in_error"


@pytest.mark.parametrize("value", ["\x00", "<b>x</b>", "x" * 10_000, "🙂 ' OR 1=1"])
def test_a_reason_of_any_letters_is_answered_and_kept(cast, login, at, value):
    with at(2):
        row = keep(cast.cam, cast.rosa)
    rosa = login("rosa")
    for name, form in (("correct_outcome", sent(LIFE)), ("outcome_error", {})):
        response = rosa.post(page(name, cast.cam, row), form | {"reason": value})
        assert response.status_code in {200, 302}
        if response.status_code == 200:
            assert response.context["form"]["reason"].value() == value
