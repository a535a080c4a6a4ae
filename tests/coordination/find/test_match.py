"""How a name fits what was typed: prefixes, initials, accents, one slip (S10)."""

import pytest

from coordination.find.match import INITIALS, INSIDE, SLIP, WHOLE, WORD, Query, fold, one_slip


@pytest.mark.parametrize(
    ("typed", "name", "rank"),
    [
        ("cam", "Cam", WHOLE),
        ("CAM", "Camila Ruiz", WHOLE),
        ("ruiz", "Camila Ruiz", WORD),
        ("r", "Camila Ruiz", WORD),
        ("neil", "Ana O'Neil", WORD),
        ("ruiz cam", "Camila Ruiz", WORD),
        ("jose", "José Ángel", WHOLE),
        ("angel", "José Ángel", WORD),
        ("ángel", "Jose Angel", WORD),
        ("cr", "Camila Ruiz", INITIALS),
        ("j.t.", "J. T.", WHOLE),
        ("jt", "J. T.", INITIALS),
        ("mil", "Camila Ruiz", INSIDE),
        ("marsol", "Marisol", SLIP),
        ("marisoll", "Marisol", SLIP),
        ("mraisol", "Marisol", SLIP),
        ("marusol", "Marisol", SLIP),
        ("camlia", "Camila Ruiz", SLIP),
        ("straße", "Strasse", WHOLE),
        ("леа", "Леа", WHOLE),
    ],
)
def test_what_fits_and_how_well(typed, name, rank):
    assert Query(typed).rank(name) == rank


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("eve", "Cam"),
        ("am", "Eve"),
        ("a", "Cam"),  # one letter begins a word, else half of all names would fit
        ("cma", "Cam"),  # short words forgive nothing
        ("masirol", "Marisol"),
        ("cam eve", "Cam"),
        ("cam cam cam cam cam", "Cam"),
    ],
)
def test_what_does_not_fit(typed, name):
    assert Query(typed).rank(name) is None


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "\0", "\u202e\u200f", "x" * 10_000, "a b c d e", "\n\t", "."],
    ids=["nothing", "spaces", "nul", "marks", "long", "many", "lines", "dot"],
)
def test_nothing_to_look_for(typed):
    assert not Query(typed)


def test_marks_that_cannot_be_seen_do_not_count():
    assert fold("\u202eCam\u200f\0") == "cam"
    assert Query("c\u200bam").rank("Cam") == WHOLE


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("P-7K3QX", "P-7K3QX"),
        ("p-7k", "P-7K"),
        ("p 7k3", "P-7K3"),
        ("p7k3qx", "P-7K3QX"),
        ("p-oil", "P-011"),
        ("pam", "P-AM"),
        ("cam", ""),
        ("p-7k3qxx", ""),
        ("p-", ""),
    ],
)
def test_a_code_is_read_as_codes_are_written(typed, code):
    assert Query(typed).code == code


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("maria", "maria", True),
        ("maria", "marai", True),
        ("maria", "mara", True),
        ("maria", "mariam", True),
        ("maria", "amria", True),
        ("maria", "moria", True),
        ("maria", "moira", False),
        ("maria", "mar", False),
        ("maria", "amrai", False),
    ],
)
def test_one_slip_is_one(one, other, said):
    assert one_slip(one, other) is said
    assert one_slip(other, one) is said
