"""The page of a group (S36), what people find out about it, and entries held for a look."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination import clock
from referrals.groups import actions
from referrals.groups.models import Group, GroupFact, Meeting
from referrals.groups.words import HeardFrom, Status
from referrals.importers.models import ImportSource

FOUND_OUT = {
    "medication": "supportive",
    "openness": "open",
    "secular": "unknown",
    "led_by": "peer",
    "survivor_led": "unknown",
    "speaking": "free",
    "cross_talk": "unknown",
    "proof_of_attendance": "unknown",
    "status": "active",
    "support_model": "",
    "audiences": ["women"],
    "heard_from": "visit",
}


def page(client, group):
    return client.get(reverse("group_detail", args=[group.ref]))


def row(text, term):
    """The words beside a term of the summary list."""
    return text.partition(f"<dt>{term}</dt>")[2].partition("</dd>")[0]


def test_what_is_not_known_is_said_in_words(make, login):
    text = page(login("rosa"), make()).text

    for term in ("Made for", "Topics off limits", "Children", "Proof of having been there"):
        assert f"<div>{term}</div>" in row(text, "Not known yet")
        assert f"<dt>{term}</dt>" not in text
    assert "Not known for this group." in row(text, "Who can come")
    assert "Ask the group before someone who takes prescribed medicine goes." in text


def test_what_is_known_leaves_the_list_of_what_is_not(make, login, staff):
    group = make(off_limits="Politics", languages=("es",), openness="closed")
    text = page(login("rosa"), group).text

    assert "Politics" in row(text, "Topics off limits")
    assert "Spanish" in row(text, "Languages")
    assert "Members only" in row(text, "Who can come")
    assert "Topics off limits" not in row(text, "Not known yet")


def test_other_times_of_the_group_are_one_tap_away(make, login):
    source = ImportSource.plain.create(name="Millbrook", key="millbrook")
    kettle = {"source": source, "group_name": "Kettle Group"}
    here = make("Kettle On", (2, 19), external_key="1", **kettle)
    other = make("Kettle On", (6, 9), external_key="2", **kettle)
    make("Late Kettle", None, external_key="3", **kettle)
    make("Elsewhere", source=source, external_key="4", group_name="Other")
    text = page(login("rosa"), here).text

    assert f'<a href="/groups/{other.ref}/">Saturday, 9 a.m.</a>' in text
    assert "by appointment · Late Kettle</a>" in text
    assert "Elsewhere" not in text

    for number in range(5, 14):
        make("District", external_key=str(number), **kettle)
    assert "Same group, other times" not in page(login("rosa"), here).text


def test_what_holds_for_its_kind_stands_beside_and_never_instead(make, login):
    text = page(login("rosa"), make(model="smart", led_by="peer")).text

    assert "Not known for this group." in row(text, "Secular or spiritual")
    assert "Groups of this kind: Secular." in row(text, "Secular or spiritual")
    assert "Groups of this kind" not in row(text, "Who leads")
    lifering = page(login("rosa"), make(model="lifering")).text
    assert "<b>Not known for this group.</b>" in lifering
    assert "Groups of this kind: Supportive." in lifering


def test_times_say_what_is_assumed(make, login):
    group = make(when=(2, 19))
    meeting = group.meetings.get()
    meeting.end, meeting.end_assumed, meeting.zone_assumed = time(20), True, True
    meeting.save()
    online = {"zone": "UTC", "attendance": "online"}
    group.meetings.create(weekday=3, start=time(22), end=time(0, 30), **online)
    group.meetings.create(weekday=4, start=time(9), **online)
    group.meetings.create(**online)
    group.meetings.create(weekday=1, start=time(9), ended_on=clock.today(), **online)
    text = page(login("rosa"), group).text

    assert "Every Tuesday" in text
    assert "7 p.m., about an hour (end not given)" in text
    assert "ours is assumed" in text
    assert "10 p.m. to 12:30 a.m." in text
    assert "9 a.m.; length not known" in text
    assert "By appointment" in text
    assert "Every Monday" not in text


def test_a_passcode_is_for_signed_in_people_only(make, login, client):
    group = make(how="online")

    assert client.get(reverse("group_detail", args=[group.ref])).status_code == 302
    assert "Passcode 4711" in page(login("rosa"), group).text


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"how": "inactive"},
        {"status": Status.CLOSED_FOR_NOW},
        {"confidential": True},
        {"held_for": "shelter"},
    ],
)
def test_a_handoff_starts_only_at_a_group_that_is_listed(make, login, staff, fields):
    group = make(**fields)
    listed = Group.objects.visible_to(staff["dana"]).listed().filter(pk=group.pk).exists()

    assert listed == (not fields)
    assert ("Start handoff" in page(login("dana"), group).text) == listed
    assert "Start handoff" not in page(login("marcus"), group).text


def test_markup_in_a_list_is_shown_as_text(make, login):
    text = page(login("rosa"), make("<b>Kettle</b>", notes="<script>x</script>")).text

    assert "&lt;b&gt;Kettle&lt;/b&gt;" in text
    assert "<script>x" not in text


def test_a_group_no_longer_listed_still_has_its_page(make, login):
    group = make(status=Status.INACTIVE, deactivated_on=clock.today())

    assert "No longer listed" in page(login("rosa"), group).text


@pytest.mark.parametrize("fields", [{"confidential": True}, {"held_for": "shelter"}])
def test_a_place_that_may_be_private_is_not_there_but_for_managers(make, login, staff, fields):
    group = make(**fields)

    for who in ("rosa", "marcus", "priya", "admin"):
        assert page(login(who), group).status_code == 404
    assert not Meeting.objects.visible_to(staff["rosa"]).exists()
    shown = page(login("dana"), group)
    assert "Not on any list" in shown.text
    assert "4 Elm St" in shown.text


def test_the_page_costs_the_same_however_much_is_known(make, login, staff):
    group = make()
    client = login("rosa")
    page(client, group)
    with CaptureQueriesContext(connection) as one:
        page(client, group)
    for day in range(1, 8):
        group.meetings.create(weekday=day, start=time(9), zone="UTC", attendance="online")
        changes = {"off_limits": f"Topic {day}"}
        actions.change_group(
            group=group, changes=changes, heard_from=HeardFrom.VISIT, by=staff["dana"]
        )
    with CaptureQueriesContext(connection) as many:
        page(client, group)

    assert len(many) == len(one) <= 9


# Marked checked ---------------------------------------------------------------------------


def test_a_peer_marks_it_checked_and_twice_is_once(make, login, staff):
    group = make()
    client = login("rosa")
    address = reverse("mark_checked", args=[group.ref])
    token = {"once": "0b0e2c36-58f1-4d2b-9d0a-1f1e8a0b9c11"}

    assert client.post(address, token)["Location"] == reverse("group_detail", args=[group.ref])
    assert client.post(address, token).status_code == 302
    group.refresh_from_db()
    assert (group.checked_on, group.checked_by) == (clock.today(), staff["rosa"])
    assert "Checked today by Rosa." in page(client, group).text


def test_marking_needs_a_post_and_a_role(make, login):
    group = make()
    address = reverse("mark_checked", args=[group.ref])

    assert login("rosa").get(address).status_code == 405
    for who in ("marcus", "priya", "admin", "root"):
        assert login(who).post(address).status_code == 403
    assert login("rosa").post(reverse("mark_checked", args=["nothere000"])).status_code == 404
    group.refresh_from_db()
    assert group.checked_on is None
    assert "Mark checked today" not in page(login("marcus"), group).text


@pytest.mark.parametrize(("days", "old"), [(90, False), (91, True)])
def test_an_entry_nobody_looked_at_for_ninety_days_is_marked(make, login, staff, days, old):
    on = clock.today() - timedelta(days=days)
    text = page(login("rosa"), make(checked_on=on, checked_by=staff["dana"])).text

    assert ("Check before you send anyone" in text) == old


def test_checked_without_a_name_cannot_be_stored(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        Group.plain.filter(pk=make().pk).update(checked_on=clock.today())


# Found out --------------------------------------------------------------------------------


def change(client, group, **answers):
    answers = {name: value for name, value in (FOUND_OUT | answers).items() if value is not None}
    return client.post(reverse("change_group", args=[group.ref]), answers)


def test_what_a_person_found_out_becomes_local_with_how_they_know(make, login, staff):
    group = make()
    answers = {"support_model": str(group.support_model_id), "off_limits": "Politics"}

    assert change(login("rosa"), group, **answers).status_code == 302
    group.refresh_from_db()
    assert (group.medication, group.audiences, group.off_limits) == (
        "supportive",
        ("women",),
        "Politics",
    )
    assert group.local_fields == sorted(
        ["audiences", "led_by", "medication", "off_limits", "openness", "speaking"]
    )
    facts = GroupFact.plain.filter(group=group)
    assert {(fact.heard_from, fact.noted_by, fact.noted_on) for fact in facts} == {
        ("visit", staff["rosa"], clock.today())
    }
    text = page(login("rosa"), group).text
    assert "Prescribed medicine: Supportive of prescribed medicine" in text
    assert "Made for: Women" in text
    assert "One of us went there" in text


def test_how_they_know_is_asked_and_nothing_is_lost(make, login):
    group = make()
    response = change(login("rosa"), group, heard_from=None, at_the_door="Ring twice")

    assert response.status_code == 200
    assert "Choose how you know." in response.text
    assert "Ring twice" in response.text
    assert not GroupFact.plain.exists()


@pytest.mark.parametrize(
    "odd",
    [
        {"medication": "magic"},
        {"support_model": "0b0e2c36-58f1-4d2b-9d0a-1f1e8a0b9c11"},
        {"support_model": "x"},
        {"audiences": ["martians"]},
        {"at_the_door": "x" * 1001},
        {"off_limits": "x" * 256},
        {"introductions": "a\x00b"},
        {"status": "inactive"},
    ],
)
def test_odd_answers_are_refused_in_words(make, login, odd):
    group = make()
    response = change(login("rosa"), group, **odd)

    assert response.status_code == 200
    assert "<title>Error:" in response.text
    assert not GroupFact.plain.exists()


def test_changing_nothing_is_said(make, login):
    same = ("medication", "openness", "led_by", "speaking")
    group = make(**{name: FOUND_OUT[name] for name in same})
    answers = {"support_model": str(group.support_model_id), "audiences": None}
    response = change(login("rosa"), group, **answers)

    assert "Nothing is different yet." in response.text


def test_a_group_that_ended_leaves_the_list_and_may_come_back(make, login, staff):
    group = make()
    change(login("rosa"), group, status=Status.DEFUNCT)
    group.refresh_from_db()
    assert (group.status, group.deactivated_on) == ("defunct", clock.today())
    assert not Group.objects.visible_to(staff["rosa"]).listed().exists()

    change(login("rosa"), group, status=Status.ACTIVE)
    group.refresh_from_db()
    assert (group.status, group.deactivated_on) == ("active", None)


def test_only_those_who_check_may_write(make, login):
    group = make()

    for who in ("marcus", "priya", "admin", "root"):
        assert change(login(who), group).status_code == 403
    assert change(login("dana"), group).status_code == 302


# Held -------------------------------------------------------------------------------------


def release(client, group, answer):
    return client.post(reverse("release_group", args=[group.ref]), {"answer": answer})


def test_a_manager_shows_a_held_entry(make, login):
    group = make(held_for="shelter")
    client = login("dana")
    assert "Mentions “shelter”" in client.get(reverse("held_groups")).text

    assert release(client, group, "show")["Location"] == reverse("held_groups")
    assert page(login("rosa"), group).status_code == 200
    assert "Nothing waits for you here." in login("dana").get(reverse("held_groups")).text


@pytest.mark.parametrize("answer", ["keep", "", "x"])
def test_anything_but_show_keeps_it_off_every_list(make, login, answer):
    group = make(held_for="shelter")
    release(login("dana"), group, answer)

    group.refresh_from_db()
    assert (group.confidential, group.held_for) == (True, "")
    assert page(login("rosa"), group).status_code == 404


def test_the_second_answer_is_refused(make, staff):
    group = make(held_for="shelter")
    actions.release_group(group=group, show=False, by=staff["dana"])
    with pytest.raises(ValidationError) as refused:
        actions.release_group(group=group, show=True, by=staff["dana"])

    assert refused.value.code == "not_held"
    group.refresh_from_db()
    assert group.confidential


def test_only_managers_answer(make, login):
    group = make(held_for="shelter")

    for who in ("rosa", "marcus", "priya", "admin", "root"):
        assert login(who).get(reverse("held_groups")).status_code == 403
        assert release(login(who), group, "show").status_code == 403
