"""What an import writes, what it leaves alone, and what it says (standards.md 1)."""

import json
from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coordination import clock
from coordination.roles import Role
from referrals.groups.actions import change_group
from referrals.groups.models import Group, GroupFact, Meeting
from referrals.groups.words import HeardFrom, Status
from referrals.importers.load import import_feed, source_name
from referrals.importers.meeting_guide import VERSION, parse
from referrals.importers.models import ImportRun, ImportSource
from tests.factories.cast import make_user

from .feeds import FEEDS, MEETING_GUIDE, ZONE, each_feed, needs_feeds, read

KETTLE = {
    "slug": "kettle",
    "name": "Kettle",
    "day": 2,
    "time": "19:00",
    "types": ["O", "W"],
    "formatted_address": "4 Elm St, Millbrook, NY 12545, USA",
}
LAMP = KETTLE | {"slug": "lamp", "name": "Lamp", "day": [1, 4]}
BIRCH = KETTLE | {"slug": "birch", "name": "Birch", "formatted_address": "", "types": "C"}

pytestmark = pytest.mark.django_db


def bring(*rows, name="Millbrook", **options):
    data = json.dumps(rows).encode()
    feed = parse(data, default_zone=ZONE)
    return import_feed(feed, name=name, data=data, reader=VERSION, **options)


def counted(report):
    return {name: number for name, number in report.counts.items() if number}


def group(key, source="millbrook"):
    return Group.plain.get(source__key=source, external_key=key)


def times(key):
    rows = Meeting.objects.unscoped("test").current().filter(group=group(key))
    return [(meeting.weekday, meeting.start) for meeting in rows]


def said(report, kind):
    return [str(line) for found, line in report.lines if found == kind]


# Published feeds --------------------------------------------------------------------------


@needs_feeds
@each_feed
def test_a_feed_twice_is_all_unchanged(name):
    data = read(name)
    expected = MEETING_GUIDE[name]
    rows, ways = expected["records"], {"hybrid": 0, "inactive": 0, "in_person": 0, "online": 0}
    ways |= expected["attendance"]

    first = import_feed(parse(data, default_zone=ZONE), name=name, data=data, reader=VERSION)
    before = list(Group.plain.order_by("pk").values()), list(Meeting.plain.order_by("pk").values())
    again = import_feed(parse(data, default_zone=ZONE), name=name, data=data, reader=VERSION)

    nothing = {"updated": 0, "deactivated": 0, "refused": 0, "read": rows}
    assert first.counts == nothing | ways | {"created": rows, "unchanged": 0}
    assert again.counts == nothing | ways | {"created": 0, "unchanged": rows}
    assert list(Group.plain.order_by("pk").values()) == before[0]
    assert list(Meeting.plain.order_by("pk").values()) == before[1]


@needs_feeds
def test_feeds_side_by_side_do_not_touch_each_other():
    for name in FEEDS:
        data = read(name)
        import_feed(parse(data, default_zone=ZONE), name=name, data=data, reader=VERSION)

    assert Group.plain.count() == sum(MEETING_GUIDE[name]["records"] for name in FEEDS)
    assert not Group.plain.filter(status=Status.INACTIVE).exists()


def test_writes_are_sets_however_many_rows():
    def queries(number, name):
        rows = [KETTLE | {"slug": f"k{row}", "day": [0, 3]} for row in range(number)]
        with CaptureQueriesContext(connection) as captured:
            bring(*rows, name=name)
        return len(captured)

    queries(1, "warm up")
    # SQLite takes 999 values at a time, so about 30 rows; one by one would be 900 statements.
    assert queries(300, "many") - queries(3, "few") < 40


# Rows that change -------------------------------------------------------------------------


def test_a_row_with_two_days_counts_once_and_meets_twice():
    report = bring(LAMP)

    assert counted(report) == {"read": 1, "created": 1, "in_person": 1}
    assert times("lamp") == [(1, time(19)), (4, time(19))]


def test_a_changed_row_is_updated_in_place():
    bring(KETTLE, LAMP)
    pk = group("kettle").pk
    [meeting] = group("kettle").meetings.all()
    report = bring(KETTLE | {"name": "Kettle On", "time": "20:00"}, LAMP)

    assert counted(report) == {"read": 2, "updated": 1, "unchanged": 1, "in_person": 2}
    assert (group("kettle").pk, group("kettle").name) == (pk, "Kettle On")
    assert times("kettle") == [(2, time(20))]
    assert Meeting.plain.get(group=pk).pk == meeting.pk
    assert said(report, "updated") == ["1 Kettle On: name, meetings"]


def test_only_a_newer_stamp_changes_nothing():
    bring(KETTLE | {"updated": "8/29/2021"})

    assert counted(bring(KETTLE | {"updated": "2016-09-1005:15:00"}))["unchanged"] == 1


def test_a_day_that_goes_is_ended_and_not_deleted():
    bring(LAMP)
    bring(LAMP | {"day": 4})

    assert times("lamp") == [(4, time(19))]
    assert Meeting.plain.get(weekday=1).ended_on == clock.today()


def test_a_row_that_is_gone_becomes_inactive_with_a_date_and_may_come_back():
    bring(KETTLE, LAMP)
    gone = bring(KETTLE)

    assert counted(gone) == {
        "read": 1,
        "unchanged": 1,
        "deactivated": 1,
        "in_person": 1,
        "inactive": 1,
    }
    assert (group("lamp").status, group("lamp").deactivated_on) == ("inactive", clock.today())
    assert counted(bring(KETTLE)).get("deactivated") is None

    back = bring(KETTLE, LAMP)
    assert counted(back) == {"read": 2, "unchanged": 1, "updated": 1, "in_person": 2}
    assert (group("lamp").status, group("lamp").deactivated_on) == ("active", None)


def test_a_row_that_is_refused_is_not_missing():
    bring(KETTLE, LAMP)
    report = bring(KETTLE, LAMP | {"day": 9})

    assert counted(report) == {"read": 2, "unchanged": 1, "refused": 1, "in_person": 2}
    assert group("lamp").status == "active"


def test_an_empty_list_switches_nothing_off():
    bring(KETTLE, LAMP)
    report = bring()

    assert counted(report) == {"in_person": 2}
    assert "nothing was switched off" in said(report, "note")[0]


def test_another_source_keeps_its_rows():
    bring(KETTLE, name="Riverside")
    bring(KETTLE, LAMP)
    bring(LAMP)

    assert group("kettle", "riverside").status == "active"
    assert group("kettle").status == "inactive"


def test_the_name_of_a_source_does_not_split_on_case_or_spaces():
    bring(KETTLE, name="Millbrook  North")

    assert counted(bring(KETTLE, name="millbrook north "))["unchanged"] == 1
    assert ImportSource.plain.get().name == "Millbrook North"


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("/x/aasanjose-2021-10.json", "aasanjose"),
        ("al-anon-2023.json", "al-anon"),
        ("sussexaa_20220731.json", "sussexaa"),
        ("2022-10-millbrook.json", "millbrook"),
        ("2022-10-01.json", "2022-10-01"),
        ("times.json", "times"),
        ("group-12.json", "group-12"),
    ],
)
def test_a_source_is_named_after_the_file_without_date(file, name):
    assert source_name(file) == name


def test_the_same_row_twice_in_one_file_counts_as_nothing_new():
    assert counted(bring(KETTLE, KETTLE)) == {
        "read": 2,
        "created": 1,
        "unchanged": 1,
        "in_person": 1,
    }
    assert counted(bring(KETTLE, KETTLE)) == {"read": 2, "unchanged": 2, "in_person": 1}


# Local edits ------------------------------------------------------------------------------


def test_local_edits_win_and_the_difference_is_told():
    bring(KETTLE)
    rosa = make_user("rosa", Role.PEER)
    change_group(
        group=group("kettle"),
        changes={"openness": "closed", "medication": "supportive"},
        heard_from=HeardFrom.GROUP,
        by=rosa,
    )
    again = bring(KETTLE)
    changed = bring(KETTLE | {"name": "Kettle On", "types": ["O"]})

    assert said(again, "kept") == ["1 Kettle: Set here and left alone: openness."]
    assert (counted(again)["unchanged"], counted(changed)["updated"]) == (1, 1)
    found = group("kettle")
    assert (found.openness, found.medication, found.name) == ("closed", "supportive", "Kettle On")
    assert found.audiences == ()
    assert GroupFact.plain.filter(noted_by=rosa).count() == 2


def test_times_set_here_are_left_alone():
    bring(KETTLE)
    Group.plain.filter(pk=group("kettle").pk).update(local_fields=["meetings"])
    report = bring(KETTLE | {"time": "21:00"})

    assert times("kettle") == [(2, time(19))]
    assert "meetings" in said(report, "kept")[0]


def test_a_status_set_here_is_left_alone():
    bring(KETTLE, LAMP)
    rosa = make_user("rosa", Role.PEER)
    for key in ("kettle", "lamp"):
        changes = {"status": Status.CLOSED_FOR_NOW}
        change_group(group=group(key), changes=changes, heard_from=HeardFrom.VISIT, by=rosa)
    report = bring(KETTLE)

    assert counted(report).get("deactivated") is None
    assert {group("kettle").status, group("lamp").status} == {Status.CLOSED_FOR_NOW}


# Held, models, provenance -----------------------------------------------------------------


def test_a_row_about_a_place_of_safety_is_held_once_and_a_persons_answer_stays():
    row = KETTLE | {"location": "Harbor Shelter"}
    report = bring(row)

    assert group("kettle").held_for == "shelter"
    assert "held until a manager has looked" in said(report, "held")[0]
    assert counted(report)["in_person"] == 1

    shown = group("kettle")
    shown.held_for, shown.local_fields = "", ["held_for"]
    shown.save()
    bring(row | {"name": "Kettle On"})
    assert group("kettle").held_for == ""


def test_a_row_that_begins_to_mention_one_is_held_then():
    bring(KETTLE)
    bring(KETTLE | {"notes": "Moved to the safe house"})

    assert group("kettle").held_for == "safe house"


def test_the_model_comes_from_the_row_then_the_list_and_never_from_a_name():
    bring(KETTLE | {"name": "SMART Recovery and LifeRing"}, LAMP | {"support_model": "smart"})
    assert group("kettle").support_model.slug == "twelve-step"
    assert group("lamp").support_model.slug == "smart"

    report = bring(KETTLE, LAMP | {"support_model": "magic"}, model="wfs")
    assert group("kettle").support_model.slug == group("lamp").support_model.slug == "wfs"
    assert "“magic” is no support model" in said(report, "note")[0]

    assert counted(bring(KETTLE, LAMP | {"support_model": "magic"}))["unchanged"] == 2


def test_imported_is_not_checked_and_says_where_it_came_from():
    moment = datetime(2026, 11, 3, 9, tzinfo=ZoneInfo(ZONE))
    with clock.at(moment):
        bring(KETTLE, account="operator")
    found, run = group("kettle"), ImportRun.plain.get()

    assert (found.checked_on, found.medication, found.survivor_led) == (None, "unknown", "unknown")
    assert found.changed_by == run
    assert (run.source.name, run.reader, run.ran_at, run.account) == (
        "Millbrook",
        VERSION,
        moment,
        "operator",
    )
    assert len(run.file_sha256) == 64
    assert run.counts["in_person"] == run.counts["created"] == 1


def test_a_dry_run_gives_the_same_numbers_and_writes_nothing():
    bring(KETTLE, LAMP)
    rows = [KETTLE | {"name": "Kettle On"}, BIRCH]
    dry = bring(*rows, dry_run=True)

    assert (group("kettle").name, Group.plain.count(), ImportRun.plain.count()) == ("Kettle", 2, 1)
    assert not ImportSource.plain.filter(key="new").exists()
    assert bring(*rows).counts == dry.counts
    assert counted(dry) == {
        "read": 2,
        "created": 1,
        "updated": 1,
        "deactivated": 1,
        "in_person": 1,
        "inactive": 2,
    }


def test_a_list_that_shares_nothing_with_its_source_is_pointed_out():
    bring(*[KETTLE | {"slug": f"k{row}"} for row in range(10)])
    report = bring(LAMP)

    assert counted(report)["deactivated"] == 10
    assert any("Is it another list?" in text for text in said(report, "note"))
