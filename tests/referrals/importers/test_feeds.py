"""Five published feeds and the edge files, number by number (EXPECTED.json)."""

import re
from collections import Counter

import pytest

from referrals.importers.codes import KNOWN
from referrals.importers.meeting_guide import parse
from referrals.importers.rows import NotAFeed

from .feeds import EXPECTED, MEETING_GUIDE, ZONE, each_file, needs_feeds, parsed, read

pytestmark = needs_feeds
SUNDAY_FIRST = [7, 1, 2, 3, 4, 5, 6]


@each_file
def test_every_row_is_read(name):
    feed, expected = parsed(name), MEETING_GUIDE[name]

    assert feed.read == len(feed.listings) == expected["records"]
    assert feed.refused == feed.repeated == []
    assert len({one.key for one in feed.listings}) == expected["records"]


@each_file
def test_attendance_follows_link_address_and_closed_place(name):
    counted = Counter(one.attendance for one in parsed(name).listings)

    assert counted == Counter(MEETING_GUIDE[name]["attendance"])


@each_file
def test_meetings_fall_on_the_right_weekdays(name):
    slots = [slot for one in parsed(name).listings for slot in one.slots]
    counted = Counter(slot.weekday for slot in slots)
    expected = MEETING_GUIDE[name]

    assert [counted[day] for day in SUNDAY_FIRST] == expected["meetings_per_weekday_sun_to_sat"]
    by_appointment = [slot for slot in slots if slot.weekday is None or slot.start is None]
    assert len(by_appointment) == expected["by_appointment_or_no_time"]


@each_file
def test_codes_are_kept_and_unknown_ones_told(name):
    feed, expected = parsed(name), MEETING_GUIDE[name]
    counted = Counter(code for one in feed.listings for code in one.codes)

    assert counted == Counter(expected["type_counts"])
    assert sorted(set(counted) - KNOWN) == expected["type_codes_not_in_spec"]
    told = " ".join(remark.text for remark in feed.remarks if "do not know" in remark.text)
    assert all((code or "(empty)") in told for code in expected["type_codes_not_in_spec"])


@each_file
def test_neither_open_nor_closed_is_unknown(name):
    counted = Counter(one.openness for one in parsed(name).listings)
    expected = MEETING_GUIDE[name]

    assert counted["unknown"] == expected["neither_open_nor_closed_means_unknown"]
    assert counted["open"] == expected["type_counts"].get("O", 0)


@each_file
def test_the_publishers_own_word_agrees_wherever_it_is_given(name):
    told = [remark for remark in parsed(name).remarks if "The list says" in remark.text]

    assert len(told) == MEETING_GUIDE[name].get("publisher_attendance_option", {}).get(
        "disagree_with_our_rule", 0
    )


@each_file
def test_odd_characters_are_taken_out_and_told(name):
    feed = parsed(name)
    words = " ".join(
        f"{one.name} {one.address} {one.place_notes} {one.notes} {one.link}"
        for one in feed.listings
    )
    told = " ".join(remark.text for remark in feed.remarks)

    for character, times in MEETING_GUIDE[name].get("odd_characters", {}).items():
        assert chr(int(character[2:], 16)) not in words
        if character != "U+00A0":  # becomes a space, or is trimmed from a link
            assert told.count(character) == times


@each_file
def test_slips_in_end_times_are_told_and_never_guessed(name):
    expected = MEETING_GUIDE[name]
    by_key = {one.key: one.slots[0] for one in parsed(name).listings}

    for slug in expected.get("zero_length", []) + expected.get(
        "end_before_start_flag_for_person", []
    ):
        assert (by_key[slug].end, by_key[slug].end_assumed) == (None, False)
    for slug in expected.get("end_at_midnight", []):
        assert by_key[slug].end.hour == by_key[slug].end.minute == 0
    given = [slot for slot in by_key.values() if slot.start and not slot.end_assumed]
    assert len(given) >= expected["end_time_present"] - 1


def test_one_slug_with_two_addresses_stays_two_groups():
    found = [
        one
        for one in parsed("1-meetings/feeds/aasanjose-2021-10.json").listings
        if one.key.startswith("pass-it-on-group:")
    ]

    assert len({one.key for one in found}) == len({one.address for one in found}) == 2
    assert [one.place_closed for one in found].count(True) == 1


def test_a_file_with_text_behind_its_list_is_refused_whole_with_the_line():
    assert "(80)" in EXPECTED["1-meetings/edge/invalid.json"]
    with pytest.raises(NotAFeed, match="line 80 "):
        parse(read("1-meetings/edge/invalid.json"), default_zone=ZONE)


def test_its_rows_on_day_seven_are_refused_once_the_text_behind_it_is_gone():
    data = read("1-meetings/edge/invalid.json").rpartition(b"]")[0] + b"]"
    feed = parse(data, default_zone=ZONE)

    assert [remark.position for remark in feed.refused] == [7, 8]
    assert len(feed.listings) == feed.read - 2


def test_a_zone_in_the_row_wins():
    zones = [
        (one.zone, one.zone_assumed) for one in parsed("1-meetings/edge/timezones.json").listings
    ]

    assert zones == [("America/Los_Angeles", False), ("America/New_York", False)]


@each_file
def test_no_e_mail_address_is_stored(name):
    for one in parsed(name).listings:
        assert not re.search(r"\w@\w+\.\w", f"{one.notes} {one.place_notes} {one.how_to_join}")
