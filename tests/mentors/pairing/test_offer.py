"""Offering a peer, and the peer's answer: no name, no link, no reason (settled 4, 5; PAIR-2)."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from coordination import access, vault
from coordination.models import Denial, Survivor
from coordination.survivors.actions import deny, set_status
from mentors.models import Offer, Pairing
from mentors.pairing.actions import answer_offer, offer, record_answer, withdraw_offer
from mentors.peers.actions import change_limit, set_paused
from mentors.wishes.actions import set_wishes
from tests.mentors.conftest import fresh, peer_of


def refused(code, **kwargs):
    with pytest.raises(ValidationError) as caught:
        offer(**kwargs)
    assert caught.value.code == code


def test_an_offer_opens_nothing_and_holds_no_spot(cast, luz, offered):
    assert not Survivor.objects.visible_to(cast.bea).filter(pk=luz.pk).exists()
    assert fresh(offered).slot is None
    assert fresh(offered).asked_on == luz.asked_on


def test_the_sheet_says_wishes_and_distance_and_not_who(cast, luz):
    wish = {"times": {"weight": "nice", "want": ["evenings"]}, "faith": {"weight": "no_matter"}}
    set_wishes(survivor=luz, answers=wish, words="My name is Luz", by=cast.dana)

    offer(survivor=luz, peer=peer_of(cast.bea), distance="near", by=cast.dana)

    [held] = Offer.objects.visible_to(cast.bea)
    assert held.sheet == [
        "Someone asks for a mentor.",
        "Times: evenings (would be nice).",
        "Distance: 20 minutes or less.",
    ]
    assert held.owner == cast.bea.pk


def test_reading_an_offer_opens_nothing_of_the_person(cast, luz, offered):
    with vault.ring() as ring:
        vault.allow([cast.bea.pk], vault.FACTS)
        [held] = Offer.objects.visible_to(cast.bea)
        assert held.sheet
        with pytest.raises(vault.NotAllowed):
            held.pairing.survivor.name  # noqa: B018  the reading is the test
    assert set(ring.opened) == {cast.bea.pk}


def test_the_offer_page_has_no_name_and_no_link(cast, luz, offered, login):
    response = login("bea").get(reverse("answer_offer", args=[offered.offer.ref]))

    assert response.status_code == 200
    assert cast.token(luz, "name") not in response.text
    for ref in (luz.ref, luz.code, offered.ref):
        assert ref not in response.text


def test_nobody_else_reads_an_offer(cast, offered, login):
    url = reverse("answer_offer", args=[offered.offer.ref])

    assert login("rosa").get(url).status_code == 404
    assert login("kin").get(url).status_code == 404
    assert login("dana").get(url).status_code == 403
    assert login("root").get(url).status_code == 403


def test_a_peer_who_walks_with_her_is_not_offered_again(cast):
    refused("already_has_mentor", survivor=cast.cam, peer=peer_of(cast.rosa), by=cast.dana)
    refused("already_has_navigator", survivor=cast.cam, peer=peer_of(cast.ana), by=cast.dana)


def test_the_same_peer_is_offered_once(cast, luz, offered):
    refused("already_offered", survivor=luz, peer=peer_of(cast.bea), by=cast.dana)


def test_three_offers_are_enough_to_choose_from(cast, luz, offered):
    from tests.mentors.peers.test_peers import make_peer

    for name in ("pia", "quin"):
        offer(survivor=luz, peer=make_peer(cast, name), by=cast.dana)

    refused("three_offers", survivor=luz, peer=make_peer(cast, "tam"), by=cast.dana)


def test_a_peer_at_their_own_limit_is_not_offered(cast, luz):
    change_limit(peer=peer_of(cast.bea), limit=1, by=cast.bea)

    with pytest.raises(ValidationError, match="Bea has no free spot now. See other ideas."):
        offer(survivor=luz, peer=peer_of(cast.bea), by=cast.dana)


def test_a_peer_who_pauses_or_left_is_not_offered(cast, luz):
    set_paused(peer=peer_of(cast.bea), paused=True, by=cast.bea)

    refused("not_taking", survivor=luz, peer=peer_of(cast.bea), by=cast.dana)
    refused("not_taking", survivor=luz, peer=peer_of(cast.off), by=cast.dana)


def test_the_deny_list_keeps_a_peer_away_without_saying_why(cast, luz):
    deny(survivor=luz, user=cast.bea, kind=Denial.Kind.CONFLICT, by=cast.dana)

    with pytest.raises(ValidationError) as caught:
        offer(survivor=luz, peer=peer_of(cast.bea), by=cast.dana)

    assert caught.value.code == "cannot_be_offered"
    assert "conflict" not in str(caught.value)


def test_nobody_is_offered_while_the_record_is_paused(cast, luz):
    set_status(survivor=luz, status="paused", by=cast.dana)

    refused("not_open", survivor=luz, peer=peer_of(cast.bea), by=cast.dana)


# The peer's answer --------------------------------------------------------------------------


def test_not_this_time_closes_the_offer_and_empties_the_sheet(cast, luz, offered, status):
    answer_offer(pairing=offered, willing=False, by=cast.bea)

    assert status(offered) == Pairing.Status.DECLINED_BY_PEER
    assert Offer.plain.get(pairing=offered).sheet == []
    assert fresh(luz).asked_on is not None, "she still waits"


def test_a_yes_alone_pairs_nobody(cast, luz, willing, status):
    assert status(willing) == Pairing.Status.PROPOSED
    assert not Survivor.objects.visible_to(cast.bea).filter(pk=luz.pk).exists()
    assert not Offer.objects.visible_to(cast.bea), "it is answered, so it waits no more"


def test_the_first_answer_stands(cast, willing, status):
    with pytest.raises(ValidationError) as caught:
        answer_offer(pairing=willing, willing=False, by=cast.bea)

    assert caught.value.code == "already_answered"
    assert status(willing) == Pairing.Status.PROPOSED


def test_only_the_offered_peer_answers(cast, offered):
    with pytest.raises(ValidationError) as caught:
        answer_offer(pairing=offered, willing=True, by=cast.rosa)

    assert caught.value.code == "not_yours"


def test_an_offer_taken_back_takes_no_answer(cast, offered):
    withdraw_offer(pairing=offered, by=cast.dana)

    with pytest.raises(ValidationError):
        answer_offer(pairing=offered, willing=True, by=cast.bea)
    with pytest.raises(ValidationError):
        withdraw_offer(pairing=offered, by=cast.dana)


def test_answering_twice_by_a_double_tap_lands_on_today(cast, offered, login, status):
    sent = {"willing": "yes", "once": str(uuid.uuid4())}
    url = reverse("answer_offer", args=[offered.offer.ref])
    client = login("bea")

    for _tap in range(2):
        assert client.post(url, sent).url == reverse("today")
    assert status(offered) == Pairing.Status.PROPOSED


# On screen ----------------------------------------------------------------------------------


def test_a_manager_offers_in_three_steps(cast, luz, login):
    client, peer = login("dana"), peer_of(cast.bea)
    ideas = client.get(reverse("ideas", args=[luz.ref]))
    page = reverse("offer", args=[luz.ref, peer.ref])
    assert page in ideas.text

    shown = client.get(page)
    assert "What Bea will read" in shown.text
    made = client.post(page, {"distance": "middle", "once": str(uuid.uuid4())})

    row = Pairing.plain.get(survivor=luz)
    assert made.url == reverse("pairing", args=[row.ref])
    assert row.history.get().history_user == cast.dana


def test_the_same_form_offers_once(cast, luz, login):
    client, page = login("dana"), reverse("offer", args=[luz.ref, peer_of(cast.bea).ref])
    sent = {"distance": "", "once": str(uuid.uuid4())}

    assert client.post(page, sent).url == client.post(page, sent).url
    assert Pairing.plain.filter(survivor=luz).count() == 1


def test_a_refusal_is_a_sentence_on_the_form(cast, luz, login):
    change_limit(peer=peer_of(cast.bea), limit=1, by=cast.bea)

    page = reverse("offer", args=[luz.ref, peer_of(cast.bea).ref])
    response = login("dana").post(page, {"distance": "near"})

    assert response.status_code == 200
    assert "Bea has no free spot now. See other ideas." in response.text
    assert 'value="near" id="id_distance_0" checked' in response.text


def test_an_odd_distance_is_asked_again(cast, luz, login):
    page = reverse("offer", args=[luz.ref, peer_of(cast.bea).ref])
    response = login("dana").post(page, {"distance": "a\x00b"})

    assert response.status_code == 200
    assert not Pairing.plain.filter(survivor=luz).exists()


def test_rivals_of_another_kind_stay(cast, luz, willing, status):
    navigator = offer(survivor=luz, peer=peer_of(cast.ana), by=cast.dana)
    record_answer(pairing=willing, answer="yes", by=cast.dana)

    assert status(navigator) == Pairing.Status.PROPOSED
    assert access.may(cast.ana, "mentors.answer_offer")


def test_a_peer_sees_who_walks_with_her_and_not_who_else_was_offered(cast, luz):
    """Rosa walks with Cam. Whether Bea was asked, and what she said, is between Bea and Dana."""
    beside = Pairing.objects.unscoped("test").walking().filter(survivor=cast.cam)
    asked = Pairing.plain.create(
        survivor=cast.cam,
        peer=peer_of(cast.bea),
        kind="mentor",
        status="declined_by_peer",
        offered_by=cast.dana,
    )

    assert set(beside) <= set(Pairing.objects.visible_to(cast.rosa))
    assert asked not in Pairing.objects.visible_to(cast.rosa)
    assert asked in Pairing.objects.visible_to(cast.dana)
    assert asked in Pairing.objects.visible_to(cast.marcus)
