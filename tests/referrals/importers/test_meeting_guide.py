"""What a row may look like and what it then means (standards.md 1 to 3)."""

import json
from datetime import time

import pytest

from referrals.importers.meeting_guide import parse
from referrals.importers.rows import NotAFeed

from .feeds import ZONE, feed_of, listing

OPEN = {"formatted_address": "4 Elm St, Millbrook, NY 12545, USA"}


def refusal(text):
    with pytest.raises(NotAFeed) as caught:
        parse(text if isinstance(text, bytes) else text.encode(), default_zone=ZONE)
    return str(caught.value)


# Files --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "line 1 is not valid JSON"),
        ('[\n{"name": "a", "slug": "a",\n"day": NaN}]', "line 3 holds NaN or Infinity"),
        (
            '[\n{"name": "-Infinity", "slug": "a",\n"day": -Infinity}]',
            "line 3 holds NaN or Infinity",
        ),
        ('[{"name": "a",\n"slug": "a",\n\n"name": "b"}]', "line 4 has the same key a second time"),
        ('[{"name": "a", "slug": "a"}]\n\ntext', "line 3 has more text after the end"),
        ('[{"name": "a", "slug": "a",\n"latitude": 1e999}]', "line 2 holds a number"),
        ('[{"name": "a", "slug": "a",\n"id": ' + "9" * 5000 + "}]", "line 2 holds a number"),
        ('{"name": "a", "slug": "a"}', "it is not a list of meetings"),
        ("null", "it is not a list of meetings"),
        ('[{"id": "1", "meeting_name": "x"}]', "none of its rows has a name and a slug"),
        ("[1, 2]", "none of its rows has a name and a slug"),
        ("[" * 100_000, "nested too deeply"),
        (b'[{"name": "a",\n"slug": "\xff"}]', "line 2 is not UTF-8"),
        ('[{"name": "a"},\n{"slug": "a", }]', "line 2 is not valid JSON"),
    ],
)
def test_a_file_that_is_no_feed_is_refused_with_the_line(text, said):
    assert said in refusal(text)


def test_a_byte_order_mark_is_no_reason_to_refuse():
    data = b"\xef\xbb\xbf" + json.dumps([{"name": "a", "slug": "a"}]).encode()

    assert parse(data, default_zone=ZONE).read == 1


def test_an_empty_list_is_a_feed_of_nothing():
    assert parse(b"[]", default_zone=ZONE).read == 0


def test_bad_rows_are_left_out_and_good_ones_kept():
    feed = feed_of({"name": " "}, {"slug": None}, {"slug": True}, {"day": 7}, {"slug": 12})

    assert [one.key for one in feed.listings] == ["12"]
    assert [remark.position for remark in feed.refused] == [1, 2, 3, 4]
    assert feed.refused_slugs == {"row-0", "row-3"}


@pytest.mark.parametrize(
    "row", [{"SSN": "x"}, {"Social Security No": 1}, {"note": "123-45-6789"}, {"staff_ssn": "1"}]
)
def test_a_column_like_a_social_security_number_stops_the_row(row):
    feed = feed_of(row, {})

    assert [remark.position for remark in feed.refused] == [1]
    assert "123" not in str(feed.refused[0])


def test_a_meeting_id_is_not_a_social_security_number():
    assert (
        feed_of({"conference_url_notes": "Meeting ID: 717 7182 8957"}, {"lessness": "x"}).refused
        == []
    )


# Days and times -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "iso"),
    [
        (0, [7]),
        (1, [1]),
        ("6", [6]),
        ([0, "3", 3], [7, 3]),
        ([], [None]),
        ("", [None]),
        (None, [None]),
    ],
)
def test_days_become_iso_and_one_slot_each(day, iso):
    assert [slot.weekday for slot in listing(day=day, time="19:00").slots] == iso


@pytest.mark.parametrize("day", [7, -1, "7", "Sunday", 1.5, True, [1, 8], {"day": 1}])
def test_a_day_outside_the_week_refuses_the_row_and_is_never_wrapped(day):
    feed = feed_of({"day": day})

    assert feed.listings == []
    assert "Day “" in feed.refused[0].text


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("19:00", time(19)),
        ("8:00", time(8)),
        ("19:00:30", time(19)),
        ("8:00 PM", time(20)),
        ("12:00 PM", time(12)),
        ("12:01 pm", time(12, 1)),
        ("12:00 AM", time(0)),
        ("9am", time(9)),
        ("3 p.m.", time(15)),
        ("0730", time(7, 30)),
        ("730", time(7, 30)),
        (1700, time(17)),
        (730, time(7, 30)),
    ],
)
def test_clock_times_in_every_habit_seen(given, read):
    assert listing(day=1, time=given).slots[0].start == read


@pytest.mark.parametrize(
    "given", ["noon", "24:00", "13:00 PM", "0 AM", "7", 7, "25:10", "19:60", True]
)
def test_a_time_that_cannot_be_read_is_by_appointment_and_told(given):
    feed = feed_of({"day": 1, "time": given})

    assert feed.listings[0].slots[0].start is None
    assert "cannot be read" in feed.remarks[0].text


@pytest.mark.parametrize(
    ("start", "end", "read", "assumed"),
    [
        ("19:00", "20:30", time(20, 30), False),
        ("19:00", None, time(20), True),
        ("23:30", "", time(0, 30), True),
        ("19:00", "19:00", None, False),
        ("23:00", "00:00", time(0), False),
        ("19:00", "24:00", time(0), False),
        ("22:00", "02:00", time(2), False),
        ("22:00", "02:01", None, False),
        ("19:15", "08:15", None, False),
        ("14:00", "4:00 PM", time(16), False),
        ("19:00", "late", None, False),
        ("08:00", "12:00", time(12), False),
        ("00:00", "00:00", None, False),
        (None, "20:00", None, False),
    ],
)
def test_ends_are_read_assumed_or_left_open(start, end, read, assumed):
    [slot] = listing(day=1, time=start, end_time=end).slots

    assert (slot.end, slot.end_assumed) == (read, assumed)


def test_a_number_is_no_zone():
    feed = feed_of({"timezone": 3}, {"timezone": "Mars/Base"}, {"timezone": "Europe/Paris"}, {})

    assert [one.zone for one in feed.listings] == [ZONE, ZONE, "Europe/Paris", ZONE]
    assert [one.zone_assumed for one in feed.listings] == [True, True, False, True]
    assert [remark.position for remark in feed.remarks] == [1, 2]


def test_a_zone_given_for_the_file_is_not_assumed():
    feed = parse(b'[{"name": "a", "slug": "a"}]', zone="America/Denver", default_zone=ZONE)

    assert (feed.listings[0].zone, feed.listings[0].zone_assumed) == ("America/Denver", False)


# Taking part --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "attendance"),
    [
        (OPEN, "in_person"),
        (OPEN | {"conference_url": "https://example.org/a"}, "hybrid"),
        (OPEN | {"conference_phone": "555-0100"}, "hybrid"),
        (OPEN | {"types": ["TC"]}, "inactive"),
        (OPEN | {"types": ["TC"], "conference_phone": "555-0100"}, "online"),
        (OPEN | {"types": "O,TC"}, "inactive"),
        (OPEN | {"approximate": "yes"}, "inactive"),
        ({"formatted_address": "Millbrook, NY, USA"}, "inactive"),
        ({"formatted_address": "Millbrook, NY, USA", "approximate": "no"}, "in_person"),
        ({"formatted_address": "", "address": "4 Elm St"}, "in_person"),
        ({"address": "4 Elm St", "conference_url": " \u00a0 "}, "in_person"),
        ({"city": "Millbrook"}, "inactive"),
        ({"types": ["ONL"]}, "inactive"),
    ],
)
def test_in_person_online_hybrid_inactive(row, attendance):
    assert listing(**row).attendance == attendance


def test_the_publishers_word_is_compared_and_not_believed():
    feed = feed_of(OPEN | {"attendance_option": "online"})

    assert feed.listings[0].attendance == "in_person"
    assert "“online”" in feed.remarks[0].text


# Codes --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("types", "openness"),
    [
        (["O"], "open"),
        (["C"], "closed"),
        (["O", "C"], "unknown"),
        ([], "unknown"),
        (["o"], "unknown"),
    ],
)
def test_openness(types, openness):
    assert listing(types=types).openness == openness


def test_codes_speak_and_case_counts():
    one = listing(types=["W", "T", "S", "SP", "s", "XB", "A", "XT", "POA", "DD", "AC", "", 11])

    assert one.audiences == ("dual_diagnosis", "lgbtq", "transgender", "women")
    assert one.languages == ("es",)
    assert one.formats == ("meditation", "speaker")
    assert one.access == ("step_free_bathroom",)
    assert (one.secular, one.cross_talk, one.proof_of_attendance) == ("yes", "yes", "yes")
    assert one.codes[-3:] == ("AC", "", "11")


def test_an_absent_code_is_not_a_no():
    one = listing(types=["O"], notes="Suboxone welcome. We are spiritual.", name="Big Book Men")

    assert (one.secular, one.cross_talk, one.proof_of_attendance) == ("unknown",) * 3
    assert one.audiences == one.formats == ()


# Text ---------------------------------------------------------------------------------------


def test_html_becomes_plain_text():
    notes = "<p>Tom &amp; Ann&rsquo;s</p><br>Room <b>4</b><script>alert(1)</script> 1 < 2"

    assert listing(notes=notes).notes == "Tom & Ann’s\n\nRoom 4 1 < 2"
    assert listing(name="Rock &amp; Roll&nbsp;Group").name == "Rock & Roll Group"
    assert "https://example.org/x" in listing(notes="Join <https://example.org/x>").notes


def test_hidden_characters_are_taken_out_and_told():
    feed = feed_of(
        {"name": "Ket\u0092tle\u202e", "conference_url": "https://example.org/a\u200b\u00a0"}
    )
    [one] = feed.listings

    assert (one.name, one.link) == ("Kettle", "https://example.org/a")
    assert "U+0092, U+202E" in feed.remarks[0].text


def test_half_a_character_does_not_reach_the_database():
    data = b'[{"name": "Ket\\ud800tle\\u0000", "slug": "a"}]'

    assert parse(data, default_zone=ZONE).listings[0].name == "Kettle"


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "call us", "ftp://example.org", "https://"]
)
def test_a_link_that_is_none_is_kept_as_words(link):
    one = listing(conference_url=link)

    assert one.link == ""
    assert one.how_to_join == link
    assert one.attendance == "online"


def test_people_and_money_are_not_stored_and_that_is_told():
    feed = feed_of(
        {
            "contact_1_name": "Jo Field",
            "email": "jo@example.org",
            "phone": "555-0100",
            "venmo": "@jo",
            "author": "jo",
            "notes": "Write to jo@example.org for the link.",
        }
    )

    assert "jo@" not in str(feed.listings)
    assert "Jo Field" not in str(feed.listings)
    assert "555-0100" not in str(feed.listings)
    columns = [remark.text.split("”")[0] for remark in feed.remarks if remark.position is None]
    assert columns == ["“author", "“contact_1_name", "“email", "“phone", "“venmo"]


@pytest.mark.parametrize(
    "row",
    [
        {"location": "Women's Shelter"},
        {"notes": "In the safe-house on 4th"},
        {"group": "Domestic Violence Support"},
        {"location_notes": "Confidential address, call first"},
    ],
)
def test_rows_about_places_of_safety_are_held(row):
    assert listing(**row).hold


def test_other_rows_are_not_held():
    assert listing(name="Refuge Recovery", notes="Shelterbelt Road").hold == ""


# Where --------------------------------------------------------------------------------------


def test_an_address_in_parts_is_put_together():
    one = listing(address="4 Elm St", city="Millbrook", state="NY", postal_code="12545")

    assert one.address == "4 Elm St, Millbrook, NY 12545"
    assert listing(regions=["North", "Millbrook"]).area == "North, Millbrook"
    assert listing(region="North", sub_region=None).area == "North"


# Rows that look alike -----------------------------------------------------------------------


def test_the_same_row_twice_is_one_and_told():
    feed = feed_of(
        {"slug": "a", "day": 1, "time": "19:00"}, {"slug": "a", "day": 1, "time": "19:00"}
    )

    assert [one.key for one in feed.listings] == ["a"]
    assert [remark.position for remark in feed.repeated] == [2]


def test_rows_of_one_slug_keep_their_keys_in_any_order():
    one, two = {"slug": "a", "day": 1, "time": "19:00"}, {"slug": "a", "day": 2, "time": "19:00"}
    three = two | {"name": "Other name"}

    assert keys_of(one, two, three) == keys_of(three, two, one)
    assert len(set(keys_of(one, two, three).values())) == 3
    assert all(key.startswith("a:") for key in keys_of(one, two, three).values())


def keys_of(*rows):
    return {(one.name, one.slots[0].weekday): one.key for one in feed_of(*rows).listings}


def test_a_slug_that_is_another_rows_made_up_key_refuses_that_row():
    one, two = {"slug": "a", "day": 1, "time": "19:00"}, {"slug": "a", "day": 2, "time": "19:00"}
    taken = feed_of(one, two).listings[0].key
    feed = feed_of(one, two, {"slug": taken})

    assert len(feed.listings) == 2
    assert [remark.position for remark in feed.refused] == [3]
