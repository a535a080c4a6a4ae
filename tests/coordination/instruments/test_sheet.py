"""Which column is which item, and which cell is an answer."""

import pytest

from coordination.instruments import BARC_10, COPING_17, GAD_7, K6, PHQ_9, PROQOL_5, WHO_5
from coordination.instruments.sheet import NotAnswers, read

ANSWERS = ["3", "0", "1", "2", "0", "0", "1"]
GIVEN = {1: 3, 2: 0, 3: 1, 4: 2, 5: 0, 6: 0, 7: 1}


def names(pattern, key=GAD_7):
    return [pattern.format(number) for number in key.numbers]


@pytest.mark.parametrize(
    "pattern",
    [
        "{}",
        " {} ",
        "{:02}",
        "Q{}",
        "gad7_{}",
        "GAD7-{}",
        "Q28_{:02}_MONTH",
        "{}. item",
        "i{} (0-3)",
    ],
)
def test_a_column_is_known_by_the_number_in_its_name(pattern):
    [row] = read([names(pattern), ANSWERS], GAD_7)
    assert (row.number, row.answers, row.problem) == (1, GIVEN, "")


def test_other_columns_are_passed_over_wherever_they_stand():
    header = ["", *names("q{}"), "wave 2", "total", "year2024"]
    [row] = read([header, ["17", *ANSWERS, "1", "99", "9"]], GAD_7)
    assert row.answers == GIVEN


def test_columns_may_stand_in_any_order():
    [row] = read([names("q{}")[::-1], ANSWERS[::-1]], GAD_7)
    assert row.answers == GIVEN
    [row] = read([names("{}")[::-1], ANSWERS[::-1]], GAD_7)
    assert row.answers == GIVEN


def test_a_sheet_without_names_has_exactly_one_column_for_each_item():
    assert [row.answers for row in read([ANSWERS, ANSWERS], GAD_7)] == [GIVEN, GIVEN]
    for cells in (ANSWERS[:-1], [*ANSWERS, "1"]):
        with pytest.raises(NotAnswers, match="item numbers 1 to 7 of gad-7"):
            read([cells, cells], GAD_7)


def test_five_numbers_in_order_are_the_items_of_the_who5_and_any_other_five_its_answers():
    assert len(read([["1", "2", "3", "4", "5"], ["5", "4", "3", "2", "1"]], WHO_5)) == 1
    for first in (["5", "4", "3", "2", "1"], ["1", "2", "", "4", "5"], ["1", "2", "3", "4", "4"]):
        assert len(read([first, ["5", "4", "3", "2", "1"]], WHO_5)) == 2


@pytest.mark.parametrize("key", [BARC_10, COPING_17, K6, PHQ_9, PROQOL_5], ids=lambda key: key.name)
def test_answers_are_never_taken_for_names(key):
    rows = [
        [str(key.answers[(n + start) % len(key.answers)]) for n in key.numbers] for start in (0, 1)
    ]
    assert len(read(rows, key)) == 2


@pytest.mark.parametrize("cell", ["", " ", "NA", "na", "N/A", "-", "–"])
def test_blank_is_not_answered(cell):
    [row] = read([names("{}"), [cell, *ANSWERS[1:]]], GAD_7)
    assert 1 not in row.answers
    assert not row.problem


def test_a_column_that_is_missing_and_a_row_that_ends_early_are_not_answered():
    [row] = read([names("q{}")[:6], ANSWERS[:6]], GAD_7)
    assert set(row.answers) == {1, 2, 3, 4, 5, 6}
    [row] = read([names("q{}"), ANSWERS[:4]], GAD_7)
    assert set(row.answers) == {1, 2, 3, 4}


@pytest.mark.parametrize("cell", ["2", " 2 ", "2.0", "2.00", "+2", "02"])
def test_a_spreadsheet_may_write_a_number_its_own_way(cell):
    [row] = read([names("{}"), [cell, *ANSWERS[1:]]], GAD_7)
    assert row.answers[1] == 2


@pytest.mark.parametrize("cell", ["4", "-1", "2.5", "x", "２", "1e0", "often", "=1+1", "9" * 5000])
def test_an_odd_cell_is_named_and_leaves_the_other_rows(cell):
    odd, sound = read([names("{}"), [ANSWERS[0], cell, *ANSWERS[2:]], ANSWERS], GAD_7)
    assert odd.problem.startswith(f"item 2 cannot be answered “{cell[:40]}”")
    assert sound.answers == GIVEN
    assert not sound.problem


def test_a_row_longer_than_the_first_may_be_shifted():
    [row] = read([names("{}"), [*ANSWERS, "1"]], GAD_7)
    assert "more cells" in row.problem
    [row] = read([names("{}"), [*ANSWERS, "", " "]], GAD_7)
    assert not row.problem


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ([*names("{}"), "8"], "gad-7 has no item 8"),
        ([*names("q{}"), "q8"], "gad-7 has no item 8"),
        (["q0", *names("q{}")], "gad-7 has no item 0"),
        ([*names("q{}"), "Q7"], "more than one column for item 7"),
        ([*names("pre{}"), *names("post{}")], "both “pre#” and “post#”"),
        (["name", "date"], "item numbers 1 to 7"),
        (["interest", "mood", "a", "b", "c", "d", "e"], "item numbers 1 to 7"),
        (["q1", "q2"], "item numbers 1 to 7"),
        ([""], "item numbers 1 to 7"),
    ],
)
def test_a_sheet_whose_columns_nobody_can_tell_is_refused(header, said):
    with pytest.raises(NotAnswers, match=said):
        read([header, ["1"] * len(header)], GAD_7)


def test_a_sheet_without_rows_is_refused():
    with pytest.raises(NotAnswers, match="it is empty"):
        read([], GAD_7)
    with pytest.raises(NotAnswers, match="no rows of answers"):
        read([names("{}")], GAD_7)
