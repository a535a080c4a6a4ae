"""Who hears of an offer, an answer and an end; an offered peer sees nobody (settled 5)."""

import pytest
from django.urls import reverse

from coordination.models import Notice
from mentors.models import Offer
from mentors.pairing import actions as pairing


def told(user, kind):
    return Notice.objects.visible_to(user).filter(kind=kind)


@pytest.fixture
def offered(cast):
    """Bea is offered to Una, by Dana."""
    una = cast.survivor("Una")
    return pairing.offer(survivor=una, peer=cast.bea.peer, by=cast.dana)


def sheet(offered):
    ref = Offer.objects.unscoped("test").get(pairing=offered).ref
    return reverse("answer_offer", args=[ref])


def test_an_offered_peer_is_told_without_a_name_or_a_person(cast, offered, login):
    [notice] = told(cast.bea, "offer")

    assert notice.survivor is None
    assert notice.path == sheet(offered)
    page = login("bea").get(reverse("inbox")).text
    assert "Your answer is wanted." in page
    assert offered.survivor.name not in page
    assert login("bea").get(notice.path).status_code == 200


@pytest.mark.parametrize("willing", [True, False])
def test_the_manager_who_offered_hears_any_answer_alike(cast, offered, willing):
    pairing.answer_offer(pairing=offered, willing=willing, by=cast.bea)

    [notice] = told(cast.dana, "offer_answered").filter(path=offered.get_absolute_url())
    assert notice.by == cast.bea
    assert not told(cast.bea, "offer").exists()


def test_her_yes_is_news_to_the_peer_and_opens_the_page(cast, offered, login):
    pairing.answer_offer(pairing=offered, willing=True, by=cast.bea)
    pairing.record_answer(pairing=offered, answer="yes", by=cast.dana)

    [notice] = told(cast.bea, "paired").filter(survivor=offered.survivor)
    assert login("bea").get(notice.path).status_code == 200
    assert not told(cast.dana, "person_answered").filter(survivor=offered.survivor).exists()


@pytest.mark.parametrize("answer", ["not_this_one", "not_now"])
def test_her_no_leaves_no_name_with_a_peer_who_was_willing(cast, offered, answer):
    pairing.answer_offer(pairing=offered, willing=True, by=cast.bea)
    pairing.record_answer(pairing=offered, answer=answer, by=cast.dana)

    [notice] = told(cast.bea, "offer_closed")
    assert notice.survivor is None
    assert notice.path == reverse("today")


def test_an_offer_taken_back_unanswered_disappears(cast, offered):
    pairing.withdraw_offer(pairing=offered, by=cast.dana)

    assert not told(cast.bea, "offer").exists()
    assert not told(cast.bea, "offer_closed").exists()


def test_an_end_is_told_to_the_peer_who_did_not_make_it(cast):
    pairing.end_pairing(
        pairing=cast.pairing, whose_choice="theirs", what_next="nothing", by=cast.dana
    )
    assert told(cast.rosa, "pairing_ended").get().survivor is None

    pairing.end_pairing(
        pairing=cast.eve_and_bea, whose_choice="peer", what_next="nothing", by=cast.bea
    )
    assert not told(cast.bea, "pairing_ended").exists()
