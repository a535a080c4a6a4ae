"""One person's page (S14): what stands where, her line of time, and what opens for a minute."""

from datetime import datetime, timedelta

import pytest
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from coordination import clock
from coordination.goals.actions import finish_step
from coordination.models import Goal, Step, Survivor
from coordination.registry import timeline
from coordination.scoping import NotScoped
from coordination.survivors.actions import set_status
from coordination.survivors.page import dial
from referrals.handoffs import plans
from referrals.handoffs.actions import move_handoff, start_handoff
from referrals.models import Group


def page(client, person):
    return client.get(reverse("survivor", args=[person.ref])).text


def line(client, person, **asked):
    return client.get(reverse("timeline", args=[person.ref]), asked)


# What stands where --------------------------------------------------------------------------------


def test_the_rule_comes_before_the_peers_and_the_peers_before_the_sections(cast, login):
    body = page(login("rosa"), cast.cam)

    order = ["<h1>", 'id="contact-rule"', 'id="peers"', 'href="#to-timeline"', 'id="to-timeline"']
    assert [body.index(one) for one in order] == sorted(body.index(one) for one in order)


def test_a_peer_logs_from_beside_the_name_and_a_manager_does_not(cast, login):
    address = reverse("log_contact", args=[cast.cam.ref])

    assert address in page(login("rosa"), cast.cam)
    assert address not in page(login("dana"), cast.cam)


def test_every_chip_leads_to_a_section_of_the_page(cast, login):
    body = page(login("rosa"), cast.cam)
    chips = [part.split('"')[0] for part in body.split('<a href="#to-')[1:]]

    assert {"next", "sharing", "timeline", "looked"} <= set(chips)
    assert all(f'id="to-{chip}"' in body for chip in chips)


def test_paused_says_so_first_and_logging_steps_back(cast, login):
    set_status(survivor=cast.cam, status="paused", by=cast.dana)

    body = page(login("rosa"), cast.cam)

    assert "Do not contact unless they reach out." in body
    assert f'class="btn sec" href="{reverse("log_contact", args=[cast.cam.ref])}"' in body
    assert 'name="way"' not in body


def test_only_ways_she_said_yes_to_can_be_begun(cast, login):
    body = page(login("rosa"), cast.cam)

    assert 'name="way" value="call"' in body
    assert 'name="way" value="text"' not in body


@pytest.mark.parametrize("name", ["dana", "rosa", "marcus"])
def test_actions_are_those_of_the_role(name, cast, login):
    body = page(login(name), cast.cam)

    assert (reverse("set_status", args=[cast.cam.ref]) in body) == (name == "dana")
    assert (reverse("new_handoff", args=[cast.cam.ref]) in body) == (name != "marcus")
    assert (reverse("safe_contact", args=[cast.cam.ref]) in body) == (name != "marcus")


def test_empty_sections_use_calm_words(cast, login):
    lark = cast.survivor("Lark")

    body = page(login("dana"), lark)

    assert "Nothing here yet. The first contact will show here." in body
    assert "No agreements. We share nothing about Lark" in body


def test_a_name_of_sixty_letters_and_strange_signs_comes_back_as_typed(cast, login):
    held = Survivor.objects.unscoped("test").get(pk=cast.cam.pk)
    held.name, held.pronouns = "<b>Ω&'\"" + "x" * 53, "ze/zir"
    held.save()

    body = page(login("rosa"), cast.cam)

    assert "&lt;b&gt;Ω&amp;&#x27;&quot;" + "x" * 53 in body


# Shown for a minute -------------------------------------------------------------------------------


def test_the_number_is_there_to_tap_only_by_a_way_she_said_yes_to(cast, login):
    held = Survivor.objects.unscoped("test").get(pk=cast.cam.pk)
    held.phone = "(555) 01-42"
    held.save()
    client, url = login("rosa"), reverse("reveal", args=[cast.cam.ref])

    assert 'href="tel:5550142"' in client.post(url, {"way": "call"}).text
    for way in ["text", "", "video", "<x>"]:
        body = client.post(url, {"way": way}).text
        assert "(555) 01-42" in body
        assert "tel:" not in body
        assert "sms:" not in body


def test_what_is_shown_leaves_the_screen_by_itself(cast, login):
    response = login("rosa").post(reverse("reveal", args=[cast.cam.ref]))

    assert response["Refresh"] == f"60; url={reverse('survivor', args=[cast.cam.ref])}"
    assert "This page closes itself after 60 seconds." in response.text
    assert response["Cache-Control"] == "no-store"
    assert 'id="contact-rule"' in response.text


@pytest.mark.parametrize(
    ("written", "dialled"),
    [("+1 555-0142 (mum)", "+15550142"), ("ask Ana", ""), ("", ""), ("٥٥٥", ""), ("55+5", "555")],
)
def test_a_number_is_dialled_by_its_digits(written, dialled):
    assert dial(written) == dialled


# The line of time ---------------------------------------------------------------------------------


def test_one_line_holds_what_every_app_tells(cast, login):
    step = cast.step(cast.cam, cast.rosa)
    finish_step(step=step, by=cast.rosa)
    goal = Goal(survivor=cast.cam, owner=cast.cam.pk, words="A driving license", made_by=cast.rosa)
    goal.progress, goal.closed_on = "done", clock.today()
    goal.save()

    body = line(login("rosa"), cast.cam).text

    assert "Call · We talked" in body
    assert f"Done: {step.what}" in body
    assert "Goal: A driving license (Done)" in body
    assert "Sharing with Riverside Clinic: Signed" in body


@pytest.mark.parametrize(
    ("kind", "there", "not_there"),
    [
        ("talked", "We talked", "Sharing with"),
        ("tries", "No answer", "We talked · 15"),
        ("sharing", "Sharing with", "We talked"),
    ],
)
def test_a_filter_shows_its_kind_and_nothing_else(kind, there, not_there, cast, login):
    cast.contact(cast.pairing, outcome="no_answer", minutes=None)

    body = line(login("rosa"), cast.cam, show=kind).text

    assert there in body
    assert not_there not in body


@pytest.mark.parametrize("show", ["", "all", "'; drop", "groups", "x" * 999])
@pytest.mark.parametrize("before", ["", "2026-02-31", "0001-01-01", "9999-12-31", "\0", "²"])
def test_any_filter_and_day_is_answered(show, before, cast, login):
    assert line(login("rosa"), cast.cam, show=show, before=before).status_code == 200


def test_notes_are_folded_in_for_those_who_read_them_and_for_nobody_else(cast, login):
    note = cast.token(cast.contact_of_cam, "note")

    assert note in line(login("rosa"), cast.cam).text
    assert note in page(login("rosa"), cast.cam)
    for name in ["dana", "marcus"]:
        assert note not in line(login(name), cast.cam).text
        assert note not in page(login(name), cast.cam)


def test_a_note_from_before_ones_time_stays_closed(cast, login):
    body = line(login("rosa"), cast.cam).text

    assert cast.token(cast.old_contact, "note") not in body
    assert cast.old_contact.get_absolute_url() in body


def test_pages_hold_whole_days_and_lose_nothing(cast, login, rf):
    for days in range(3, 33):
        with clock.at(clock.days_ago(days)):
            if days <= 19:
                cast.contact(cast.pairing)
                cast.contact(cast.pairing, outcome="no_answer", minutes=None)
    client, seen, before = login("rosa"), [], ""
    while True:
        response = line(client, cast.cam, before=before)
        found = response.context["line"]
        seen += [entry["href"] for entry in found.entries if "entries" in entry.get("href", "")]
        if found.earlier is None:
            break
        assert {entry["day"] for entry in found.entries} & {found.earlier}
        before = found.earlier.isoformat()

    assert len(seen) == len(set(seen)) == 2 * 17 + 2


def test_a_day_with_more_than_a_page_goes_on_and_loses_nothing(cast, login):
    with clock.at(clock.days_ago(5)):
        made = {cast.contact(cast.pairing).ref for _number in range(2 * timeline.PER_PAGE + 5)}
        day = clock.today()
    client, seen = login("rosa"), []
    asked = {"show": "talked", "before": (day + timedelta(days=1)).isoformat()}
    for length in [timeline.PER_PAGE, timeline.PER_PAGE, 5]:
        found = line(client, cast.cam, **asked).context["line"]
        mine = [entry["href"] for entry in found.entries if entry["day"] == day]
        assert len(mine) == length
        seen += mine
        if found.earlier:
            asked |= {"before": found.earlier.isoformat(), "skip": found.skip}

    assert len(seen) == len(set(seen))
    assert {href.split("/")[2] for href in seen} == made


@pytest.mark.parametrize("skip", ["", "-1", "x", "9" * 40, "99999", "²", "5"])
def test_any_number_to_skip_is_answered(skip, cast, login):
    assert line(login("rosa"), cast.cam, skip=skip).status_code == 200


def test_entries_of_one_day_stand_in_the_order_of_the_clock(cast, login):
    noon = timezone.make_aware(
        datetime.combine(clock.today() - timedelta(days=4), datetime.min.time())
    )
    for hour, mode in [(9, "call"), (15, "in_person")]:
        with clock.at(noon + timedelta(hours=hour)):
            cast.contact(cast.pairing, mode=mode)

    entries = line(login("rosa"), cast.cam).context["line"].entries
    that_day = [entry["text"] for entry in entries if entry["day"] == timezone.localdate(noon)]

    assert [text.split(" · ")[0] for text in that_day] == ["In person", "Call"]


def test_who_asked_for_time_is_not_called(cast, login):
    in_a_week = clock.today() + timedelta(days=7)
    cast.contact(cast.pairing, outcome="asked_to_wait", minutes=None, wait_until=in_a_week)

    body = page(login("rosa"), cast.cam)

    assert "asked to wait until" in body
    assert 'name="way"' not in body
    assert 'name="way"' in page(login("ana"), cast.cam)


def test_moments_that_nobody_scoped_are_refused(cast, monkeypatch, rf):
    """A union runs only once: the rows inside it must have been asked for on somebody's behalf."""
    request = rf.get("/")
    request.user = cast.rosa
    rows = {"day": F("made_on"), "at": F("made_on")}
    loose = timeline.Source(
        ("steps",),
        "coordination.view_people",
        lambda user, survivor: (Step.objects.filter(survivor=survivor), rows),
        dict,
    )
    monkeypatch.setattr(timeline, "_sources", [loose])

    with pytest.raises(NotScoped):
        timeline.line(request, cast.cam)


def test_two_moves_of_one_moment_stand_in_their_order(cast, login):
    """One call of the place settles two steps; both are written at the same moment."""
    group = Group.objects.create(name="Tuesday Table", area="Hill")
    plan = plans.choose_place(survivor=cast.cam, by=cast.ana, group=group)
    changes = {"how": "together", "introducer": cast.ana, "prepared": True, "place_is_safe": True}
    changes["introduce_on"] = clock.today() + timedelta(days=3)
    plan = plans.change_plan(plan=plan, changes=changes, by=cast.ana)
    handoff = start_handoff(handoff=plan, by=cast.ana)
    there = {"introduced_how": "together", "person_present": True, "peer_present": True}
    move_handoff(handoff=handoff, to="first_attended", facts=there, by=cast.ana)

    entries = line(login("ana"), cast.cam, show="handoffs").context["line"].entries

    words = [entry["text"].rpartition(": ")[2] for entry in entries]
    assert words == ["First visit", "Introduced", "Introduction planned"]
