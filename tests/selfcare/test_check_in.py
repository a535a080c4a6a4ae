"""The check-in through its screens: nine rows, blanks, save and stop, the four equal answers."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from coordination import clock
from selfcare.checkins import actions, own, words
from selfcare.models import CheckIn, Pulse, SharedResult
from tests.selfcare.conftest import ANSWERS, SCORES


def posted(answers=ANSWERS, then="finish", once=None):
    data = {f"q{item}": value for item, value in answers.items()}
    return data | {"then": then} | ({"once": once} if once else {})


def test_finishing_leads_to_what_may_your_supervisor_see(team, login):
    rosa = login("rosa")
    answer = rosa.post(reverse("check_in"), posted())
    row = CheckIn.plain.get()
    assert answer.url == reverse("share_check_in", args=[row.ref])
    assert row.finished_on == clock.today()
    assert row.result().values() == {
        "compassion_satisfaction": 14,
        "burnout": 5,
        "secondary_traumatic_stress": 7,
    }
    assert not SharedResult.plain.exists()  # finishing shares nothing
    page = rosa.get(answer.url).content.decode()
    for text in ("Nothing", "That I finished", "The bands in words", "The scores"):
        assert f"<b>{text}<small>" in page
    assert "Marcus sees nothing." in page
    assert f"({SCORES[0]})" in page
    assert 'value="finished" ' in page.split("checked")[0].rsplit("<input", 1)[1]


def test_choosing_a_level_shares_it_and_shows_the_result(team, login):
    rosa = login("rosa")
    share = rosa.post(reverse("check_in"), posted()).url
    answer = rosa.post(share, {"level": "bands"})
    row = CheckIn.plain.get()
    assert answer.url == reverse("check_in_result", args=[row.ref])
    page = rosa.get(answer.url).content.decode()
    assert "What Marcus sees" in page
    assert 'value="bands" ' in page.split("checked")[0].rsplit("<input", 1)[1]
    assert "not a validated measure" in page
    assert SharedResult.plain.get().level == "bands"


@pytest.mark.parametrize("bad", [{"level": ""}, {"level": "everything"}])
def test_an_unknown_level_shares_nothing_and_asks_again(team, finish, login, bad):
    row = finish(team.rosa)
    answer = login("rosa").post(reverse("share_check_in", args=[row.ref]), bad)
    assert answer.status_code == 200
    assert "Choose one of the four." in answer.content.decode()
    assert not SharedResult.plain.exists()


def test_the_same_form_sent_twice_is_one_row(team, login, token):
    once = token()
    first = login("rosa").post(reverse("check_in"), posted(once=once))
    second = login("rosa").post(reverse("check_in"), posted(once=once))
    assert first.url == second.url
    assert CheckIn.plain.count() == 1


def test_two_left_blank_can_be_finished_or_saved_without_a_score(team, login):
    some = {item: value for item, value in ANSWERS.items() if item not in (2, 9)}
    rosa = login("rosa")
    answer = rosa.post(reverse("check_in"), posted(some))
    page = answer.content.decode()
    assert "You left 2 blank. Finish them, or save without a score." in page
    assert page.count("<title>Error: ") == 1
    assert 'value="anyway"' in page
    assert page.count(" checked") == 7  # nothing is lost
    assert not CheckIn.plain.exists()

    rosa.post(reverse("check_in"), posted(some, then="anyway"))
    values = CheckIn.plain.get().result().values()
    assert values == {
        "compassion_satisfaction": 14,
        "burnout": None,
        "secondary_traumatic_stress": None,
    }
    page = rosa.get(reverse("check_in_result", args=[CheckIn.plain.get().ref])).content.decode()
    assert "Not enough answers for a result" in page


def test_one_left_blank_is_said_in_the_singular():
    assert words.left_blank(1).startswith("You left 1 blank. Finish it")


def test_save_and_stop_keeps_the_answers_for_next_time(team, login):
    rosa = login("rosa")
    answer = rosa.post(reverse("check_in"), posted({1: 5, 2: 2}, then="stop"))
    assert answer.url == reverse("me")
    assert CheckIn.plain.get().finished_on is None
    page = rosa.get(reverse("check_in")).content.decode()
    assert page.count(" checked") == 2
    assert "Go on with it" in rosa.get(reverse("me")).content.decode()
    rosa.post(reverse("check_in"), posted())
    assert CheckIn.plain.count() == 1
    assert CheckIn.plain.get().finished_on == clock.today()


@pytest.mark.parametrize("value", ["0", "6", "often", "3 or 4", "\x00", "9" * 400])
def test_an_answer_that_is_no_step_is_asked_again(team, login, value):
    answer = login("rosa").post(reverse("check_in"), posted(ANSWERS | {1: value}))
    assert answer.status_code == 200
    assert "Choose one of these words." in answer.content.decode()
    assert not CheckIn.plain.exists()


def test_the_action_refuses_an_answer_outside_the_steps(team):
    with pytest.raises(ValidationError):
        actions.check_in(by=team.rosa, answers={1: 6}, finished=False)


def test_a_draft_cannot_be_shared_or_seen_as_a_result(team, login):
    row = actions.check_in(by=team.rosa, answers={1: 3}, finished=False)
    with pytest.raises(ValidationError):
        actions.share(check_in=row, level="scores", by=team.rosa)
    for name in ("check_in_result", "share_check_in"):
        assert login("rosa").get(reverse(name, args=[row.ref])).status_code == 404


def test_drafts_older_than_the_two_weeks_they_speak_of_go(team, finish):
    with clock.at(clock.now() - timedelta(days=15)):
        actions.check_in(by=team.rosa, answers={1: 3}, finished=False)
        finished = finish(team.ana)
    fresh = actions.check_in(by=team.bea, answers={1: 3}, finished=False)
    actions.drop_stale_drafts()
    actions.drop_stale_drafts()
    assert set(CheckIn.plain.values_list("pk", flat=True)) == {fresh.pk, finished.pk}


def test_the_result_says_how_it_moved_in_words(team, finish, login):
    march = timezone.make_aware(datetime(2026, 3, 10, 12))
    with clock.at(march):
        finish(team.rosa, answers=dict.fromkeys(range(1, 10), 3))
    with clock.at(march + timedelta(days=30)):
        row = finish(team.rosa, answers=ANSWERS)
    page = login("rosa").get(reverse("check_in_result", args=[row.ref])).content.decode()
    assert "Higher than in March." in page
    assert "Lower than in March." in page
    assert "Mar 10, 2026" in page


@pytest.mark.parametrize(
    ("value", "before", "says"),
    [
        (9, 9, "About the same as in March."),
        (10, 9, "About the same as in March."),
        (8, 9, "About the same as in March."),
        (11, 9, "Higher than in March."),
        (7, 9, "Lower than in March."),
        (None, 9, ""),
        (9, None, ""),
    ],
)
def test_change_in_words(value, before, says):
    assert words.change(value, before, date(2026, 3, 10)) == says


def test_a_heavy_band_shows_people_to_reach_and_tells_nobody(team, finish, login, peer_of):
    heavy = finish(team.rosa, answers=dict.fromkeys(range(1, 10), 5) | {5: 1})
    light = finish(team.ana)
    assert "People to reach" in _result(login, "rosa", heavy)
    assert "People to reach" not in _result(login, "ana", light)
    page = login("marcus").get(reverse("team_member", args=[peer_of(team.rosa).ref]))
    assert "has not shared any results" in page.content.decode()


def _result(login, name, row):
    return login(name).get(reverse("check_in_result", args=[row.ref])).content.decode()


def test_every_statement_belongs_to_one_scale_and_every_band_has_words():
    assert list(own.STATEMENTS) == list(own.DAYBOOK_SHORT.numbers)
    for scale in own.DAYBOOK_SHORT.scales:
        assert scale.name in own.SCALES
        for band in scale.bands:
            assert own.BANDS[scale.name, band.name]
            assert own.MEANINGS[scale.name, band.name]


# Pulse ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("feeling", "leads_to", "kept"),
    [("okay", "today", 1), ("heavy", "pause", 1), ("skip", "today", 0), ("odd", "today", 0)],
)
def test_pulse_is_one_tap_for_its_subject_alone(team, login, feeling, leads_to, kept):
    answer = login("rosa").post(reverse("keep_pulse"), {"feeling": feeling})
    assert answer.url == reverse(leads_to)
    assert Pulse.plain.filter(subject=team.rosa).count() == kept


def test_a_link_keeps_no_pulse(team, login):
    assert login("rosa").get(reverse("keep_pulse"), {"feeling": "heavy"}).status_code == 405
    assert not Pulse.plain.exists()


def test_pulse_sent_twice_is_one_tap(team, login, token):
    once = token()
    for _again in range(2):
        login("rosa").post(reverse("keep_pulse"), {"feeling": "heavy", "once": once})
    assert Pulse.plain.count() == 1


def test_heavy_leads_to_a_pause_with_a_debrief_one_tap_away(team, login):
    page = login("rosa").get(reverse("pause")).content.decode()
    assert reverse("ask_debrief") in page
    assert "Not now" in page


def test_pulse_is_asked_only_after_saving(team, login):
    rosa = login("rosa")
    assert "How are you after that one?" in rosa.get("/today/?saved=1").content.decode()
    assert "How are you after that one?" not in rosa.get("/today/").content.decode()


def test_heavy_ones_are_counted_on_ones_own_page_only(team, login, peer_of):
    actions.keep_pulse(by=team.rosa, feeling="heavy")
    actions.keep_pulse(by=team.rosa, feeling="okay")
    assert "1 you called heavy" in login("rosa").get(reverse("me")).content.decode()
    for url in (reverse("team"), reverse("team_member", args=[peer_of(team.rosa).ref])):
        assert "heavy" not in login("marcus").get(url).content.decode().lower()
