"""FHIR Questionnaires: made-up ones, and those of the shared test input, read in place."""

import json
from copy import deepcopy
from pathlib import Path

import pytest

from coordination.instruments.about import named_by
from coordination.instruments.readers import read
from coordination.instruments.texts import NotAText

SHARED = Path(__file__).resolve().parents[4] / "shared/data"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="no ../shared beside this clone")
ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
LABELS = ["Brie", "Cheddar", "Edam", "Feta"]


def valued(value, url=ORDINAL):
    return [{"url": url, "valueDecimal": value}]


def option(value, url=ORDINAL):
    coding = {"code": f"c{value}", "display": LABELS[value], "system": "http://cheese.test"}
    return {"extension": valued(value, url), "valueCoding": coding}


def asked(number, **more):
    item = {"linkId": f"q{number}", "type": "choice", "text": f"Cheese board {number}"}
    return item | {"answerOption": [option(value) for value in range(4)]} | more


def questionnaire(**more):
    found = {
        "resourceType": "Questionnaire",
        "status": "draft",
        "title": "Sunday table",
        "code": [{"system": "http://loinc.org", "code": "69737-5"}],
        "text": {"status": "generated", "div": "<div><script>alert(1)</script></div>"},
        "item": [asked(number) for number in range(1, 8)],
    }
    return found | more


def seen(**more):
    return read(json.dumps(questionnaire(**more)).encode())


# Made up ------------------------------------------------------------------------------------


def test_words_codes_and_values_come_from_the_file_in_its_order():
    text = seen(copyright="Free as air", url="http://cheese.test/q", version="3", language="fr")
    assert (text.key_name, text.version, text.language) == ("gad-7", "3", "fr")
    assert [item.text for item in text.items] == [f"Cheese board {n}" for n in range(1, 8)]
    assert [item.label for item in text.items] == [f"q{n}" for n in range(1, 8)]
    assert [(a.value, a.label, a.code) for a in text.answers] == [
        (n, LABELS[n], f"c{n}") for n in range(4)
    ]
    assert text.licence == "Free as air"
    assert text.credit == "© Pfizer; free to reproduce"


@pytest.mark.parametrize(
    "url",
    [
        ORDINAL,
        "http://hl7.org/fhir/StructureDefinition/questionnaire-ordinalValue",
        "http://hl7.org/fhir/StructureDefinition/itemWeight",
        "http://hl7.org/fhir/StructureDefinition/questionnaire-optionScore",
    ],
)
def test_each_extension_that_says_what_an_answer_counts_is_read(url):
    items = [asked(n, answerOption=[option(v, url) for v in range(4)]) for n in range(1, 8)]
    assert [answer.value for answer in seen(item=items).answers] == [0, 1, 2, 3]


def test_a_value_may_stand_in_the_coding_or_be_the_answer_itself():
    inside = [{"valueCoding": {"display": LABELS[v], "extension": valued(v)}} for v in range(4)]
    numbers = [{"valueInteger": v} for v in range(4)]
    words = [{"valueString": LABELS[v], "extension": valued(v)} for v in range(4)]
    for options in (inside, numbers, words):
        items = [asked(n, answerOption=options) for n in range(1, 8)]
        assert [answer.value for answer in seen(item=items).answers] == [0, 1, 2, 3]


def test_answers_of_a_contained_value_set_are_found_by_id_and_by_address():
    concepts = [{"code": f"c{v}", "display": LABELS[v], "extension": valued(v)} for v in range(4)]
    include = [{"system": "http://cheese.test", "concept": concepts}]
    held = {"resourceType": "ValueSet", "id": "vs", "url": "http://cheese.test/vs"}
    items = [asked(n) for n in range(1, 8)]
    for number, item in enumerate(items):
        del item["answerOption"]
        item["answerValueSet"] = ["#vs", "http://cheese.test/vs", "http://cheese.test/vs|2"][
            number % 3
        ]
    for way in ({"compose": {"include": include}}, {"expansion": {"contains": concepts}}):
        text = seen(item=items, contained=[held | way])
        assert [answer.value for answer in text.answers] == [0, 1, 2, 3]


def test_groups_are_opened_and_remembered():
    inner = {"linkId": "g2", "type": "group", "item": [asked(n) for n in range(4, 8)]}
    outer = {"linkId": "g1", "type": "group", "text": "Look at this table", "item": []}
    outer["item"] = [{"linkId": "d", "type": "display", "text": "In order"}]
    outer["item"] += [asked(n) for n in range(1, 4)] + [inner]
    text = seen(item=[outer])
    assert [item.within for item in text.items] == [("g1",)] * 3 + [("g1", "g2")] * 4
    assert text.instructions == "Look at this table\nIn order"


def test_totals_hidden_and_impact_questions_are_never_scored():
    calculated = (
        "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"
    )
    hidden = "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden"
    items = [
        asked(0, extension=[{"url": hidden, "valueBoolean": True}]),
        *(asked(n) for n in range(1, 8)),
        asked(8, text="Sum", extension=[{"url": calculated, "valueExpression": {}}]),
        {"linkId": "t", "type": "decimal", "text": "Total"},
        asked(9, text="Later", code=[{"code": "69722-7"}]),
        asked(10, text="How DIFFICULT was it?"),
    ]
    text = seen(item=items)
    assert [item.link_id for item in text.items] == [f"q{n}" for n in range(1, 8)]
    assert text.left_out == ("Sum", "Total", "Later", "How DIFFICULT was it?")


def test_a_question_without_values_is_left_out_when_the_others_are_all_of_them():
    plain = [{"valueCoding": {"display": label}} for label in LABELS]
    text = seen(item=[*(asked(n) for n in range(1, 8)), asked(8, answerOption=plain)])
    assert text.left_out == ("Cheese board 8",)


def test_a_question_that_is_needed_and_has_no_values_is_named():
    plain = [{"valueCoding": {"display": label}} for label in LABELS]
    items = [asked(n) for n in range(1, 7)] + [asked(7, answerOption=plain)]
    with pytest.raises(NotAText, match="Item 7 does not say what its answers count"):
        seen(item=items)


def test_answers_that_differ_by_item_are_kept_with_the_item():
    olives = [
        {"valueCoding": {"code": f"o{v}", "display": f"Olive {v}"}, "extension": valued(v)}
        for v in range(4)
    ]
    text = seen(item=[*(asked(n) for n in range(1, 7)), asked(7, answerOption=olives)])
    assert text.answers == ()
    assert text.items[0].answers[1].label == "Cheddar"
    assert text.items[6].answers[1].label == "Olive 1"


def test_the_narrative_is_never_read():
    assert "script" not in repr(seen())


def test_the_key_is_found_by_code_then_by_name_else_asked_for():
    assert named_by(["44249-1"], ["GAD-7"]) == ["phq-9"]
    for words, name in [
        ("Professional Quality of Life", "proqol-5"),
        ("SDCPHQ9", "phq-9"),
        ("the K6 scale", "k6"),
        ("PCL-5", "pcl-5"),
        ("WHO-5 Well-Being", "who-5"),
    ]:
        assert named_by([], [words]) == [name]
    assert named_by([], ["PHQ-8", "PHQ-90", "task6"]) == []
    text = seen(code=[], title="Patient list GAD 7")
    assert text.key_name == "gad-7"
    for named in ({"title": "Cheese"}, {"title": "PHQ-9 and GAD-7"}):
        with pytest.raises(NotAText, match="name its key, one of"):
            seen(code=[], **named)


def test_a_named_key_binds_only_what_fits():
    data = json.dumps(questionnaire(code=[], title="Cheese")).encode()
    assert read(data, key="gad-7").title == "Cheese"
    with pytest.raises(NotAText, match="7 scored items and k6 has 6"):
        read(data, key="k6")
    with pytest.raises(NotAText, match="no scoring key"):
        read(data, key="audit")
    with pytest.raises(NotAText, match="exactly one reversed item"):
        read(data, key="cbi")


@pytest.mark.parametrize(
    "change",
    [
        {"item": {}},
        {"item": [1]},
        {"item": "none"},
        {"title": {"a": 1}},
        {"code": "69737-5"},
        {"code": [{"code": 7}]},
        {"contained": [{"resourceType": "ValueSet", "id": 3}]},
        {"contained": [{"resourceType": "ValueSet", "compose": []}]},
        {"item": [asked(1, answerOption=[{}])]},
        {"item": [asked(1, answerOption=[{"valueCoding": 3}])]},
        {"item": [asked(1, answerOption=[{"valueInteger": True}])]},
        {"item": [asked(1, answerOption=[{"valueInteger": 1, "extension": [{"url": 2}]}])]},
        {"item": [asked(1, answerOption=[option(1) | {"extension": valued("much")}])]},
        {"item": [asked(1, answerOption=[option(1) | {"extension": valued(1.5)}])]},
        {"item": [asked(1, answerOption=[option(1) | {"extension": valued(10**30)}])]},
        {"item": [asked(1, extension="hidden")]},
        {"item": [asked(1, text=["a"])]},
        {"item": [asked(1, type=["choice"])]},
        {"item": [asked(n, linkId="q") for n in range(1, 8)]},
        {"item": [asked(n, linkId="q1" if n == 7 else "") for n in range(1, 8)]},
        {"item": []},
        {"resourceType": "Patient"},
        {"resourceType": ["Questionnaire"]},
    ],
)
def test_a_file_that_is_built_otherwise_is_refused_in_one_sentence(change):
    with pytest.raises(NotAText) as caught:
        seen(**change)
    assert "\n" not in str(caught.value)


def test_items_that_lie_very_deep_are_refused_or_read_but_never_break():
    item = asked(1)
    for _ in range(300):
        item = {"linkId": "g", "type": "group", "item": [item]}
    with pytest.raises(NotAText):
        seen(item=[item])


# The shared files, read in place ----------------------------------------------------------------


def expected():
    if not SHARED.is_dir():
        return []
    return list(json.loads((SHARED / "EXPECTED.json").read_text())["phq9_questionnaires"].items())


@needs_shared
@pytest.mark.parametrize(("name", "numbers"), expected(), ids=lambda value: str(value)[-40:])
def test_the_phq9_files_give_the_expected_number_of_items(name, numbers):
    data = (SHARED / name).read_bytes()
    if numbers["scored_items"] != 9:
        with pytest.raises(NotAText, match=f"{numbers['scored_items']} scored items.*item 9"):
            read(data)
        with pytest.raises(NotAText, match="item 9"):
            read(data, key="phq-9")
        return
    text = read(data)
    assert (text.key_name, len(text.items)) == ("phq-9", 9)
    assert [answer.value for answer in text.answers] == [0, 1, 2, 3]
    impact = [line for line in text.left_out if "difficult" in line]
    assert bool(impact) == numbers["has_impact_question"]


@needs_shared
def test_of_all_other_shared_fhir_files_each_is_read_or_refused_in_one_sentence():
    names = {SHARED / name for name, _numbers in expected()}
    for path in sorted((SHARED / "3-fhir").rglob("*.json")):
        if path not in names:
            with pytest.raises(NotAText):
                read(path.read_bytes())


@needs_shared
def test_a_file_that_moves_the_safety_question_is_refused():
    found = json.loads((SHARED / "3-fhir/lforms/phq9.json").read_text())
    found["item"].insert(0, found["item"].pop(8))
    with pytest.raises(NotAText, match="Item 1 of this file is item 9 of phq-9"):
        read(json.dumps(found).encode())


@needs_shared
def test_a_file_with_the_ninth_item_turned_round_is_refused():
    found = json.loads((SHARED / "3-fhir/lforms/phq9.json").read_text())
    found = deepcopy(found)
    for place, held in enumerate(found["item"][8]["answerOption"]):
        for extension in held["extension"]:
            if extension["url"].endswith("ordinalValue"):
                extension["valueDecimal"] = 3 - place
    with pytest.raises(NotAText, match="different values"):
        read(json.dumps(found).encode())
