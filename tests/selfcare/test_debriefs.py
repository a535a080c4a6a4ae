"""Asking for a debrief: no topic, seen by the supervisor at once, answered with a time."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from coordination import clock
from selfcare.debriefs import actions
from selfcare.models import Debrief


def ask(team, wanted="today", by=None):
    return actions.ask_debrief(wanted=wanted, by=by or team.rosa)


def at(**delta):
    return timezone.localtime(clock.now() + timedelta(**delta)).strftime("%Y-%m-%dT%H:%M")


@pytest.mark.parametrize(
    ("wanted", "says", "expect"),
    [
        ("today", "Rosa asked for a debrief. Today.", "Expect a time from Marcus today."),
        ("week", "Rosa asked for a debrief. This week.", "Expect a time from Marcus by tomorrow."),
        ("text", "Rosa asked for a debrief. Just a text is fine.", "Expect a text by tomorrow."),
    ],
)
def test_supervisor_sees_the_request_and_the_peer_what_to_expect(team, login, wanted, says, expect):
    answer = login("rosa").post(reverse("ask_debrief"), {"wanted": wanted}, follow=True)
    page = answer.content.decode()
    assert expect in page
    assert "Tess" in page  # who else to try
    assert "988" in page
    for url in (reverse("team"), reverse("today")):
        assert says in login("marcus").get(url).content.decode()


@pytest.mark.parametrize("name", ["dana", "tess", "ana", "priya", "admin", "root", "kin"])
def test_nobody_else_sees_or_answers_a_request(team, login, name):
    debrief = ask(team)
    assert not Debrief.objects.visible_to(getattr(team, name)).exists()
    assert "asked for a debrief" not in login(name).get(reverse("today")).content.decode()
    url = reverse("set_debrief_time", args=[debrief.ref])
    assert login(name).get(url).status_code in (403, 404)
    assert login(name).post(url, {"at": at(hours=1)}).status_code in (403, 404)
    close = login(name).post(reverse("close_debrief", args=[debrief.ref]))
    assert close.status_code in (403, 404)
    debrief.refresh_from_db()
    assert (debrief.set_for, debrief.closed_on) == (None, None)


def test_a_time_reaches_the_peers_own_pages(team, login):
    debrief = ask(team)
    url = reverse("set_debrief_time", args=[debrief.ref])
    assert login("marcus").get(url).status_code == 200
    assert login("marcus").post(url, {"at": at(hours=3)}).url == reverse("team")
    for name in ("me", "today", "ask_debrief"):
        page = login("rosa").get(reverse(name)).content.decode()
        assert "Marcus" in page
        assert timezone.localtime(clock.now() + timedelta(hours=3)).strftime(":%M") in page


@pytest.mark.parametrize("bad", ["", "soon", "2026-13-40T25:99", "\x00", at])
def test_a_time_that_does_not_fit_is_asked_again(team, login, bad):
    debrief = ask(team)
    value = bad(hours=-2) if callable(bad) else bad
    answer = login("marcus").post(reverse("set_debrief_time", args=[debrief.ref]), {"at": value})
    assert answer.status_code == 200
    assert answer.context["form"].errors["at"]
    debrief.refresh_from_db()
    assert debrief.set_for is None


def test_a_time_far_off_is_refused(team):
    debrief = ask(team)
    with pytest.raises(ValidationError) as refused:
        actions.set_debrief_time(
            debrief=debrief, at=clock.now() + timedelta(days=15), by=team.marcus
        )
    assert refused.value.code == "too_far"


def test_asking_again_changes_the_one_request(team):
    first, second = ask(team, "week"), ask(team, "today")
    assert first.pk == second.pk
    assert Debrief.plain.get().wanted == "today"
    with pytest.raises(IntegrityError), transaction.atomic():
        Debrief.plain.create(subject=team.rosa, wanted="week")


def test_taking_it_back_is_one_tap_and_twice_changes_nothing(team, login):
    debrief = ask(team)
    for _again in range(2):
        answer = login("rosa").post(reverse("close_debrief", args=[debrief.ref]))
        assert answer.url == reverse("me")
    assert "asked for a debrief" not in login("marcus").get(reverse("team")).content.decode()
    with pytest.raises(ValidationError):
        actions.set_debrief_time(debrief=debrief, at=clock.now(), by=team.marcus)
    assert ask(team).pk != debrief.pk


def test_only_the_one_who_asked_takes_it_back_and_only_by_a_button(team, login):
    debrief = ask(team)
    with pytest.raises(PermissionError):
        actions.close_debrief(debrief=debrief, by=team.marcus)
    assert login("rosa").get(reverse("close_debrief", args=[debrief.ref])).status_code == 405
    debrief.refresh_from_db()
    assert debrief.closed_on is None


def test_a_supervisors_own_pages_do_not_take_a_request_of_the_team_for_theirs(team, login):
    ask(team)
    for name in ("me", "today", "ask_debrief"):
        page = login("marcus").get(reverse(name)).content.decode()
        assert "You asked" not in page


def test_a_request_moves_with_the_line(team, moved, login):
    debrief = ask(team)
    moved(team.rosa, team.tess)
    assert "asked for a debrief" not in login("marcus").get(reverse("team")).content.decode()
    assert "asked for a debrief" in login("tess").get(reverse("team")).content.decode()
    with pytest.raises(PermissionError):
        actions.set_debrief_time(
            debrief=debrief, at=clock.now() + timedelta(hours=1), by=team.marcus
        )


def test_without_a_supervisor_the_page_names_who_to_talk_to(team, login):
    page = login("dana").get(reverse("ask_debrief")).content.decode()
    assert "You have no supervisor in Daybook yet" in page
    assert "Marcus" in page
    answer = login("dana").post(reverse("ask_debrief"), {"wanted": "today"})
    assert answer.status_code == 200
    assert not Debrief.plain.exists()


def test_an_empty_answer_says_what_to_do(team, login):
    answer = login("rosa").post(reverse("ask_debrief"), {"wanted": ""})
    assert "Choose when." in answer.content.decode()


def test_requests_whose_day_has_passed_close_by_themselves(team):
    past, coming = ask(team), ask(team, by=team.ana)
    actions.set_debrief_time(debrief=past, at=clock.now() + timedelta(hours=1), by=team.marcus)
    with clock.at(clock.now() + timedelta(days=2)):
        actions.close_past()
        actions.close_past()
    past.refresh_from_db()
    coming.refresh_from_db()
    assert past.closed_on
    assert coming.closed_on is None
