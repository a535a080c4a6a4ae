"""How a value moved, in words, each worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest

from coordination import charts
from coordination.outcomes.measures import MEASURES, Series
from coordination.outcomes.progress import change, moved

BY_NAME = {measure.name: measure for measure in MEASURES.values()}
MAY, AUGUST = date(2026, 5, 3), date(2026, 8, 9)


def series(name, number=0):
    return BY_NAME[name].series[number]


def said(name, value, before, *, before_on=MAY, on=AUGUST, number=0):
    return change(series(name, number), value, before, before_on=before_on, on=on)


@pytest.mark.parametrize(
    ("name", "before", "value", "way"),
    [
        # a tenth of 27 is 2.7, so two points are about the same and three are not
        ("phq-9", 10, 12, 0),
        ("phq-9", 10, 8, 0),
        ("phq-9", 10, 13, 1),
        ("phq-9", 10, 7, -1),
        # 0 to 21: 2.1
        ("gad-7", 5, 7, 0),
        ("gad-7", 5, 8, 1),
        # 0 to 24: 2.4
        ("k6", 13, 11, 0),
        ("k6", 13, 10, -1),
        # 0 to 80: 8
        ("pcl-5", 40, 33, 0),
        ("pcl-5", 40, 32, -1),
        # WHO-5: its author's 10 of 100
        ("who-5", 48, 56, 0),
        ("who-5", 48, 58, 1),
        # 10 to 60: 5
        ("barc-10", 40, 44, 0),
        ("barc-10", 40, 45, 1),
        # the mean of 17 skills, 0 to 5: half a step; the study's 3.43 to 3.96 counts
        ("coping-17", Decimal("3.43"), Decimal("3.92"), 0),
        ("coping-17", Decimal("3.43"), Decimal("3.93"), 1),
        ("coping-17", Decimal("3.43"), Decimal("3.96"), 1),
        # our own: one of five steps, three of thirty days, one person
        ("life-these-days", 3, 3, 0),
        ("life-these-days", 3, 4, 1),
        ("substance-use", 12, 10, 0),
        ("substance-use", 12, 9, -1),
        ("people-around", 2, 3, 1),
        ("people-around", 2, 2, 0),
    ],
)
def test_what_counts_as_a_change(name, before, value, way):
    assert moved(series(name), value, before) == way


@pytest.mark.parametrize(
    ("name", "number", "before", "value", "words"),
    [
        ("phq-9", 0, 15, 8, "Better than in May"),
        ("phq-9", 0, 8, 15, "Harder than in May"),
        ("who-5", 0, 40, 60, "Better than in May"),
        ("who-5", 0, 60, 40, "Harder than in May"),
        ("life-these-days", 1, 2, 4, "Better than in May"),
        ("coping-17", 0, Decimal("2.00"), Decimal("3.00"), "More often than in May"),
        ("coping-17", 0, Decimal("3.00"), Decimal("2.00"), "Less often than in May"),
        ("substance-use", 0, 20, 4, "Fewer days than in May"),
        ("substance-use", 0, 4, 20, "More days than in May"),
        ("people-around", 0, 1, 3, "More people than in May"),
        ("people-around", 0, 3, 1, "Fewer people than in May"),
        ("people-around", 1, 3, 1, "Fewer meetings than in May"),
        ("people-around", 1, 1, 3, "More meetings than in May"),
        ("gad-7", 0, 9, 10, "About the same as in May"),
    ],
)
def test_a_change_in_words(name, number, before, value, words):
    assert said(name, value, before, number=number) == words


def test_the_month_says_its_year_when_it_is_long_ago_and_its_day_when_it_is_near():
    assert said("k6", 9, 9, before_on=date(2025, 8, 1)) == "About the same as in August 2025"
    assert said("k6", 9, 9, before_on=date(2025, 12, 1)) == "About the same as in December"
    assert said("k6", 9, 9, before_on=date(2026, 8, 1)) == "About the same as on Aug 1"


def test_nothing_is_said_where_one_of_two_is_missing():
    assert said("phq-9", None, 3) == ""
    assert said("phq-9", 3, None) == ""


def test_no_word_of_a_change_blames_anybody():
    blame = {"worse", "failed", "bad", "decline", "poor"}
    for measure in MEASURES.values():
        for number in range(len(measure.series)):
            for pair in ((1, 50), (50, 1), (1, 1)):
                words = said(measure.name, *pair, number=number).lower().split()
                assert not blame & set(words)


# The small line -----------------------------------------------------------------------------


def test_a_line_is_drawn_on_the_whole_range_of_its_scale():
    """0 lies at the foot (24 of 28 points), the top of the scale at 4, the middle at 14."""
    drawn = charts.trend([0, 5, 10], 0, 10)

    assert drawn["points"] == "4.0,24.0 48.0,14.0 92.0,4.0"
    assert drawn["last"] == ("92.0", "4.0")


def test_a_count_without_an_end_is_drawn_up_to_its_largest():
    assert charts.trend([0, 4], 0)["points"] == "4.0,24.0 92.0,4.0"
    assert charts.trend([0, 0], 0)["points"] == "4.0,24.0 92.0,24.0"


def test_one_result_is_words_only():
    assert charts.trend([3], 0, 10) is None
    assert charts.trend([], 0, 10) is None


def test_a_value_outside_its_scale_stays_in_the_box():
    drawn = charts.trend([Decimal("-3"), Decimal("99")], 0, 10)

    assert drawn["points"] == "4.0,24.0 92.0,4.0"


def test_every_series_has_a_range_that_can_be_drawn():
    for measure in MEASURES.values():
        for one in measure.series:
            assert isinstance(one, Series)
            assert one.highest is None or one.highest > one.lowest
