"""Vectors of `domain.md` 13, and the two files of shared test input when they are there."""

import csv
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from coordination.instruments import (
    BARC_10,
    CBI,
    COPING_17,
    DAYBOOK_SHORT,
    GAD_7,
    K6,
    KEYS,
    PCL_5,
    PHQ_9,
    PROQOL_5,
    STSS,
    WHO_5,
    Band,
    NotAnAnswer,
    Scale,
    blanks,
    cbi,
    score,
)
from coordination.instruments.pcl5 import clusters_met, provisional_by_clusters
from coordination.instruments.phq9 import SAFETY_PATH

SHARED = Path(__file__).resolve().parents[4] / "shared/data/4-instruments"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="no ../shared beside this clone")

CS, BO, STS = "compassion_satisfaction", "burnout", "secondary_traumatic_stress"


def given(*values):
    return dict(enumerate(values, start=1))


def repeating(key, *values):
    return {item: values[(item - 1) % len(values)] for item in key.numbers}


def odd_even(key, odd, even):
    return repeating(key, odd, even)


def three(key, answers):
    result = score(key, answers)
    return tuple(result[name].value for name in (CS, BO, STS))


# ProQOL-5 -------------------------------------------------------------------------------


@pytest.mark.parametrize("constant", [1, 2, 3, 4, 5])
def test_proqol_same_answer_everywhere_shows_a_forgotten_reversal(constant):
    assert three(PROQOL_5, repeating(PROQOL_5, constant)) == (10 * constant, 30, 10 * constant)


@pytest.mark.parametrize(
    ("values", "expected"),
    [((1, 2, 3, 4, 5), (28, 28, 32)), ((2, 4), (36, 34, 26)), ((4, 2), (24, 26, 34))],
)
def test_proqol_patterns(values, expected):
    assert three(PROQOL_5, repeating(PROQOL_5, *values)) == expected


@pytest.mark.parametrize(
    ("satisfaction", "plain_burnout", "expected"), [(5, 1, (50, 10, 10)), (1, 5, (10, 50, 50))]
)
def test_proqol_best_and_worst(satisfaction, plain_burnout, expected):
    burnout = PROQOL_5.scale(BO)
    answers = dict.fromkeys(PROQOL_5.numbers, plain_burnout)
    answers |= dict.fromkeys(PROQOL_5.scale(CS).items, satisfaction)
    answers |= dict.fromkeys(burnout.reverse, satisfaction)
    assert three(PROQOL_5, answers) == expected


def test_proqol_item_29_blank_leaves_the_other_two_scales():
    answers = repeating(PROQOL_5, 3) | {29: None}
    result = score(PROQOL_5, answers)
    assert result[BO].value is None
    assert not result[BO].scorable
    assert result[BO].missing == (29,)
    assert (result[CS].value, result[STS].value) == (30, 30)


@pytest.mark.parametrize(
    ("value", "band"),
    [
        (10, "low"),
        (22, "low"),
        (23, "moderate"),
        (41, "moderate"),
        (42, "high"),
        (50, "high"),
    ],
)
def test_proqol_raw_bands(value, band):
    for name in (CS, BO, STS):
        assert PROQOL_5.scale(name).band_of(value) == band


def test_proqol_has_no_total_and_every_item_once():
    assert {scale.name for scale in PROQOL_5.scales} == {CS, BO, STS}
    counted = sorted(item for scale in PROQOL_5.scales for item in scale.items)
    assert counted == list(PROQOL_5.numbers)


# STSS, CBI ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "expected"), [((1, 2, 3, 4, 5), (48, 14, 20, 14)), ((1, 3), (33, 11, 11, 11))]
)
def test_stss_patterns(values, expected):
    result = score(STSS, repeating(STSS, *values))
    assert tuple(result.values().values()) == expected


@pytest.mark.parametrize(
    ("total", "band"),
    [
        (17, "little"),
        (27, "little"),
        (28, "mild"),
        (37, "mild"),
        (38, "moderate"),
        (43, "moderate"),
        (44, "high"),
        (48, "high"),
        (49, "severe"),
        (85, "severe"),
    ],
)
def test_stss_bands_are_kept_as_unconfirmed(total, band):
    scale = STSS.scale("total")
    assert scale.band_of(total) == band
    assert not scale.bands_confirmed


def test_stss_scored_from_zero_is_refused():
    with pytest.raises(NotAnAnswer):
        score(STSS, repeating(STSS, 0, 1, 2, 3, 4))


@pytest.mark.parametrize("key", [CBI, cbi(reversed_item=10)])
@pytest.mark.parametrize(
    ("constant", "expected"),
    [(25, ("25.00", "32.14", "25.00")), (75, ("75.00", "67.86", "75.00"))],
)
def test_cbi_means_with_one_reversed_work_item(key, constant, expected):
    result = score(key, repeating(key, constant))
    assert tuple(str(value) for value in result.values().values()) == expected


def test_cbi_reversal_follows_the_order_of_the_text():
    answers = repeating(CBI, 0) | {10: 100}
    assert score(cbi(reversed_item=10), answers)["work"].value == 0
    assert score(CBI, answers)["work"].value == Decimal("28.57")
    with pytest.raises(ValueError, match="work scale"):
        cbi(reversed_item=6)


@pytest.mark.parametrize(
    ("name", "first", "enough"), [("personal", 1, 3), ("work", 7, 4), ("client", 14, 3)]
)
def test_cbi_counts_the_answers_its_author_asks_for(name, first, enough):
    answers = {item: 50 for item in range(first, first + enough)}
    assert score(CBI, answers)[name].value == 50
    answers.pop(first)
    assert not score(CBI, answers)[name].scorable


def test_cbi_band_is_read_from_the_exact_mean():
    just_under = given(50, 50, 50, 50, 50, 25)
    assert score(CBI, just_under)["personal"].band == "not_raised"
    assert score(CBI, repeating(CBI, 50))["personal"].band == "raised"


def test_cbi_takes_only_its_five_values():
    with pytest.raises(NotAnAnswer):
        score(CBI, {1: 60})


# Survivors' instruments -----------------------------------------------------------------


def test_barc_sum_and_editable_cut():
    assert score(BARC_10, repeating(BARC_10, 1))["total"].value == 10
    assert score(BARC_10, repeating(BARC_10, 6))["total"].value == 60
    at_46 = repeating(BARC_10, 5, 4) | {10: 5}
    assert score(BARC_10, at_46)["total"].over_cut is False
    assert score(BARC_10, at_46 | {2: 5})["total"].over_cut is True
    assert score(BARC_10, at_46)["total"].band is None
    for wrong in (0, 7):
        with pytest.raises(NotAnAnswer):
            score(BARC_10, {1: wrong})


@pytest.mark.parametrize(
    ("answers", "total"), [((3, 0, 1, 2, 0, 0, 1, 0, 3), 10), ((1, 0, 0, 1, 0, 0, 0, 0, 1), 3)]
)
def test_phq9_item_9_opens_the_safety_path_whatever_the_total(answers, total):
    result = score(PHQ_9, given(*answers))
    assert result["total"].value == total
    assert result.flags == (SAFETY_PATH,)


def test_phq9_item_9_is_heard_even_when_another_answer_is_missing():
    result = score(PHQ_9, {1: None, 9: 1})
    assert not result["total"].scorable
    assert result.flags == (SAFETY_PATH,)


def test_phq9_item_9_at_zero_or_blank_raises_no_flag():
    assert score(PHQ_9, given(3, 3, 3, 3, 3, 3, 3, 3, 0)).flags == ()
    assert score(PHQ_9, given(3, 3, 3, 3, 3, 3, 3, 3)).flags == ()


def test_phq9_impact_question_is_no_tenth_item():
    with pytest.raises(NotAnAnswer):
        score(PHQ_9, given(*[0] * 9, 2))


@pytest.mark.parametrize(
    ("key", "edges"),
    [
        (
            PHQ_9,
            [
                (0, "minimal"),
                (4, "minimal"),
                (5, "mild"),
                (9, "mild"),
                (10, "moderate"),
                (14, "moderate"),
                (15, "moderately_severe"),
                (19, "moderately_severe"),
                (20, "severe"),
                (27, "severe"),
            ],
        ),
        (
            GAD_7,
            [
                (4, "minimal"),
                (5, "mild"),
                (9, "mild"),
                (10, "moderate"),
                (14, "moderate"),
                (15, "severe"),
                (21, "severe"),
            ],
        ),
        (K6, [(7, "low"), (8, "moderate"), (12, "moderate"), (13, "probable_serious")]),
    ],
)
def test_bands_of_totals(key, edges):
    scale = key.scale("total")
    assert [scale.band_of(value) for value, _band in edges] == [band for _value, band in edges]


PCL_LOW = given(3, 2, 1, 0, 2, 2, 1, 2, 2, 1, 0, 0, 0, 0, 2, 1, 0, 2, 0, 0)
PCL_HIGH = given(4, 4, 4, 4, 4, 1, 1, 4, 4, 1, 1, 1, 1, 1, 4, 4, 1, 1, 1, 1)


def test_pcl5_clusters_and_cut_are_two_readings():
    assert score(PCL_5, PCL_LOW)["total"].value == 21
    assert score(PCL_5, PCL_LOW)["total"].over_cut is False
    assert provisional_by_clusters(PCL_LOW) is True

    assert score(PCL_5, PCL_HIGH)["total"].value == 47
    assert score(PCL_5, PCL_HIGH)["total"].over_cut is True
    assert clusters_met(PCL_HIGH) == {"B": True, "C": False, "D": True, "E": True}
    assert provisional_by_clusters(PCL_HIGH) is False


def test_pcl5_with_a_blank_is_open_and_has_no_severity_band():
    answers = PCL_LOW | {20: None}
    assert provisional_by_clusters(answers) is None
    assert not score(PCL_5, answers)["total"].scorable
    assert score(PCL_5, answers)["B"].value == 8
    assert PCL_5.scale("total").bands == ()


@pytest.mark.parametrize(
    ("answers", "percent", "band"),
    [
        ((2, 3, 2, 3, 3), 52, "not_poor"),
        ((3, 2, 2, 3, 2), 48, "poor"),
        ((5, 5, 5, 5, 5), 100, "not_poor"),
        ((0, 0, 0, 0, 0), 0, "poor"),
    ],
)
def test_who5_is_the_sum_times_four(answers, percent, band):
    result = score(WHO_5, given(*answers))
    assert (result["percent"].value, result["percent"].band) == (percent, band)
    assert WHO_5.scale("percent").notable_change == 10


def test_coping_is_a_mean():
    answers = given(*[3] * 14, 4, 4, 4)
    assert sum(answers.values()) == 54
    assert score(COPING_17, answers)["mean"].value == Decimal("3.18")
    assert not score(COPING_17, answers | {17: None})["mean"].scorable


# Our own short check-in -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("constant", "expected"), [(1, (3, 7, 3)), (3, (9, 9, 9)), (5, (15, 11, 15))]
)
def test_own_check_in_same_answer_is_no_extreme_of_burnout(constant, expected):
    assert three(DAYBOOK_SHORT, repeating(DAYBOOK_SHORT, constant)) == expected


def test_own_check_in_bands_are_thirds_of_the_range():
    scale = DAYBOOK_SHORT.scale(STS)
    bands = [scale.band_of(value) for value in range(3, 16)]
    assert bands == ["low"] * 4 + ["middle"] * 5 + ["high"] * 4
    assert DAYBOOK_SHORT.span(STS) == (3, 15)


def test_own_check_in_turns_the_rested_statement_round():
    restless = repeating(DAYBOOK_SHORT, 1) | {2: 5, 5: 1, 8: 5}
    assert score(DAYBOOK_SHORT, restless)[BO].value == 15


# Every key ------------------------------------------------------------------------------


@pytest.mark.parametrize("key", KEYS.values(), ids=lambda key: f"{key.name}-{key.version}")
def test_every_key_is_dated_and_each_blank_is_named(key):
    assert key.checked_on.year >= 2026
    assert blanks(key, {}) == tuple(key.numbers)
    for scale in score(key, {}).scores.values():
        assert scale.value is None
        assert scale.band is None
        assert scale.missing


@pytest.mark.parametrize("key", KEYS.values(), ids=lambda key: f"{key.name}-{key.version}")
def test_every_scale_stays_inside_its_span_and_its_bands(key):
    for value in key.answers:
        for scale in score(key, dict.fromkeys(key.numbers, value)).scores.values():
            lowest, highest = key.span(scale.scale)
            assert lowest <= scale.value <= highest
            assert bool(scale.band) == bool(key.scale(scale.scale).bands)


@pytest.mark.parametrize("answers", [{0: 3}, {31: 3}, {1: 6}, {1: "3"}, {1: True}, {1: 2.0}])
def test_an_answer_the_instrument_does_not_have_is_refused(answers):
    with pytest.raises(NotAnAnswer):
        score(PROQOL_5, answers)


def test_a_key_that_contradicts_itself_cannot_be_made():
    with pytest.raises(ValueError, match="reversed"):
        Scale("odd", items=(1, 2), reverse=(3,))
    with pytest.raises(ValueError, match="once"):
        Scale("odd", items=(1, 1))
    with pytest.raises(ValueError, match="one after the other"):
        Scale("odd", items=(1,), bands=(Band("high", 5), Band("low", 1)))
    with pytest.raises(ValueError, match="not there"):
        replace(GAD_7, scales=(Scale("total", items=(8,)),))
    with pytest.raises(ValueError, match="below its first band"):
        replace(GAD_7, scales=(Scale("total", items=(1,), bands=(Band("low", 1),)),))


# Shared files, read in place ------------------------------------------------------------


@needs_shared
def test_worked_examples_of_the_shared_file():
    ours = {"PHQ-9": PHQ_9, "GAD-7": GAD_7, "PCL-5": PCL_5, "WHO-5": WHO_5}
    compared = 0
    with (SHARED / "worked-examples-awell.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            if row["instrument"] not in ours:
                continue
            result = score(ours[row["instrument"]], given(*map(int, row["items"].split())))
            expected = json.loads(row["expected"])
            assert {name: result[name].value for name in expected} == expected, row
            compared += 1
    assert compared == 12


@needs_shared
def test_pcl5_of_221_rows_adds_up_to_its_clusters():
    with (SHARED / "pcl5-221-veterans.csv").open(newline="") as file:
        rows = [given(*map(int, row[1:])) for row in list(csv.reader(file))[1:]]
    assert len(rows) == 221
    for answers in rows:
        values = score(PCL_5, answers).values()
        assert values["total"] == sum(values[name] for name in "BCDE") == sum(answers.values())
        assert provisional_by_clusters(answers) in (True, False)
