"""Her own answer: nobody is paired without it, and access opens with it (PAIR-2, settled 4)."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from coordination import clock
from coordination.access import READ_NOTES
from coordination.models import Survivor, SurvivorGrant
from mentors.models import Offer, Pairing
from mentors.pairing.actions import answer_offer, offer, record_answer
from mentors.peers.actions import change_limit
from tests.mentors.conftest import fresh, peer_of
from tests.mentors.peers.test_peers import make_peer


def refused(code, **kwargs):
    with pytest.raises(ValidationError) as caught:
        record_answer(**kwargs)
    assert caught.value.code == code


def sees(user, survivor, permission="view_survivor"):
    return Survivor.objects.visible_to(user, permission).filter(pk=survivor.pk).exists()


def test_her_yes_opens_the_record_in_the_same_moment(cast, luz, willing):
    made = record_answer(pairing=willing, answer="yes", by=cast.dana)

    assert made.status == Pairing.Status.ACTIVE
    assert made.slot == 2, "Bea walks with Eve already"
    assert made.fit_check_on == clock.today() + timedelta(days=30)
    assert sees(cast.bea, luz)
    assert sees(cast.bea, luz, READ_NOTES)
    assert Offer.plain.get(pairing=made).sheet == []
    assert fresh(luz).asked_on is None, "she waits no more"


def test_the_supervisor_sees_facts_and_no_text(cast, luz, walking):
    assert sees(cast.tess, luz)
    assert not sees(cast.tess, luz, READ_NOTES)
    assert not sees(cast.marcus, luz)


def test_a_manager_reads_no_text(cast, luz, walking):
    assert sees(cast.dana, luz)
    assert not sees(cast.dana, luz, READ_NOTES)


def test_a_superuser_sees_nothing_by_being_one(cast, luz, walking):
    assert not sees(cast.root, luz)


def test_grants_equal_reasons_and_leave_a_trail(cast, luz, walking):
    held = SurvivorGrant.objects.filter(content_object=luz)

    assert {(g.user, g.permission.codename) for g in held} == {
        (cast.bea, "view_survivor"),
        (cast.bea, "read_notes"),
        (cast.tess, "view_survivor"),
    }
    assert SurvivorGrant.history.filter(content_object=luz, history_type="+").count() == 3


def test_her_yes_waits_for_the_peer(cast, offered, status):
    refused("wait_for_peer", pairing=offered, answer="yes", by=cast.dana)
    refused("wait_for_peer", pairing=offered, answer="meet_first", by=cast.dana)
    assert status(offered) == Pairing.Status.PROPOSED


def test_meeting_first_opens_nothing_yet(cast, luz, willing):
    day = clock.today() + timedelta(days=3)
    made = record_answer(pairing=willing, answer="meet_first", meeting_on=day, by=cast.dana)

    assert (made.status, made.meeting_on) == (Pairing.Status.ACCEPTED, day)
    assert made.slot is None
    assert not sees(cast.bea, luz)

    made = record_answer(pairing=made, answer="yes", by=cast.dana)
    assert made.status == Pairing.Status.ACTIVE


def test_a_meeting_has_a_day_that_is_not_past(cast, willing):
    yesterday = clock.today() - timedelta(days=1)

    refused("meeting_missing", pairing=willing, answer="meet_first", by=cast.dana)
    refused(
        "meeting_missing",
        pairing=willing,
        answer="meet_first",
        meeting_on=yesterday,
        by=cast.dana,
    )


@pytest.mark.parametrize("answer", ["not_this_one", "not_now"])
def test_every_no_closes_the_offer(cast, luz, offered, answer):
    made = record_answer(pairing=offered, answer=answer, by=cast.dana)

    assert made.status == Pairing.Status.DECLINED_BY_PERSON
    assert not sees(cast.bea, luz)
    assert (fresh(luz).asked_on is None) == (answer == "not_now")


def test_not_now_takes_the_other_offers_back(cast, luz, offered, status):
    other = offer(survivor=luz, peer=make_peer(cast, "pia"), by=cast.dana)

    record_answer(pairing=offered, answer="not_now", by=cast.dana)

    assert status(other) == Pairing.Status.WITHDRAWN


def test_accepting_one_takes_rivals_back(cast, luz, willing, status):
    rival = offer(survivor=luz, peer=make_peer(cast, "pia"), by=cast.dana)

    record_answer(pairing=willing, answer="yes", by=cast.dana)

    assert status(rival) == Pairing.Status.WITHDRAWN
    assert Offer.plain.get(pairing=rival).sheet == []


def test_the_limit_counts_again_at_her_yes(cast, luz, willing, status):
    change_limit(peer=peer_of(cast.bea), limit=1, by=cast.bea)

    refused("no_free_spot", pairing=willing, answer="yes", by=cast.dana)
    assert status(willing) == Pairing.Status.PROPOSED
    assert not sees(cast.bea, luz)


def test_the_answer_is_recorded_once(cast, walking):
    refused("already_active", pairing=walking, answer="yes", by=cast.dana)


def test_a_stale_page_cannot_pair_after_a_no(cast, luz, willing, status):
    stale = fresh(willing)
    record_answer(pairing=willing, answer="not_this_one", by=cast.dana)

    refused("already_answered", pairing=stale, answer="yes", by=cast.dana)
    assert not sees(cast.bea, luz)


def test_two_managers_cannot_give_her_two_mentors(cast, luz, willing, status):
    pia = make_peer(cast, "pia")
    second = offer(survivor=luz, peer=pia, by=cast.dana)
    answer_offer(pairing=second, willing=True, by=pia.user)
    stale = fresh(second)
    record_answer(pairing=willing, answer="yes", by=cast.dana)

    refused("already_answered", pairing=stale, answer="yes", by=cast.dana)
    assert not sees(pia.user, luz)


def test_a_talk_tomorrow_is_not_an_answer_today(cast, willing):
    day = clock.today() + timedelta(days=1)
    refused("in_future", pairing=willing, answer="yes", answered_on=day, by=cast.dana)


# On screen ----------------------------------------------------------------------------------


def post(login, pairing, **sent):
    sent = {"answered_on": clock.today().isoformat(), "once": str(uuid.uuid4())} | sent
    return login("dana").post(reverse("record_answer", args=[pairing.ref]), sent)


def test_the_page_pairs_them(cast, willing, login, status):
    response = post(login, willing, answer="yes", rhythm="two_weeks", way="text")

    assert response.url == reverse("pairing", args=[willing.ref])
    assert status(willing) == Pairing.Status.ACTIVE
    assert fresh(willing).rhythm == "two_weeks"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Record their answer. If you have not asked yet, go back and come again."),
        ({"answer": "maybe"}, "Choose one from the list."),
        ({"answer": "meet_first"}, "Choose the day they meet."),
        ({"answer": "meet_first", "meeting_on": "2020-01-01"}, "today or later"),
        ({"answer": "yes", "answered_on": "31/31/2026"}, "Enter a real date"),
        ({"answer": "yes", "answered_on": "2999-01-01"}, "The day must be today or earlier."),
    ],
)
def test_what_does_not_fit_is_said_and_kept(cast, willing, login, status, sent, words):
    response = post(login, willing, meeting_where="public", **sent)

    assert response.status_code == 200
    assert words in response.text
    assert 'value="public" id="id_meeting_where_1" checked' in response.text
    assert status(willing) == Pairing.Status.PROPOSED


def test_past_notes_are_asked_about_only_where_there_is_a_past(cast, willing, login):
    url = reverse("record_answer", args=[willing.ref])
    assert "what was written before" not in login("dana").get(url).text

    cast.walk(willing.survivor, cast.ana)
    assert "what was written before" in login("dana").get(url).text


def test_a_peer_does_not_record_her_answer(cast, willing, login):
    assert login("bea").get(reverse("record_answer", args=[willing.ref])).status_code == 403
