"""When it may be time to ask (OUT-2), at its edges. Worked out by hand from Jan 31, 2026."""

from datetime import date, timedelta

import pytest

from coordination.outcomes.reminders import months_after, open_window, windows

CAME = date(2026, 1, 31)


def window(today, asked=(), **more):
    found = open_window(started_on=CAME, asked=list(asked), today=today, **more)
    return found.month if found else None


def test_months_end_where_the_month_ends():
    assert months_after(CAME, 0) == CAME
    assert months_after(CAME, 1) == date(2026, 2, 28)
    assert months_after(CAME, 10) == date(2026, 11, 30)
    assert months_after(date(2027, 8, 31), 6) == date(2028, 2, 29)


def test_the_windows_by_hand():
    """The start, then 3 (Apr 30), 6 (Jul 31) and 12 months after it."""
    assert [(w.month, w.opens, w.closes) for w in windows(CAME)] == [
        (0, date(2026, 1, 31), date(2026, 3, 14)),
        (3, date(2026, 4, 16), date(2026, 6, 11)),
        (6, date(2026, 7, 17), date(2026, 9, 11)),
        (12, date(2027, 1, 17), date(2027, 3, 14)),
    ]


@pytest.mark.parametrize(
    ("today", "month"),
    [
        (date(2026, 1, 30), None),
        (date(2026, 1, 31), 0),
        (date(2026, 3, 14), 0),
        (date(2026, 3, 15), None),
        (date(2026, 4, 15), None),
        (date(2026, 4, 16), 3),
        (date(2026, 6, 11), 3),
        (date(2026, 6, 12), None),
        (date(2026, 7, 17), 6),
        (date(2027, 3, 14), 12),
        (date(2027, 3, 15), None),
        (date(2031, 1, 31), None),
    ],
)
def test_the_first_and_the_last_day_of_a_window(today, month):
    assert window(today) == month


def test_asking_inside_the_window_ends_it_and_asking_before_does_not():
    today = date(2026, 6, 1)

    assert window(today, [date(2026, 4, 15)]) == 3
    assert window(today, [date(2026, 4, 16)]) is None
    assert window(today, [today]) is None
    assert window(today, [CAME, date(2026, 2, 1)]) == 3


def test_a_day_typed_for_the_future_does_not_end_a_window():
    today = date(2026, 6, 1)

    assert window(today, [today + timedelta(days=1)]) == 3


@pytest.mark.parametrize("status", ["paused", "finished"])
def test_a_paused_or_finished_record_reminds_nobody(status):
    assert window(date(2026, 6, 1), status=status) is None


def test_somebody_who_does_not_want_to_be_asked_is_left_in_peace():
    assert window(date(2026, 6, 1), wanted=False) is None


def test_month_four_lies_in_the_window_of_month_three():
    for days in range(0, 800, 7):
        came = date(2024, 1, 1) + timedelta(days=days)
        third = next(one for one in windows(came) if one.month == 3)
        assert third.holds(months_after(came, 4))


def test_windows_never_overlap_whatever_the_day():
    for days in range(0, 800, 7):
        held = list(windows(date(2024, 1, 1) + timedelta(days=days)))
        assert all(a.closes < b.opens for a, b in zip(held, held[1:], strict=False))
