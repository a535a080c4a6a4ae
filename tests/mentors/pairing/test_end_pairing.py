"""Ending, pausing, agreeing anew: either side may, without a reason (PAIR-3)."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from coordination import clock
from coordination.access import READ_NOTES
from coordination.models import Survivor
from mentors.models import Pairing
from mentors.pairing.actions import (
    change_rhythm,
    end_pairing,
    pause_pairing,
    resume_pairing,
    withdraw_offer,
)
from mentors.pairing.trail import moves, stages
from tests.mentors.conftest import fresh


def sees(user, survivor, permission="view_survivor"):
    return Survivor.objects.visible_to(user, permission).filter(pk=survivor.pk).exists()


def end(pairing, by, what_next="nothing"):
    return end_pairing(pairing=pairing, whose_choice="theirs", what_next=what_next, by=by)


def test_ending_closes_the_record_and_frees_the_spot(cast, luz, walking):
    ended = end(walking, cast.bea)

    assert (ended.status, ended.slot) == (Pairing.Status.ENDED, None)
    assert (ended.ended_on, ended.ended_by) == (clock.today(), cast.bea)
    assert not sees(cast.bea, luz)
    assert not sees(cast.tess, luz)
    assert not sees(cast.bea, luz, READ_NOTES)


def test_ending_keeps_what_another_reason_opens(cast):
    end(cast.cam_and_ana, cast.ana)

    assert sees(cast.marcus, cast.cam), "he supervises Rosa, who walks with Cam"
    assert not sees(cast.ana, cast.cam)


def test_ending_twice_is_refused_and_leaves_the_new_pairing_alone(cast, luz, walking):
    stale = fresh(walking)
    end(walking, cast.bea)
    again = cast.walk(luz, cast.bea)

    with pytest.raises(ValidationError) as caught:
        end(stale, cast.bea)

    assert caught.value.code == "already_ended"
    assert fresh(again).status == Pairing.Status.ACTIVE
    assert sees(cast.bea, luz)


def test_an_offer_cannot_be_ended(cast, offered):
    with pytest.raises(ValidationError) as caught:
        end(offered, cast.dana)

    assert caught.value.code == "not_paired"


def test_looking_for_another_peer_puts_her_on_the_list_today(cast, luz, walking):
    end(walking, cast.bea, what_next="ideas")

    assert fresh(luz).asked_on == clock.today()


def test_something_happens_next_even_if_it_is_nothing(cast, walking):
    with pytest.raises(ValidationError, match="even if it is nothing for now"):
        end(walking, cast.bea, what_next="")


def test_a_pause_keeps_spot_and_access(cast, luz, walking):
    paused = pause_pairing(pairing=walking, by=cast.bea)

    assert (paused.status, paused.slot) == (Pairing.Status.PAUSED, walking.slot)
    assert sees(cast.bea, luz, READ_NOTES)
    assert pause_pairing(pairing=walking, by=cast.bea).status == Pairing.Status.PAUSED
    assert resume_pairing(pairing=walking, by=cast.bea).status == Pairing.Status.ACTIVE


@pytest.mark.parametrize("verb", [pause_pairing, resume_pairing])
def test_what_has_ended_stays_ended(cast, walking, verb):
    end(walking, cast.bea)

    with pytest.raises(ValidationError) as caught:
        verb(pairing=walking, by=cast.bea)
    assert caught.value.code == "already_ended"


def test_every_move_names_who_and_when(cast, walking):
    change_rhythm(pairing=walking, rhythm="month", way="call", by=cast.bea)
    end(walking, cast.bea)

    assert [(move["text"], move["by"]) for move in moves(fresh(walking))] == [
        ("Ended", "Bea"),
        ("Rhythm agreed anew", "Bea"),
        ("Paired", "Dana"),
        ("The peer said yes", "Bea"),
        ("Offered", "Dana"),
    ]


# On screen ----------------------------------------------------------------------------------


def sent(**changes):
    return {"whose_choice": "peer", "what_next": "nothing", "once": str(uuid.uuid4())} | changes


def test_a_peer_ends_and_the_page_closes_behind_them(cast, walking, login):
    client, form = login("bea"), sent()
    url = reverse("end_pairing", args=[walking.ref])

    assert client.post(url, form).url == reverse("today")
    assert client.post(url, form).url == reverse("today"), "a double tap"
    assert client.get(url).status_code == 404


def test_a_manager_goes_on_to_new_ideas(cast, luz, walking, login):
    url = reverse("end_pairing", args=[walking.ref])

    response = login("dana").post(url, sent(what_next="ideas"))

    assert response.url == reverse("ideas", args=[luz.ref])


@pytest.mark.parametrize("missing", ["whose_choice", "what_next"])
def test_both_answers_are_asked_and_what_was_chosen_stays(cast, walking, login, missing):
    url = reverse("end_pairing", args=[walking.ref])
    response = login("bea").post(url, sent(**{missing: ""}))

    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {missing}
    assert response.text.count(" checked") == 1
    assert fresh(walking).status == Pairing.Status.ACTIVE


def test_buttons_that_change_need_a_post(cast, walking, login):
    for name in ("pause_pairing", "resume_pairing", "withdraw_offer"):
        client = login("dana")
        assert client.get(reverse(name, args=[walking.ref])).status_code == 405


def test_a_refused_move_is_said_on_the_page(cast, walking, login):
    end(walking, cast.bea)

    response = login("dana").post(reverse("pause_pairing", args=[walking.ref]), follow=True)

    assert "This pairing has already ended." in response.text


def stages_of(pairing):
    return [(stage["label"], stage["state"], bool(stage["day"])) for stage in stages(pairing)]


def test_where_an_offer_stands(cast, offered):
    assert stages_of(offered) == [
        ("Offered", "now", True),
        ("Both want to meet", "todo", False),
        ("Paired", "todo", False),
    ]


def test_a_step_that_was_not_needed_is_left_out(cast, walking):
    assert stages_of(walking) == [("Offered", "done", True), ("Paired", "now", True)]
    assert stages_of(end(walking, cast.bea))[-1] == ("Ended", "now", True)


def test_an_offer_that_came_to_nothing_has_no_steps(cast, offered):
    assert stages(withdraw_offer(pairing=offered, by=cast.dana)) == []


@pytest.mark.parametrize("name", ["end_pairing", "change_rhythm", "pause_pairing"])
def test_a_peer_decides_about_their_own_pairing_only(cast, login, name):
    rosas = cast.pairing
    answer = {"whose_choice": "peer", "what_next": "nothing", "rhythm": "month", "way": "text"}

    response = login("ana").post(reverse(name, args=[rosas.ref]), answer)

    assert response.status_code == 404, "Ana walks with Cam too, and sees Rosa's pairing"
    assert fresh(rosas).status == Pairing.Status.ACTIVE
    assert fresh(rosas).rhythm == rosas.rhythm
    page = login("ana").get(reverse("pairing", args=[rosas.ref])).content.decode()
    assert reverse(name, args=[rosas.ref]) not in page
    assert login("dana").post(reverse(name, args=[rosas.ref]), answer).status_code == 302
    assert (fresh(rosas).status, fresh(rosas).rhythm) != (Pairing.Status.ACTIVE, rosas.rhythm)
