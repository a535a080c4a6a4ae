"""Days and hours of one way to reach her, at their edges. Pure."""

from datetime import datetime, time

import pytest

from coordination.safe_contact.hours import Channel, channel

# Monday, Nov 23, 2026.
MONDAY, TUESDAY, SATURDAY = 23, 24, 28


def at(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute)


MORNINGS = Channel(days=(1, 2, 3, 4, 5), start=time(9), end=time(12))
NIGHTS = Channel(days=(1,), start=time(22), end=time(2))


@pytest.mark.parametrize(
    ("moment", "answer"),
    [
        (at(MONDAY, 8, 59), "outside"),
        (at(MONDAY, 9), "yes"),
        (at(MONDAY, 11, 59), "yes"),
        (at(MONDAY, 12), "outside"),
        (at(SATURDAY, 10), "outside"),
    ],
)
def test_the_first_minute_counts_and_the_last_hour_ends(moment, answer):
    assert MORNINGS.now(moment) == answer


@pytest.mark.parametrize(
    ("moment", "answer"),
    [
        (at(MONDAY, 1), "outside"),  # that night began on Sunday
        (at(MONDAY, 21, 59), "outside"),
        (at(MONDAY, 22), "yes"),
        (at(TUESDAY, 1, 59), "yes"),
        (at(TUESDAY, 2), "outside"),
        (at(TUESDAY, 23), "outside"),
    ],
)
def test_hours_over_midnight_belong_to_the_day_they_began(moment, answer):
    assert NIGHTS.now(moment) == answer


def test_a_night_from_sunday_reaches_into_monday():
    sunday_night = Channel(days=(7,), start=time(23), end=time(1))

    assert sunday_night.now(at(MONDAY, 0, 30)) == "yes"
    assert sunday_night.now(at(MONDAY, 1)) == "outside"


@pytest.mark.parametrize(
    ("one", "moment", "answer"),
    [
        (Channel(), at(MONDAY, 3), "yes"),
        (Channel(words="mornings"), at(MONDAY, 3), "unsure"),
        (Channel(days=(6,)), at(MONDAY, 3), "outside"),
        (Channel(days=(6,)), at(SATURDAY, 3), "yes"),
        (Channel(start=time(13)), at(MONDAY, 12, 59), "outside"),
        (Channel(start=time(13)), at(MONDAY, 23, 59), "yes"),
        (Channel(end=time(9)), at(MONDAY, 0), "yes"),
        (Channel(end=time(9)), at(MONDAY, 9), "outside"),
        (Channel(start=time(20), end=time(0)), at(MONDAY, 23, 59), "yes"),
        (Channel(start=time(20), end=time(0)), at(TUESDAY, 0), "outside"),
        (Channel(start=time(9), end=time(12), words="not Fridays"), at(MONDAY, 10), "yes"),
    ],
)
def test_what_was_left_open_counts_as_any(one, moment, answer):
    assert one.now(moment) == answer


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (Channel(), ""),
        (MORNINGS, "weekdays, 9 a.m. to noon"),
        (Channel(days=(6, 7)), "weekends"),
        (Channel(days=(1, 2, 3, 4, 5, 6, 7)), ""),
        (Channel(days=(4, 2)), "Tue, Thu"),
        (Channel(days=(1, 2, 3)), "Mon to Wed"),
        (Channel(days=(1,), start=time(13, 30)), "Mon, from 1:30 p.m."),
        (Channel(end=time(0)), "until midnight"),
        (Channel(days=(2,), words="at the library."), "Tue, at the library"),
    ],
)
def test_days_and_hours_are_said_in_few_words(one, words):
    assert one.when() == words


@pytest.mark.parametrize(
    "one",
    [
        Channel(),
        Channel((1, 3), time(9), time(12), "not in May", "neutral", "Hi, it is Ann."),
        Channel(end=time(0)),
    ],
)
def test_what_is_kept_reads_back_the_same(one):
    assert channel(one.stored()) == one


def test_an_older_card_of_plain_words_still_reads():
    assert channel("9 to 12", "neutral") == Channel(words="9 to 12", message="neutral")
