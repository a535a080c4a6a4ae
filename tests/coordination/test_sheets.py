"""Reading sheets, whoever wrote them."""

import json

import pytest

from coordination import sheets
from tests.referrals.importers.feeds import SHARED

SPECTRUM = SHARED / "7-security-a11y/csv-spectrum"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_the_one_the_first_line_holds_most_of(separator):
    data = f"1{separator}2{separator}3\n4{separator}5,5{separator}6;6\n".encode()
    first, second = sheets.read(data)
    assert first == ["1", "2", "3"]
    assert second[0] == "4"


def test_marks_line_ends_quotes_and_blank_lines():
    data = b'\xef\xbb\xbfa,"b ""c"", d"\r\n\r\n"two\nlines",\r\n'
    assert sheets.read(data) == [["a", 'b "c", d'], ["two\nlines", ""]]
    assert sheets.read(b"") == sheets.read(b"\n\n") == []
    assert sheets.read(b"a\rb") == [["a"], ["b"]]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("é".encode("latin-1"), "line 1 is not UTF-8"),
        (b"a\nb\xff", "line 2 is not UTF-8"),
        ("a,b".encode("utf-16"), "not UTF-8"),
        (b"a\0b", "not a file of text"),
        (b'a,"b"c\n', "line 1 is not valid CSV"),
        (b'a\n"b', "line 2 is not valid CSV"),
        (b"a" * 200_000, "not valid CSV"),
        (b"a" * (sheets.LARGEST + 1), "larger than 10 MB"),
    ],
    ids=range(8),
)
def test_bytes_that_are_no_sheet_are_refused_in_half_a_sentence(data, said):
    with pytest.raises(sheets.NotASheet, match=said) as caught:
        sheets.read(data)
    assert not str(caught.value).endswith(".")


@pytest.mark.skipif(not SPECTRUM.is_dir(), reason="no ../shared beside this clone")
def test_the_edge_cases_of_the_shared_files_give_what_they_must():
    names = sorted(SPECTRUM.rglob("*.csv"))
    assert names
    for name in names:
        header, *rows = sheets.read(name.read_bytes())
        wanted = next(SPECTRUM.rglob(f"{name.stem}.json")).read_text().replace("\\r\\n", "\\n")
        wanted = json.loads(wanted)  # the sheets were stored with other line ends
        if not isinstance(wanted, list):  # a lone row, whose two files do not agree on a number
            assert [header] == [list(wanted)]
            continue
        assert [dict(zip(header, row, strict=True)) for row in rows] == wanted, name.name
