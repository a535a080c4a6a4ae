"""Silence counts from the last time she was reached, on an active pairing only (PAIR-8)."""

from datetime import date, timedelta

import pytest

from mentors.contacts.silence import due_on, silence

DAY = date(2026, 6, 1)


def level(days, **changes):
    facts = {
        "kind": "mentor",
        "status": "active",
        "started_on": DAY - timedelta(days=200),
        "last_reached_on": DAY - timedelta(days=days),
        "today": DAY,
    } | changes
    found = silence(**facts)
    return found and (found.days, found.level)


@pytest.mark.parametrize(
    ("days", "expected"), [(0, ""), (13, ""), (14, "look"), (29, "look"), (30, "act")]
)
def test_a_mentor_after_14_and_30_days(days, expected):
    assert level(days) == (days, expected)


@pytest.mark.parametrize(("days", "expected"), [(6, ""), (7, "look"), (13, "look"), (14, "act")])
def test_a_navigator_with_an_open_handoff_after_7_and_14(days, expected):
    assert level(days, kind="navigator", open_handoff=True) == (days, expected)


def test_a_navigator_without_one_is_never_silent():
    assert level(100, kind="navigator") == (100, "")


@pytest.mark.parametrize("status", ["paused", "ended", "proposed"])
def test_only_active_pairings_count(status):
    assert level(100, status=status) is None


def test_before_anybody_reached_her_it_counts_from_the_first_day():
    assert level(0, last_reached_on=None, started_on=DAY - timedelta(days=15)) == (15, "look")


def test_a_contact_of_an_earlier_peer_does_not_count():
    assert level(100, started_on=DAY - timedelta(days=3)) == (3, "")


@pytest.mark.parametrize(
    ("rhythm", "last_try", "days"),
    [("weekly", 3, 4), ("two_weeks", 3, 11), ("month", 3, 27), ("weekly", 7, 0)],
)
def test_the_rhythm_says_when_the_next_is_due(rhythm, last_try, days):
    last = DAY - timedelta(days=last_try)
    found = due_on(rhythm=rhythm, started_on=DAY - timedelta(days=90), last_try_on=last)

    assert found == DAY + timedelta(days=days)


def test_the_first_contact_is_due_on_the_first_day():
    assert due_on(rhythm="weekly", started_on=DAY, last_try_on=None) == DAY


def test_nothing_is_due_when_they_ask():
    assert due_on(rhythm="as_needed", started_on=DAY, last_try_on=None) is None


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ((5, 9), "act"),
        ((20, None), "look"),
        ((None, 20), "act"),
        ((None, None), ""),
        ((21, 30), ""),
    ],
)
def test_the_days_are_those_the_organisation_set(limits, expected):
    assert level(20, limits={"mentor": limits}) == (20, expected)


def test_a_record_at_rest_is_not_silent():
    assert level(100, working=False) is None
