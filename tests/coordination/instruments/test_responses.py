"""Answers as a FHIR QuestionnaireResponse and back; totals are compared, never believed."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from coordination.instruments import (
    COPING_17,
    GAD_7,
    PHQ_9,
    Disagreement,
    NotAnAnswer,
    disagreements,
)
from coordination.instruments.readers import read as read_text
from coordination.instruments.responses import read, write
from coordination.instruments.texts import NotAText
from tests.factories.texts import made_up

SHARED = Path(__file__).resolve().parents[4] / "shared/data/3-fhir"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="no ../shared beside this clone")
ANSWERS = {1: 3, 2: 0, 3: 1, 4: 2, 5: 0, 6: 0, 7: 1}


def test_answers_come_back_as_they_were_written():
    text = made_up()
    response = json.loads(json.dumps(write(text, ANSWERS, key=GAD_7)))
    assert read(text, response) == ANSWERS
    assert response["status"] == "completed"


def test_a_response_carries_no_identity_and_no_total_unless_it_is_told_whom_it_is_about():
    text = made_up(url="http://cheese.test/q")
    response = write(text, ANSWERS, key=GAD_7)
    assert set(response) == {"resourceType", "questionnaire", "status", "item"}
    assert response["questionnaire"] == "http://cheese.test/q|1"
    told = write(
        text,
        ANSWERS,
        key=GAD_7,
        subject="Patient/7",
        authored=datetime(2026, 11, 25, 9, 30, tzinfo=UTC),
    )
    assert told["subject"] == {"reference": "Patient/7"}
    assert told["authored"] == "2026-11-25T09:30:00+00:00"
    assert "total" not in json.dumps(told)


def test_blank_items_are_left_out_and_the_form_is_in_progress():
    text = made_up()
    response = write(text, ANSWERS | {7: None}, key=GAD_7)
    assert response["status"] == "in-progress"
    assert read(text, response) == {item: value for item, value in ANSWERS.items() if item != 7}
    empty = write(text, {}, key=GAD_7)
    assert "item" not in empty
    assert read(text, empty) == {}


def test_an_answer_the_instrument_does_not_have_is_not_written():
    with pytest.raises(NotAnAnswer):
        write(made_up(), {1: 4}, key=GAD_7)


def test_groups_of_the_questionnaire_stand_around_their_items_once():
    items = [{"linkId": f"q{n}", "type": "choice", "text": f"Board {n}"} for n in range(1, 8)]
    for item in items:
        item["answerOption"] = [{"valueInteger": value} for value in range(4)]
    inner = {"linkId": "g2", "type": "group", "item": items[1:3]}
    outer = {"linkId": "g1", "type": "group", "item": [items[0], inner, *items[3:]]}
    found = {"resourceType": "Questionnaire", "title": "GAD-7", "item": [outer]}
    text = read_text(json.dumps(found).encode())
    [group] = write(text, ANSWERS, key=GAD_7)["item"]
    assert group["linkId"] == "g1"
    assert [item["linkId"] for item in group["item"]] == ["q1", "g2", "q4", "q5", "q6", "q7"]
    assert [item["linkId"] for item in group["item"][1]["item"]] == ["q2", "q3"]
    assert read(text, {"resourceType": "QuestionnaireResponse", "item": [group]}) == ANSWERS


def test_a_value_that_was_sent_along_is_not_believed():
    text = made_up()
    response = write(text, ANSWERS, key=GAD_7)
    coding = response["item"][0]["answer"][0]["valueCoding"]
    coding["extension"][0]["valueDecimal"] = 0
    assert read(text, response)[1] == 3


@pytest.mark.parametrize(
    "item",
    [
        {"linkId": "1", "answer": [{"valueCoding": {"code": "9"}}]},
        {"linkId": "1", "answer": [{"valueCoding": {"code": "1", "system": "http://other"}}]},
        {"linkId": "1", "answer": [{"valueInteger": 1}]},
        {"linkId": "1", "answer": "1"},
        {"linkId": 1, "answer": [{"valueInteger": 1}]},
    ],
)
def test_an_answer_the_text_does_not_offer_is_refused(item):
    response = {"resourceType": "QuestionnaireResponse", "item": [item | {"answer": []}]}
    response["item"][0] |= item
    with pytest.raises(NotAText):
        read(made_up(), response)


@pytest.mark.parametrize("found", [{}, [], "x", {"resourceType": "Questionnaire"}])
def test_another_resource_is_no_response(found):
    with pytest.raises(NotAText, match="no FHIR QuestionnaireResponse"):
        read(made_up(), found)


@needs_shared
@pytest.mark.parametrize(
    "name",
    [
        "lforms/phq9.json",
        "lforms/argonaut-phq9-ish.json",
        "lforms/phq9-with-the-weight-function.json",
        "sdc/questionnaire-sdc-profile-example-PHQ9.json",
    ],
)
def test_answers_to_the_shared_questionnaires_come_back(name):
    text = read_text((SHARED / name).read_bytes())
    answers = dict(enumerate((3, 0, 1, 2, 0, 0, 1, 0, 3), start=1))
    assert read(text, json.loads(json.dumps(write(text, answers, key=PHQ_9)))) == answers


# Totals ---------------------------------------------------------------------------------------


def test_a_total_that_is_ours_is_no_news():
    for total in (7, "7", 7.0, Decimal("7.00")):
        assert disagreements(GAD_7, ANSWERS, {"total": total}) == []
    coping = dict.fromkeys(COPING_17.numbers, 3) | {15: 4, 16: 4, 17: 4}
    for mean in (3.18, "3.176", Decimal("3.18")):
        assert disagreements(COPING_17, coping, {"mean": mean}) == []


@pytest.mark.parametrize("total", [6, "8", 7.5, "seven", None, "NaN", "", True, 10**40])
def test_any_other_total_is_told(total):
    assert disagreements(GAD_7, ANSWERS, {"total": total}) == [Disagreement("total", total, 7)]


def test_a_total_over_a_blank_item_disagrees_though_it_counted_it_as_0():
    answers = ANSWERS | {2: None}
    assert disagreements(GAD_7, answers, {"total": 7}) == [Disagreement("total", 7, None)]


def test_a_total_of_a_scale_that_is_not_there_is_told():
    assert disagreements(GAD_7, ANSWERS, {"sum": 7}) == [Disagreement("sum", 7, None)]
    assert disagreements(GAD_7, ANSWERS, {}) == []
