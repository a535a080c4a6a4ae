"""Peers: own limit, own pause, own words; the supervision line moves access with it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from coordination.models import Role, Survivor, User
from mentors.models import Kind, Peer
from mentors.peers.actions import add_peer, change_limit, change_shares, change_supervisor
from tests.factories.cast import make_user
from tests.mentors.conftest import fresh, peer_of


def make_peer(cast, name, kind=Kind.MENTOR):
    """A peer with nobody yet, supervised by Tess."""
    user = make_user(name, Role.PEER)
    return add_peer(user=user, kind=kind, supervisor=cast.tess, by=cast.dana)


def seen_by(user):
    return {peer.user for peer in Peer.objects.visible_to(user).select_related("user")}


def test_who_sees_which_peers(cast):
    assert seen_by(cast.rosa) == {cast.rosa}
    assert seen_by(cast.marcus) == {cast.rosa, cast.ana, cast.gone}
    assert seen_by(cast.dana) >= {cast.rosa, cast.bea}
    assert seen_by(cast.priya) == seen_by(cast.admin) == seen_by(cast.root) == set()
    assert seen_by(cast.off) == set()


def test_a_supervisor_who_lost_the_role_sees_no_peers(cast):
    cast.marcus.held.all().delete()

    assert seen_by(User.objects.get(pk=cast.marcus.pk)) == set()


def test_a_member_of_staff_is_a_peer_once(cast):
    with pytest.raises(ValidationError):
        add_peer(user=cast.rosa, kind=Kind.MENTOR, supervisor=cast.tess, by=cast.dana)


def test_a_limit_above_twelve_needs_a_reason(cast):
    with pytest.raises(ValidationError) as caught:
        change_limit(peer=peer_of(cast.rosa), limit=13, by=cast.marcus)
    assert caught.value.code == "needs_reason"

    held = change_limit(peer=peer_of(cast.rosa), limit=13, note="Two leave soon", by=cast.marcus)
    assert (held.limit, held.limit_note) == (13, "Two leave soon")


def test_lowering_a_limit_ends_nothing(cast):
    change_limit(peer=peer_of(cast.rosa), limit=0, by=cast.rosa)

    assert fresh(cast.pairing).status == "active"


def test_a_new_supervisor_sees_the_facts_and_the_former_no_more(cast):
    change_supervisor(peer=peer_of(cast.bea), supervisor=cast.marcus, by=cast.dana)

    assert Survivor.objects.visible_to(cast.marcus).filter(pk=cast.eve.pk).exists()
    still = Survivor.objects.visible_to(cast.tess).filter(pk=cast.eve.pk)
    assert still.exists(), "Tess supervises Off, who walks with Eve too"
    change_supervisor(peer=peer_of(cast.off), supervisor=cast.marcus, by=cast.dana)
    assert not Survivor.objects.visible_to(cast.tess).exists()


def test_only_traits_of_the_list_are_kept(cast):
    shares = {"languages": ["es", "klingon"], "faith": [], "odd": ["x"], "ways": ["phone"]}
    held = change_shares(peer=peer_of(cast.rosa), shares=shares, by=cast.rosa)

    assert fresh(held).shares == {"languages": ["es"], "ways": ["phone"]}


# On screen ----------------------------------------------------------------------------------


@pytest.mark.parametrize("limit", ["", "-1", "61", "many", "3.5"])
def test_a_limit_is_a_number_of_people(cast, login, limit):
    url = reverse("change_limit", args=[peer_of(cast.rosa).ref])
    response = login("rosa").post(url, {"limit": limit, "note": "kept words"})

    assert response.status_code == 200
    assert response.context["form"].errors
    assert "kept words" in response.text
    assert peer_of(cast.rosa).limit == 12


def test_the_words_for_a_limit_below_nothing(cast, login):
    url = reverse("change_limit", args=[peer_of(cast.rosa).ref])

    assert "Your limit must be 0 or more." in login("rosa").post(url, {"limit": "-1"}).text


@pytest.mark.parametrize(
    ("name", "status"), [("rosa", 302), ("marcus", 302), ("dana", 302), ("bea", 404), ("tess", 404)]
)
def test_who_changes_a_limit(cast, login, name, status):
    url = reverse("change_limit", args=[peer_of(cast.rosa).ref])

    assert login(name).post(url, {"limit": "4"}).status_code == status


def test_a_peer_pauses_and_starts_again(cast, login):
    url = reverse("set_paused", args=[peer_of(cast.rosa).ref])

    login("rosa").post(url, {"paused": "1"})
    assert peer_of(cast.rosa).paused
    login("rosa").post(url, {"paused": "0"})
    assert not peer_of(cast.rosa).paused


def test_only_the_peer_changes_what_they_share(cast, login):
    url = reverse("change_shares", args=[peer_of(cast.rosa).ref])

    assert login("bea").post(url, {"languages": ["es"]}).status_code == 404
    assert login("marcus").post(url, {"languages": ["es"]}).status_code == 403
    assert login("rosa").post(url, {"languages": ["es", "en"]}).status_code == 302
    assert peer_of(cast.rosa).shares == {"languages": ["en", "es"]}
    page = login("marcus").get(reverse("peer", args=[peer_of(cast.rosa).ref]))
    assert "English, Spanish" in page.text


def test_a_manager_makes_a_peer_of_staff(cast, login):
    new = make_user("pia", Role.PEER)
    sent = {"user": new.pk, "kind": "mentor", "supervisor": cast.tess.pk, "limit": "2"}

    response = login("dana").post(reverse("add_peer"), sent)

    made = Peer.plain.get(user=new)
    assert response.url == reverse("peer", args=[made.ref])
    assert (made.limit, made.owner) == (2, new.pk)


@pytest.mark.parametrize("field", ["user", "kind", "supervisor", "limit"])
def test_adding_a_peer_asks_for_what_is_missing(cast, login, field):
    new = make_user("pia", Role.PEER)
    sent = {"user": new.pk, "kind": "mentor", "supervisor": cast.tess.pk, "limit": "2"}

    response = login("dana").post(reverse("add_peer"), sent | {field: ""})

    assert response.status_code == 200
    assert response.context["form"].errors.keys() == {field}


def test_a_form_cannot_name_staff_outside_its_list(cast, login):
    new = make_user("pia", Role.PEER)
    sent = {"user": new.pk, "kind": "mentor", "supervisor": cast.rosa.pk, "limit": "2"}

    response = login("dana").post(reverse("add_peer"), sent)

    assert response.context["form"].errors.keys() == {"supervisor"}
    assert not Peer.plain.filter(user=new).exists()


def test_a_manager_moves_a_peer(cast, login):
    url = reverse("change_supervisor", args=[peer_of(cast.bea).ref])

    assert login("tess").get(url).status_code == 403
    assert login("dana").post(url, {"supervisor": cast.marcus.pk}).status_code == 302
    assert peer_of(cast.bea).supervisor == cast.marcus
