"""The list of groups (S35): order, filters, who sees what, and what it costs."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination import clock
from referrals.groups.models import Group

LIST = "/groups/"
TUESDAY_EVENING = datetime(2026, 11, 24, 18, tzinfo=ZoneInfo("America/New_York"))


def names(response):
    return re.findall(r'<h3><a href="/groups/[^"]+">([^<]+)</a>', response.text)


def test_the_next_meeting_comes_first_and_those_by_appointment_last(make, login):
    make("Monday", (1, 19))
    make("Just begun", (2, 17))
    make("Soon", (2, 19))
    make("Ask", None)
    make("Soon in Denver", (2, 17), zone="America/Denver")  # 7 p.m. here

    with clock.at(TUESDAY_EVENING):
        response = login("rosa").get(LIST)

    assert names(response) == ["Soon", "Soon in Denver", "Monday", "Just begun", "Ask"]
    for words in ("Today, 7 p.m.", "Mon, Nov 30, 7 p.m.", "Tue, Dec 1, 5 p.m.", "By appointment"):
        assert f"<b>{words}</b>" in response.text
    assert "Denver time" in response.text


def test_an_online_meeting_elsewhere_shows_both_clocks(make, login):
    make("Far", (2, 17), how="online", zone="America/Denver")

    with clock.at(TUESDAY_EVENING):
        text = login("rosa").get(LIST).text

    assert "Today, 5 p.m." in text
    assert "Denver time; Today, 7 p.m. here" in text


def test_one_meeting_must_fit_day_time_and_way_together(make, login):
    group = make("Two times", (2, 9))
    other = make("Right", (2, 19), how="online")
    meeting = other.meetings.get()
    group.meetings.create(weekday=3, start=meeting.start, zone=meeting.zone, attendance="online")

    response = login("rosa").get(LIST, {"day": "2", "part": "evening", "how": "online"})

    assert names(response) == ["Right"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"who": "women"}, ["Women"]),
        ({"open": "open"}, ["Open"]),
        ({"open": "unknown"}, ["Open", "SMART", "Spiritual SMART", "Women"]),
        ({"faith": "secular"}, ["SMART"]),
        ({"medicine": "supportive"}, ["Women"]),
        ({"access": "step_free"}, ["Open"]),
        ({"first": "newcomers"}, ["Open"]),
        ({"language": "es"}, ["Women"]),
        ({"model": "smart"}, ["SMART", "Spiritual SMART"]),
        (
            {"model": "nonsense", "day": "9", "part": "x"},
            ["Open", "SMART", "Spiritual SMART", "Women"],
        ),
    ],
)
def test_filters_narrow_and_nonsense_counts_as_any(make, login, query, found):
    make("Women", audiences=("women",), medication="supportive", languages=("es",))
    make("Open", openness="open", access=("step_free_bathroom",), formats=("newcomers",))
    make("SMART", model="smart")
    make("Spiritual SMART", model="smart", secular="no")

    assert sorted(names(login("rosa").get(LIST, query))) == found


def test_no_match_offers_to_clear_and_says_which_filters_stand(make, login):
    make()
    response = login("rosa").get(LIST, {"who": "men", "day": "2"})

    assert "No groups match. Try fewer filters." in response.text
    assert 'href="/groups/?day=2"' in response.text
    assert 'href="/groups/?who=men"' in response.text


def test_what_may_not_be_offered_is_not_in_the_list(make, login):
    make("Confidential", confidential=True)
    make("Held", held_for="shelter")
    make("Gone", status="inactive", deactivated_on=clock.today())
    make("Ended", status="defunct")
    make("No door", how="inactive")
    make("Here")

    for who in ("rosa", "dana"):
        assert names(login(who).get(LIST)) == ["Here"]
    assert "1 group waits for you" in login("dana").get(LIST).text
    assert "waits for you" not in login("rosa").get(LIST).text


def test_fresh_and_not_checked_are_said(make, login, staff):
    make("Fresh", checked_on=clock.today(), checked_by=staff["rosa"])
    make("Imported")
    text = login("rosa").get(LIST).text

    assert "last checked today" in text
    assert "not checked yet" in text


def test_pages_are_links_and_keep_the_filters(make, login):
    for number in range(27):
        make(f"Group {number:02d}")
    client = login("rosa")
    first = client.get(LIST, {"model": "twelve-step"})
    second = client.get(LIST, {"model": "twelve-step", "page": "2"})

    assert (len(names(first)), len(names(second))) == (25, 2)
    assert set(names(first)).isdisjoint(names(second))
    assert "?model=twelve-step&amp;page=2" in first.text
    assert "27 groups" in first.text
    for odd in ("0", "-1", "x", "99999", "9" * 50, "²"):
        assert client.get(LIST, {"page": odd}).status_code == 200


def test_the_list_costs_the_same_for_one_and_for_twenty_five(make, login):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(LIST).status_code == 200
        return len(captured)

    make()
    client = login("rosa")
    client.get(LIST)
    one = queries()
    for number in range(24):
        make(f"Group {number}", audiences=("women",), model="smart", zone="America/Denver")

    assert queries() == one <= 11


def test_find_takes_words_by_post_and_keeps_them(make, login):
    make("Kettle On", area="Millbrook North")
    make("Paper Boats")
    client = login("rosa")
    response = client.post(reverse("find_group"), {"text": "millbrook kettle"})

    assert names(response) == ["Kettle On"]
    assert 'value="millbrook kettle"' in response.text
    assert names(client.post(reverse("find_group"), {"text": "elm st"})) == [
        "Kettle On",
        "Paper Boats",
    ]
    assert "No groups match" in client.post(reverse("find_group"), {"text": "100%_"}).text
    assert client.get(reverse("find_group"))["Location"] == LIST


@pytest.mark.parametrize("text", ["", "   ", "x" * 81, "a\x00b"])
def test_odd_words_are_answered_and_kept(make, login, text):
    response = login("rosa").post(reverse("find_group"), {"text": text})

    assert response.status_code == 200
    assert "<title>Error: Find a group" in response.text


def test_everybody_with_a_role_reads_the_list_and_nobody_else(make, login, client, staff):
    make()
    assert client.get(LIST).status_code == 302
    for who in ("dana", "rosa", "marcus", "priya", "admin"):
        assert login(who).get(LIST).status_code == 200
    assert login("root").get(LIST).status_code == 403
    assert not Group.objects.visible_to(staff["root"]).exists()
