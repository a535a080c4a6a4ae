"""What a set of answers comes to, counted anew each time (INS-3, INS-4, INS-5)."""

from decimal import Decimal

import pytest

from coordination.instruments import BARC_10, COPING_17, GAD_7, K6, KEYS, PCL_5, WHO_5
from coordination.outcomes import reading
from coordination.outcomes.measures import MEASURES, RATHER_NOT, Question
from tests.factories.outcomes import keep, phq
from tests.factories.texts import switched_on

BY_NAME = {measure.name: measure for measure in MEASURES.values()}


def numbered(values):
    return {str(item): value for item, value in enumerate(values, start=1)}


def said(row):
    return [line.latest.words for line in reading.lines([row])]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([3, 0, 1, 2, 0, 0, 1, 0, 3], "moderate (10 of 27)"),
        ([1, 0, 0, 1, 0, 0, 0, 0, 1], "minimal (3 of 27)"),
        ([1, 1, 1, 1, 0, 0, 0, 0, 0], "minimal (4 of 27)"),
        ([1, 1, 1, 1, 1, 0, 0, 0, 0], "mild (5 of 27)"),
        ([2, 2, 2, 2, 2, 2, 2, 0, 0], "moderate (14 of 27)"),
        ([2, 2, 2, 2, 2, 2, 2, 1, 0], "moderately severe (15 of 27)"),
        ([3, 3, 3, 3, 3, 3, 2, 0, 0], "severe (20 of 27)"),
    ],
)
def test_phq_9_in_words(cast, phq9, values, words):
    assert said(keep(cast.cam, cast.rosa, phq(values), "phq-9", text=phq9)) == [words]


@pytest.mark.parametrize(
    ("key", "values", "words"),
    [
        (GAD_7, [1] * 7, "mild (7 of 21)"),
        (K6, [2, 2, 2, 2, 2, 3], "high (13 of 24)"),
        (K6, [2, 2, 2, 2, 2, 2], "moderate (12 of 24)"),
        (WHO_5, [2, 3, 2, 3, 3], "above 50 (52 of 100)"),
        (WHO_5, [3, 2, 2, 3, 2], "50 or less (48 of 100)"),
        (BARC_10, [5] * 10, "50 of 60"),
        (COPING_17, [4] * 3 + [3] * 14, "3.18 of 5"),  # 54 / 17
        (PCL_5, [3, 2, 1, 0, 2, 2, 1, 2, 2, 1, 0, 0, 0, 0, 2, 1, 0, 2, 0, 0], "21 of 80"),
    ],
)
def test_the_others_in_words(cast, key, values, words):
    row = keep(cast.cam, cast.rosa, numbered(values), key.name, text=switched_on(key, cast.dana))

    assert said(row) == [words]


def test_pcl_5_reads_in_two_ways_that_may_differ(cast):
    text = switched_on(PCL_5, cast.dana)
    low = [3, 2, 1, 0, 2, 2, 1, 2, 2, 1, 0, 0, 0, 0, 2, 1, 0, 2, 0, 0]
    high = [4, 4, 4, 4, 4, 1, 1, 4, 4, 1, 1, 1, 1, 1, 4, 4, 1, 1, 1, 1]
    first = keep(cast.cam, cast.rosa, numbered(low), "pcl-5", text=text)
    second = keep(cast.eve, cast.bea, numbered(high), "pcl-5", text=text)

    assert reading.remarks(first) == [
        "Below 33, a point that studies look at.",
        "The answers form the pattern this list looks for.",
    ]
    assert reading.remarks(second) == [
        "33 or more, a point that studies look at.",
        "The answers do not form the pattern this list looks for.",
    ]


def test_a_blank_takes_every_reading_away(cast):
    text = switched_on(PCL_5, cast.dana)
    row = keep(cast.cam, cast.rosa, numbered([2] * 19), "pcl-5", text=text)

    assert said(row) == ["no total, a question has no answer"]
    assert reading.remarks(row) == []


def test_our_own_forms_are_never_added_up(cast):
    row = keep(cast.cam, cast.rosa)

    assert reading.values(row) == {
        "confidence": 3,
        "hope": 2,
        "taken_seriously": 4,
        "satisfaction": 3,
    }
    assert said(row) == ["Some of the time", "A little", "Most of the time", "Some of the time"]
    assert not reading.has_bands(row)


def test_screening_words_stand_beside_whatever_has_a_band_or_a_cut(cast, phq9):
    shown = {}
    for name in ("phq-9", "gad-7", "k6", "who-5", "pcl-5", "barc-10", "coping-17"):
        key = next(key for (found, _version), key in KEYS.items() if found == name)
        text = phq9 if name == "phq-9" else switched_on(key, cast.dana)
        row = keep(cast.cam, cast.rosa, {"1": key.answers[0]}, name, text=text)
        shown[name] = reading.has_bands(row)

    assert shown == {**dict.fromkeys(shown, True), "coping-17": False}


def test_the_total_is_counted_again_when_the_answers_change(cast, phq9):
    row = keep(cast.cam, cast.rosa, phq([1] * 8 + [0]), "phq-9", text=phq9)
    assert not [f.name for f in row._meta.fields if "total" in f.name or "score" in f.name]
    row.answers = row.answers | {"1": 3}

    assert said(row) == ["moderate (10 of 27)"]


# A total copied from paper ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "sentence"),
    [
        ("", ""),
        ("8", ""),
        ("8.00", ""),
        ("9", "The paper says 9. The answers come to 8. We use the answers."),
        ("0", "The paper says 0. The answers come to 8. We use the answers."),
    ],
)
def test_a_total_that_disagrees_is_told_and_never_used(cast, phq9, stated, sentence):
    row = keep(cast.cam, cast.rosa, phq([1] * 8 + [0]), "phq-9", text=phq9, stated=stated)

    assert reading.stated_differs(row) == sentence
    assert said(row) == ["mild (8 of 27)"]


def test_a_total_over_a_blank_is_told(cast, phq9):
    row = keep(cast.cam, cast.rosa, phq([1] * 8), "phq-9", text=phq9, stated="8")

    assert reading.stated_differs(row) == (
        "The paper says 8. A question has no answer, so we count no total."
    )


@pytest.mark.parametrize(("stated", "agrees"), [("52", True), ("13", True), ("32", False)])
def test_who_5_on_paper_may_be_the_sum_or_four_times_it(cast, stated, agrees):
    """(13 - 5) x 4 = 32 is the wrong formula of the web."""
    text = switched_on(WHO_5, cast.dana)
    row = keep(cast.cam, cast.rosa, numbered([2, 3, 2, 3, 3]), "who-5", text=text, stated=stated)

    assert (reading.stated_differs(row) == "") is agrees


# Over time --------------------------------------------------------------------------------------


def test_a_line_compares_each_value_with_the_last_one_there_was(cast, at):
    rows = []
    for days, hope in ((200, 2), (100, RATHER_NOT), (50, 4)):
        with at(days):
            rows.append(keep(cast.cam, cast.rosa, {"hope": hope}))
    hope = reading.lines(reversed(rows))[1]

    assert [point.value for point in hope.points] == [2, None, 4]
    assert [bool(point.change) for point in hope.points] == [False, False, True]
    assert hope.latest.change.startswith("Better than in ")
    assert hope.values == [2, 4]


def test_one_result_is_words_only(cast):
    line = reading.lines([keep(cast.cam, cast.rosa)])[0]

    assert line.picture is None
    assert line.latest.change == ""


def test_numbers_of_another_version_of_the_key_are_not_compared(cast, phq9, at):
    with at(60):
        old = keep(cast.cam, cast.rosa, phq([3] * 8 + [0]), "phq-9", text=phq9)
    new = keep(cast.cam, cast.rosa, phq([0] * 9), "phq-9", text=phq9)
    old.version = "0"

    assert len(reading.lines([old, new])[0].points) == 1


def test_the_picture_says_its_values_in_words(cast, at):
    with at(60):
        first = keep(cast.cam, cast.rosa, {"days_in_30": 12}, "substance-use")
    second = keep(cast.cam, cast.rosa, {"days_in_30": 1}, "substance-use")
    line = reading.lines([first, second])[0]

    assert line.in_words.startswith("Days in the last 30. ")
    assert "12 days" in line.in_words
    assert line.in_words.endswith("1 day")
    assert line.latest.change.startswith("Fewer days than in ")


# The forms themselves ---------------------------------------------------------------------------


def test_a_slug_and_a_question_belong_to_one_thing():
    assert len({measure.name for measure in MEASURES.values()}) == len(MEASURES)
    for measure in MEASURES.values():
        keys = [question.key for question in measure.questions]
        assert len(set(keys)) == len(keys)
        assert {one.name for one in measure.series if not measure.key_name} <= set(keys)


def test_addresses_hold_no_topic_word():
    assert all(slug.startswith("set-") for slug in MEASURES)


def test_the_five_domains_of_the_review_can_each_be_asked():
    assert {measure.domain for measure in MEASURES.values()} == {1, 2, 3, 4, 5}


def test_our_own_substance_form_asks_what_the_review_names():
    """Any use in 30 days, 6 months, a year (L989); five parts of life (L991)."""
    keys = [question.key for question in BY_NAME["substance-use"].questions]

    assert keys[:4] == ["in_30_days", "in_6_months", "in_a_year", "days_in_30"]
    assert keys[4:] == ["medical", "psychiatric", "legal", "employment", "family"]


def test_the_question_that_opens_the_safety_page_stands_on_the_last_page(cast, phq9):
    """So that finishing always meets it."""
    for measure in MEASURES.values():
        asked = measure.with_text(phq9) if measure.name == "phq-9" else measure
        on_last = {question.key for question in asked.pages[-1]}
        assert asked.flagged <= on_last


def test_long_lists_are_cut_into_pages_of_ten(cast):
    seventeen = BY_NAME["coping-17"].with_text(switched_on(COPING_17, cast.dana))

    assert [len(page) for page in seventeen.pages] == [10, 7]


def test_a_question_takes_its_own_answers_and_rather_not_say():
    choice = Question("a", "A", ((1, "One"), (2, "Two")))
    number = Question("b", "B", highest=30)

    assert [choice.takes(v) for v in (1, 2, RATHER_NOT, 0, "1", True)] == [True] * 3 + [False] * 3
    assert [number.takes(v) for v in (0, 30, RATHER_NOT, 31, -1, False)] == [True] * 3 + [False] * 3


def test_a_mean_keeps_two_places(cast):
    text = switched_on(COPING_17, cast.dana)
    row = keep(cast.cam, cast.rosa, numbered([5] * 5 + [3] * 12), "coping-17", text=text)

    assert reading.values(row) == {"mean": Decimal("3.59")}  # 61 / 17 = 3.588
