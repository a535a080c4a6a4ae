"""The published feeds, searched as the list of groups searches, against EXPECTED.json."""

from datetime import time

import pytest

from referrals.groups.filters import FilterForm
from referrals.groups.models import Group
from referrals.importers.load import import_feed
from referrals.importers.meeting_guide import VERSION, parse
from tests.referrals.importers.feeds import MEETING_GUIDE, ZONE, each_file, needs_feeds, read

pytestmark = [needs_feeds, pytest.mark.django_db]


def everything():
    return Group.objects.unscoped("a test counts rows of a file, shown or not")


SEARCHES = {
    "not inactive": lambda: everything().reachable(),
    "joinable online (online or hybrid)": lambda: everything().meeting(how="online"),
    "women (W)": lambda: everything().for_audience("women"),
    "women and joinable online": lambda: everything().for_audience("women").meeting(how="online"),
    "secular (A)": lambda: everything().secular(),
    "wheelchair (X or XB) and attendable in person": lambda: (
        everything().with_access("step_free").meeting(how="in_person")
    ),
    "newcomer (BE) and open (O)": lambda: everything().newcomers().open_to_anyone(),
}
# These two count rows without place and link too, which no list of ours offers.
ALSO_INACTIVE = {
    "Tuesday, start 17:00 to 20:59": lambda: everything().filter(
        meetings__weekday=2, meetings__start__range=(time(17), time(20, 59))
    ),
    "start 12:00 exactly": lambda: everything().filter(meetings__start=time(12)),
}


@each_file
def test_searches_find_what_the_feed_holds(name):
    data = read(name)
    import_feed(parse(data, default_zone=ZONE), name=name, data=data, reader=VERSION)
    expected = MEETING_GUIDE[name].get("searches", {})
    found = {search: rows().count() for search, rows in (SEARCHES | ALSO_INACTIVE).items()}

    assert {search: found[search] for search in expected} == expected


def test_the_filters_of_the_page_find_the_same(staff):
    name = "1-meetings/feeds/aasanjose-2021-10.json"
    data, expected = read(name), MEETING_GUIDE[name]["searches"]
    import_feed(parse(data, default_zone=ZONE), name=name, data=data, reader=VERSION)

    def shown(**query):
        groups = Group.objects.visible_to(staff["rosa"]).listed()
        return FilterForm(query, user=staff["rosa"]).apply(groups).count()

    assert shown() == expected["not inactive"]
    assert shown(how="online") == expected["joinable online (online or hybrid)"]
    assert shown(who="women", how="online") == expected["women and joinable online"]
    assert (
        shown(access="step_free", how="in_person")
        == (expected["wheelchair (X or XB) and attendable in person"])
    )
    # 12 of the 51 have neither place nor link.
    assert shown(day="2", part="evening") == expected["Tuesday, start 17:00 to 20:59"] - 12
