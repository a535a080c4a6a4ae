"""`manage.py load_instrument`: one JSON line, or one sentence and exit 1."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from coordination.models import InstrumentText
from tests.factories.texts import as_file, made_up

SHARED = Path(__file__).resolve().parents[4] / "shared/data/3-fhir"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="no ../shared beside this clone")
pytestmark = pytest.mark.django_db


def load(file, **options):
    out = StringIO()
    call_command("load_instrument", file, stdout=out, **options)
    [line] = out.getvalue().splitlines()
    return json.loads(line)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "text.json"
    path.write_text(json.dumps(as_file(made_up("proqol-5"))))
    return path


def test_a_line_says_what_was_loaded(file):
    said = load(file)
    assert said["key"] == "proqol-5"
    assert said["version"] == "1"
    assert said["items"] == 30
    assert said["scales"] == ["compassion_satisfaction", "burnout", "secondary_traumatic_stress"]
    assert (said["key_version"], said["language"], said["state"]) == ("1", "en", "waiting")


def test_the_same_file_a_second_time_changes_nothing(file):
    first, second = load(file), load(file)
    assert (first.pop("loaded"), second.pop("loaded")) == (True, False)
    assert first == second
    assert InstrumentText.objects.count() == 1


def test_version_and_language_may_be_named(file):
    said = load(file, text_version="2026-11", language="es")
    assert (said["version"], said["language"]) == ("2026-11", "es")
    changed = as_file(made_up("proqol-5")) | {"title": "Monday table"}
    file.write_text(json.dumps(changed))
    with pytest.raises(CommandError, match="Version 2026-11 is loaded already"):
        load(file, text_version="2026-11", language="es")
    assert load(file, text_version="2026-12", language="es")["loaded"]


@needs_shared
@pytest.mark.parametrize("options", [{}, {"key": "phq-9"}])
def test_the_shared_phq9_is_loaded_with_or_without_its_key_named(options):
    said = load(SHARED / "lforms/phq9.json", **options)
    assert (said["key"], said["items"], said["scales"]) == ("phq-9", 9, ["total"])
    assert len(said["left_out"]) == 2
    row = InstrumentText.objects.get()
    assert row.credit == "© Pfizer; free to reproduce"
    assert not row.confirmed_on


@needs_shared
def test_the_eight_item_phq9_is_refused_in_one_sentence():
    name = SHARED / "r4-examples/Questionnaire-phq-9-questionnaire.json"
    with pytest.raises(CommandError, match="8 scored items.*the safety question") as caught:
        load(name)
    assert "\n" not in str(caught.value)
    assert not InstrumentText.objects.exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "No such file"),
        (b"", "empty"),
        (b"no", "not valid JSON"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": 1, "a": 1}', "second time"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b"[1]", "neither a FHIR Questionnaire"),
        (b'{"resourceType": "Patient"}', "another kind of resource"),
        (b" " * 2_000_000, "larger than 1 MB"),
    ],
    ids=range(9),
)
def test_a_bad_file_is_one_sentence_and_loads_nothing(tmp_path, data, said):
    path = tmp_path / "bad.json"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(CommandError, match=said) as caught:
        load(path)
    assert "bad.json" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert not InstrumentText.objects.exists()


def test_a_folder_and_a_byte_order_mark(tmp_path, file):
    with pytest.raises(CommandError, match="Is a directory"):
        load(tmp_path)
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert load(file)["items"] == 30


def test_the_cbi_in_fhir_form_needs_to_be_told_its_reversed_item(tmp_path):
    options = [
        {"valueCoding": {"code": str(v), "display": f"Cheese {v}"}, "extension": [ordinal(v)]}
        for v in (100, 75, 50, 25, 0)
    ]
    items = [
        {"linkId": f"q{n}", "type": "choice", "text": f"Board {n}", "answerOption": options}
        for n in range(1, 20)
    ]
    path = tmp_path / "cbi.json"
    path.write_text(json.dumps({"resourceType": "Questionnaire", "title": "CBI", "item": items}))
    with pytest.raises(CommandError, match="exactly one reversed item"):
        load(path)
    assert load(path, reversed_item=10)["key_version"] == "1-r10"


def ordinal(value):
    return {
        "url": "http://hl7.org/fhir/StructureDefinition/ordinalValue",
        "valueDecimal": value,
    }
