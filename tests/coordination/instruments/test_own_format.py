"""Our own JSON of a questionnaire's words."""

import json

import pytest

from coordination.instruments.about import INSTRUMENTS
from coordination.instruments.readers import LARGEST, read
from coordination.instruments.texts import NotAText
from tests.factories.texts import as_file, made_up


def data(found):
    return json.dumps(found).encode()


@pytest.fixture
def found():
    return as_file(made_up("gad-7"))


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_a_file_of_each_instrument_comes_back_as_it_was_written(name):
    text = made_up(name)
    assert read(data(as_file(text))) == text


@pytest.mark.parametrize("item", [10, 13])
def test_the_cbi_says_which_of_its_items_is_reversed(item):
    text = read(data(as_file(made_up("cbi", reversed_item=item))))
    assert text.key_version == f"1-r{item}"


@pytest.mark.parametrize("numbers", [(), (10, 13), (9,), (1,)])
def test_the_cbi_has_exactly_one_reversed_item_10_or_13(numbers):
    found = as_file(made_up("cbi"))
    for item in found["items"]:
        item.pop("reversed", None)
        if item["number"] in numbers:
            item["reversed"] = True
    with pytest.raises(NotAText, match="exactly one reversed item"):
        read(data(found))


def test_no_other_instrument_declares_a_reversal(found):
    found["items"][2]["reversed"] = True
    with pytest.raises(NotAText, match="knows which items are turned round"):
        read(data(found))
    found["items"][2]["reversed"] = "yes"
    with pytest.raises(NotAText, match="true or false"):
        read(data(found))


def test_what_the_caller_names_wins_over_the_file(found):
    text = read(data(found), key="GAD-7", language="es", version="7")
    assert (text.language, text.version) == ("es", "7")
    with pytest.raises(NotAText, match="says it is gad-7, not phq-9"):
        read(data(found), key="phq-9")


def test_a_file_without_version_credit_and_language_gets_them(found):
    for name in ("version", "language", "credit"):
        del found[name]
    text = read(data(found))
    assert text.language == "en"
    assert text.credit == "© Pfizer; free to reproduce"
    assert text.version == read(data(found)).version
    found["title"] = "Monday table"
    assert text.version != read(data(found)).version


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": "daybook-text-9"}, "reads the format daybook-text-1"),
        ({"format": None}, "reads the format"),
        ({"instrument": "audit"}, "no scoring key for “audit”"),
        ({"instrument": "daybook-short"}, "no scoring key for “daybook-short”"),
        ({"instrument": 9}, "“instrument” needs words"),
        ({"titel": "Sunday"}, "does not know: titel"),
        ({"title": ""}, "“title” needs words"),
        ({"title": ["Sunday"]}, "“title” needs words"),
        ({"items": {}}, "“items” is a list"),
        ({"items": [1, 2]}, "“items” is a list"),
        ({"items": []}, "0 scored items"),
        ({"answers": "0123"}, "“answers” is a list"),
        ({"answers": [{"value": "0", "label": "Brie"}]}, "a whole number and its words"),
        ({"answers": [{"value": True, "label": "Brie"}]}, "a whole number and its words"),
        ({"answers": [{"value": 0, "label": "Brie", "score": 1}]}, "does not know: score"),
        ({"items": [{"number": "1", "text": "a"}]}, "a whole number and its words"),
        ({"items": [{"number": 1, "text": None}]}, "“text” needs words"),
        ({"items": [{"number": 1, "text": "a", "next": 2}]}, "does not know: next"),
    ],
)
def test_a_part_that_is_not_right_is_named_in_one_sentence(found, change, said):
    with pytest.raises(NotAText, match=said) as caught:
        read(data(found | change))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"{", "line 1 is not valid JSON"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": 1, "a": 2}', "the same key a second time"),
        ('{"title": "\u00e9"}'.encode("latin-1"), "not UTF-8"),
        (b"\x00\x01\x02", "cannot be read"),
        (b"[]", "neither a FHIR Questionnaire nor"),
        (b"3", "neither a FHIR Questionnaire nor"),
        (b'{"hello": 1}', "neither a FHIR Questionnaire nor"),
        (b"[" * 100_000, "nested too deeply"),
        (b" " * (LARGEST + 1), "larger than 1 MB"),
    ],
)
def test_bytes_that_are_no_text_are_refused(held, said):
    with pytest.raises(NotAText, match=said):
        read(held)


def test_a_byte_order_mark_is_read_over(found):
    assert read(b"\xef\xbb\xbf" + data(found)) == made_up("gad-7")
