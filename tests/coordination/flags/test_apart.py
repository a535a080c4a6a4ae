"""Do not pair with: only the effect shows, and only the privacy officer lifts it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from coordination import clock
from coordination.access import Denial, DenialEvent
from coordination.flags.apart import keep_apart
from coordination.goals.owners import walkers
from coordination.models import Survivor
from coordination.survivors.actions import deny, lift_denial
from mentors.models import Pairing
from mentors.pairing.actions import offer, pause_pairing, resume_pairing


@pytest.fixture
def luz(cast):
    """Luz waits; nobody was offered."""
    return cast.survivor("Luz")


def apart_page(person):
    return reverse("keep_apart", args=[person.ref])


def sees(user, person):
    return Survivor.objects.visible_to(user).filter(pk=person.pk).exists()


# The effect ---------------------------------------------------------------------------------------


def test_within_the_same_request_the_peer_is_in_no_list_and_no_offer(cast, luz, login):
    ideas = reverse("ideas", args=[luz.ref])
    assert "Bea" in login("dana").get(ideas).text

    login("dana").post(apart_page(luz), {"who": cast.bea.ref})

    page = login("dana").get(ideas).text
    assert "Bea" not in page
    assert "1 peer is not shown because of a safety rule." in page
    assert login("dana").get(reverse("offer", args=[luz.ref, cast.bea.peer.ref])).status_code == 404
    with pytest.raises(ValidationError) as caught:
        offer(survivor=luz, peer=cast.bea.peer, by=cast.dana)
    assert caught.value.code == "cannot_be_offered"


def test_a_page_left_open_reads_a_neutral_sentence(cast, luz, login):
    keep_apart(survivor=luz, user=cast.bea, by=cast.dana)
    address = reverse("offer", args=[luz.ref, cast.bea.peer.ref])

    page = login("dana").post(address, {"distance": ""}).text
    assert "Bea cannot be offered here. See other ideas." in page
    assert "safety" not in page


def test_an_open_offer_is_taken_back_at_once(cast, luz, login):
    made = offer(survivor=luz, peer=cast.bea.peer, by=cast.dana)
    assert reverse("answer_offer", args=[made.offer.ref]) in login("bea").get("/today/").text

    keep_apart(survivor=luz, user=cast.bea, by=cast.rosa)

    assert Pairing.plain.get(pk=made.pk).status == Pairing.Status.WITHDRAWN
    response = login("bea").get(reverse("answer_offer", args=[made.offer.ref]))
    assert response.status_code == 404


def test_who_walks_with_her_loses_the_record_and_a_manager_ends_the_pairing(cast, login):
    ending = reverse("end_pairing", args=[cast.pairing.ref])
    assert ending not in login("dana").get("/today/").text
    keep_apart(survivor=cast.cam, user=cast.rosa, by=cast.dana)

    assert not sees(cast.rosa, cast.cam)
    assert login("rosa").get(cast.cam.get_absolute_url()).status_code == 404
    today = login("dana").get("/today/").text
    assert "A pairing needs an answer" in today
    assert ending in today
    assert "Talk with both, then end the pairing." in today
    assert "safety rule" not in today
    done = {"whose_choice": "program", "what_next": "nothing"}
    login("dana").post(ending, done)
    assert ending not in login("dana").get("/today/").text


def test_who_paired_them_is_told_to_end_it_and_not_why(cast, login):
    keep_apart(survivor=cast.cam, user=cast.rosa, by=cast.ana)

    inbox = login("dana").get("/inbox/").text
    assert "A pairing needs an answer. Talk with both, then end it." in inbox
    assert "A pairing needs an answer" not in login("rosa").get("/inbox/").text


def test_nobody_kept_apart_is_asked_to_look_after_a_step_or_offered_again(cast, login):
    keep_apart(survivor=cast.cam, user=cast.rosa, by=cast.dana)
    assert walkers([cast.cam.pk]) == {cast.cam.pk: [cast.ana]}
    service = reverse("service", args=[cast.cam.ref])
    assert "Gone" in login("dana").get(service).text
    keep_apart(survivor=cast.cam, user=cast.gone, by=cast.dana)
    assert "Gone" not in login("dana").get(service).text


def test_a_paused_pairing_is_not_walked_on(cast):
    pause_pairing(pairing=cast.pairing, by=cast.dana)
    keep_apart(survivor=cast.cam, user=cast.rosa, by=cast.dana)
    with pytest.raises(ValidationError) as caught:
        resume_pairing(pairing=cast.pairing, by=cast.dana)

    assert caught.value.code == "needs_answer"


def test_whatever_roles_they_have(cast, luz):
    """Kin holds every role; a manager's sight of all people does not lead around the rule."""
    assert sees(cast.kin, luz)
    keep_apart(survivor=luz, user=cast.kin, by=cast.dana)

    assert not sees(cast.kin, luz)


# What shows of it ---------------------------------------------------------------------------------


def test_managers_read_a_number_and_peers_no_hint(cast, login):
    keep_apart(survivor=cast.cam, user=cast.bea, by=cast.rosa)

    page = login("dana").get(reverse("flags", args=[cast.cam.ref])).text
    assert "Do not pair with: 2 people. The privacy officer can see who." in page
    assert "Bea" not in page
    for name in ("ana", "marcus"):
        page = login(name).get(reverse("flags", args=[cast.cam.ref])).text
        assert "2 people" not in page
        assert "The privacy officer can see who" not in page


def test_in_a_small_team_there_is_no_number(cast, login):
    for user in (cast.bea, cast.gone):
        user.is_active = False
        user.save()
    cast.kin.held.filter(role="peer").delete()

    page = login("dana").get(reverse("flags", args=[cast.cam.ref])).text
    assert "Do not pair with: set. The privacy officer can see who." in page


def test_the_list_to_choose_from_tells_nothing(cast, login):
    """The same names before and after, so that nobody reads the rule off the list."""
    client = login("dana")
    before = client.get(apart_page(cast.cam)).context["form"].fields["who"].choices
    client.post(apart_page(cast.cam), {"who": cast.bea.ref})
    after = client.get(apart_page(cast.cam)).context["form"].fields["who"].choices

    assert before == after
    assert (cast.bea.ref, "Bea") in after
    assert (cast.kin.ref, "Kin") in after


def test_written_twice_stays_written_once(cast, luz, login):
    for _again in range(2):
        login("dana").post(apart_page(luz), {"who": cast.bea.ref})

    assert Denial.plain.filter(survivor=luz).count() == 1
    assert DenialEvent.plain.filter(person=luz.pk).count() == 1


@pytest.mark.parametrize("sent", [{}, {"who": ""}, {"who": "zzzzzzzzzz"}, {"who": "\x00"}])
def test_nobody_chosen_says_what_to_do(sent, cast, luz, login):
    response = login("dana").post(apart_page(luz), sent)

    assert response.status_code == 200
    assert "Choose" in response.text
    assert not Denial.plain.filter(survivor=luz).exists()


def test_nobody_writes_it_about_themselves(cast, login):
    names = login("rosa").get(apart_page(cast.cam)).context["form"].fields["who"].choices
    assert cast.rosa.ref not in dict(names)
    with pytest.raises(ValidationError) as caught:
        keep_apart(survivor=cast.cam, user=cast.rosa, by=cast.rosa)

    assert caught.value.code == "oneself"


# The privacy officer ------------------------------------------------------------------------------


def test_the_privacy_officer_reads_codes_and_names_and_opens_nobody(cast, luz, login):
    keep_apart(survivor=luz, user=cast.bea, by=cast.rosa)
    page = login("priya").get(reverse("denial_list")).text

    assert f"{luz.code} · Bea" in page
    assert f"{cast.cam.code} · Kin" in page
    assert "Not to be paired" in page
    assert "Rosa" in page  # who wrote it down, in the trail
    assert luz.name not in page


@pytest.mark.parametrize("name", ["dana", "rosa", "marcus", "admin"])
def test_nobody_else_reads_the_list(name, login, cast):
    assert login(name).get(reverse("denial_list")).status_code == 403


def lift_page(person, user):
    return reverse("lift_denial", args=[person.ref, user.ref])


def test_lifted_with_a_ground_she_can_be_offered_again(cast, luz, login):
    keep_apart(survivor=luz, user=cast.bea, by=cast.dana)
    client = login("priya")
    assert "Choose why this is lifted." in client.post(lift_page(luz, cast.bea), {"why": ""}).text

    response = client.post(lift_page(luz, cast.bea), {"why": "they_asked"})

    assert response["Location"] == reverse("denial_list")
    assert not Denial.plain.filter(survivor=luz).exists()
    assert offer(survivor=luz, peer=cast.bea.peer, by=cast.dana)
    trail = DenialEvent.plain.filter(person=luz.pk).order_by("at")
    assert [(row.did, row.why, row.by) for row in trail] == [
        ("closed", "", cast.dana),
        ("lifted", "they_asked", cast.priya),
    ]
    assert "They asked for it" in client.get(reverse("denial_list")).text


def test_lifting_brings_back_no_more_than_other_reasons_give(cast, luz):
    denial = keep_apart(survivor=luz, user=cast.bea, by=cast.dana)
    lift_denial(denial=denial, why="mistake", by=cast.priya)

    assert not sees(cast.bea, luz)


def test_lifted_twice_says_so(cast, luz):
    denial = keep_apart(survivor=luz, user=cast.bea, by=cast.dana)
    lift_denial(denial=Denial.plain.get(pk=denial.pk), why="mistake", by=cast.priya)
    with pytest.raises(ValidationError) as caught:
        lift_denial(denial=denial, why="mistake", by=cast.priya)

    assert caught.value.code == "lifted"


def test_nobody_opens_their_own_record_or_lifts_their_own_entry(cast, luz, login):
    own = deny(survivor=luz, user=cast.bea, kind="own_record", by=cast.dana)
    about_her = deny(survivor=luz, user=cast.priya, kind="relative", by=cast.dana)
    for denial in (own, about_her):
        with pytest.raises(ValidationError) as caught:
            lift_denial(denial=denial, why="over", by=cast.priya)
        assert caught.value.code == "own"
    page = login("priya").get(reverse("denial_list")).text
    assert "Priya:" not in page
    assert login("priya").get(lift_page(luz, cast.priya)).status_code == 404


def test_the_trail_only_grows(cast, luz):
    from django.db import DatabaseError, transaction

    keep_apart(survivor=luz, user=cast.bea, by=cast.dana)
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        DenialEvent.plain.update(at=clock.days_ago(1))
