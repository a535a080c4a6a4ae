"""Who may see which survivor: reasons, refresh, the deny list, time limits (house.md 4)."""

import random
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.http import Http404

from coordination import access, clock, vault
from coordination.access import READ_NOTES, VIEW, Row
from coordination.middleware import Gate
from coordination.models import Denial, Role, RoleHeld, Survivor, SurvivorGrant
from coordination.survivors.actions import deny
from mentors.models import Contact, Pairing
from mentors.pairing import actions as pairing
from mentors.peers.actions import change_supervisor

PEOPLE = "dana rosa ana bea marcus tess priya admin root gone off kin"
SEES = {
    VIEW: {
        "dana": "cam eve",
        "rosa": "cam",
        "ana": "cam",
        "bea": "eve",
        "marcus": "cam",
        "tess": "eve",
        "kin": "eve",
    },
    READ_NOTES: {"rosa": "cam", "ana": "cam", "bea": "eve"},
}


def seen(cast, name, permission=VIEW):
    rows = Survivor.objects.visible_to(getattr(cast, name), permission)
    return {who for who in ("cam", "eve") if getattr(cast, who) in rows}


@pytest.mark.parametrize("permission", [VIEW, READ_NOTES])
@pytest.mark.parametrize("name", PEOPLE.split())
def test_who_sees_whom(cast, name, permission):
    assert seen(cast, name, permission) == set(SEES[permission].get(name, "").split())


def test_the_deactivated_see_nothing_though_their_grants_are_stored(cast):
    assert SurvivorGrant.objects.filter(user=cast.off).count() == 2
    assert seen(cast, "off") == set()
    cast.off.is_active = True
    assert seen(cast, "off") == {"eve"}


def test_the_manager_reads_no_note(cast):
    assert Contact.objects.visible_to(cast.dana).count() == 3
    assert not Contact.objects.readable_by(cast.dana).exists()


def test_a_superuser_sees_nothing_by_being_one(cast):
    assert cast.root.has_perm("coordination.view_survivor")
    assert seen(cast, "root") == seen(cast, "root", READ_NOTES) == set()


# The deny list ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["dana", "rosa", "marcus"])
def test_the_deny_list_wins_over_role_pairing_and_line(cast, name):
    deny(survivor=cast.cam, user=getattr(cast, name), kind=Denial.Kind.CONFLICT, by=cast.dana)

    assert "cam" not in seen(cast, name)
    assert "cam" not in seen(cast, name, READ_NOTES)


def test_a_denial_closes_one_record_to_one_user(cast):
    deny(survivor=cast.cam, user=cast.dana, kind=Denial.Kind.CONFLICT, by=cast.dana)

    assert seen(cast, "dana") == {"eve"}
    assert seen(cast, "rosa") == {"cam"}


def test_denied_twice_is_denied_once(cast):
    for _time in range(2):
        deny(survivor=cast.cam, user=cast.kin, kind=Denial.Kind.RELATIVE, by=cast.dana)

    assert Denial.plain.filter(survivor=cast.cam).count() == 1


# Time limits -------------------------------------------------------------------------------------


@pytest.fixture
def reasons(monkeypatch):
    """The registered reasons, and room for one more."""
    held = list(access._reasons)
    monkeypatch.setattr(access, "_reasons", held)
    return held


def grant(cast, name, *expiries):
    """Reasons that open Cam to somebody, each until its expiry, in this order."""
    return [
        lambda survivors, expiry=expiry: [Row(cast.cam.pk, getattr(cast, name).pk, VIEW, expiry)]
        for expiry in expiries
    ]


def test_a_limit_counts_the_moment_it_passes(cast, reasons):
    until = clock.now() + timedelta(hours=1)
    reasons += grant(cast, "gone", until)
    access.refresh(cast.cam)

    assert seen(cast, "gone") == {"cam"}
    with clock.at(until - timedelta(seconds=1)):
        assert seen(cast, "gone") == {"cam"}
    with clock.at(until):
        assert seen(cast, "gone") == set()


SOON, LATE = clock.now() + timedelta(hours=1), clock.now() + timedelta(hours=9)


@pytest.mark.parametrize(
    ("expiries", "wanted"),
    [
        ([SOON, LATE], LATE),
        ([LATE, SOON], LATE),
        ([SOON, None], None),
        ([None, SOON], None),
        ([SOON, None, LATE], None),
        ([None, None], None),
    ],
)
def test_of_two_reasons_the_later_end_wins_in_either_order(cast, reasons, expiries, wanted):
    reasons += grant(cast, "gone", *expiries)
    access.refresh(cast.cam)

    assert SurvivorGrant.objects.get(user=cast.gone).expires_at == wanted


def test_refreshing_moves_a_limit(cast, reasons):
    reasons += grant(cast, "gone", SOON)
    access.refresh(cast.cam)
    reasons[-1:] = grant(cast, "gone", LATE)
    access.refresh(cast.cam)

    assert SurvivorGrant.objects.get(user=cast.gone).expires_at == LATE


def test_with_two_reasons_access_stays_when_one_ends(cast, reasons):
    reasons += grant(cast, "rosa", None)
    end(cast, cast.pairing)
    assert seen(cast, "rosa") == {"cam"}
    assert seen(cast, "rosa", READ_NOTES) == set()

    reasons.pop()
    access.refresh(cast.cam)
    assert seen(cast, "rosa") == set()


# Relations open and close -------------------------------------------------------------------------


def end(cast, held):
    pairing.end_pairing(
        pairing=held, whose_choice="theirs", what_next=Pairing.Next.NOTHING, by=cast.dana
    )


def test_an_end_closes_the_record_at_once_to_peer_and_supervisor(cast):
    end(cast, cast.pairing)
    assert seen(cast, "rosa") == seen(cast, "rosa", READ_NOTES) == set()
    assert seen(cast, "marcus") == {"cam"}, "Ana, whom he supervises, still walks with Cam"

    end(cast, cast.cam_and_ana)
    assert seen(cast, "marcus") == set()


def test_a_pause_keeps_the_record_open(cast):
    pairing.pause_pairing(pairing=cast.pairing, by=cast.rosa)

    assert seen(cast, "rosa", READ_NOTES) == {"cam"}


def test_a_new_supervisor_takes_over_and_the_old_one_sees_no_more(cast):
    change_supervisor(peer=cast.bea.peer, supervisor=cast.marcus, by=cast.dana)

    assert seen(cast, "marcus") == {"cam", "eve"}
    assert seen(cast, "tess") == {"eve"}, "Off, whom she supervises, is still paired with Eve"
    assert seen(cast, "marcus", READ_NOTES) == set()


def test_an_offer_opens_nothing(cast):
    ida = cast.survivor("Ida")
    offered = pairing.offer(survivor=ida, peer=cast.bea.peer, by=cast.dana)
    pairing.answer_offer(pairing=offered, willing=True, by=cast.bea)
    assert ida not in Survivor.objects.visible_to(cast.bea)

    pairing.record_answer(pairing=offered, answer="yes", by=cast.dana)
    assert ida in Survivor.objects.visible_to(cast.bea, READ_NOTES)


def test_history_tells_who_had_access_and_since_when(cast):
    end(cast, cast.pairing)
    rows = SurvivorGrant.history.filter(user=cast.rosa, permission__codename=VIEW)

    assert [row.history_type for row in rows.order_by("history_date")] == ["+", "-"]


def test_refreshing_again_changes_nothing(cast):
    before = list(SurvivorGrant.objects.order_by("pk").values())
    access.refresh(cast.cam, cast.eve)

    assert list(SurvivorGrant.objects.order_by("pk").values()) == before


# check_access -------------------------------------------------------------------------------------


def test_grants_equal_reasons(cast, capsys):
    call_command("check_access")

    assert "Grants equal reasons for 2 people." in capsys.readouterr().out


def test_a_grant_without_a_reason_is_found(cast):
    access._new(cast.cam.pk, cast.gone.pk, VIEW).save()

    with pytest.raises(CommandError, match="1 grants differ"):
        call_command("check_access")


def test_a_reason_without_its_grant_is_found(cast):
    SurvivorGrant.objects.filter(user=cast.rosa).first().delete()

    with pytest.raises(CommandError, match="1 grants differ"):
        call_command("check_access")


def test_a_wrong_limit_is_found(cast):
    SurvivorGrant.objects.filter(user=cast.rosa).update(expires_at=clock.now())

    with pytest.raises(CommandError, match="2 grants differ"):
        call_command("check_access")


def test_random_moves_never_let_grants_drift(cast):
    chance = random.Random(5)
    peers = [cast.rosa.peer, cast.bea.peer, cast.gone.peer]
    for _move in range(25):
        person = chance.choice([cast.cam, cast.eve])
        held = Pairing.objects.unscoped("a test").walking().filter(survivor=person, kind="mentor")
        if walking := held.first():
            end(cast, walking)
        else:
            cast.walk(person, chance.choice(peers).user)
        chosen = chance.choice(peers)
        change_supervisor(
            peer=chosen, supervisor=chance.choice([cast.marcus, cast.tess]), by=cast.dana
        )
        assert not list(access.differences([cast.cam.pk, cast.eve.pk]))


# Views --------------------------------------------------------------------------------------------


@pytest.fixture
def request_of(rf, cast):
    def make(name, **query):
        request = rf.get("/", query)
        request.user, request.gate = getattr(cast, name), Gate()
        return request

    return make


def test_fetch_opens_facts_and_says_a_decision_was_made(request_of, cast):
    request = request_of("rosa")
    with vault.ring():
        row = access.fetch(request, Survivor, ref=cast.cam.ref)
        assert row.name
        with pytest.raises(vault.NotAllowed):
            _ = row.phone
    assert request.gate.decided


@pytest.mark.parametrize("name", ["bea", "kin", "root", "off"])
def test_fetch_hides_what_one_may_not_see(request_of, cast, name):
    with pytest.raises(Http404):
        access.fetch(request_of(name), Survivor, ref=cast.cam.ref)


def test_fetch_for_notes_narrows_to_whose_notes_may_be_read(request_of, cast):
    with vault.ring():
        mine = access.fetch(
            request_of("rosa"), Contact, permission=READ_NOTES, ref=cast.contact_of_cam.ref
        )
        assert mine.note
    for name in ("dana", "marcus"):
        with pytest.raises(Http404):
            access.fetch(
                request_of(name), Contact, permission=READ_NOTES, ref=cast.contact_of_cam.ref
            )


def test_a_list_is_limited_before_anybody_is_opened(request_of, cast):
    with vault.ring() as ring:
        rows = access.listing(request_of("dana"), Survivor.objects.order_by("pk"), limit=1)
        assert len(rows) == 1
        assert {owner for owner, _kind in ring.allowed} == {rows[0].pk}


@pytest.mark.parametrize("asked", ["0", "-1", "x", "9" * 30, "²", ""])
def test_a_page_number_may_be_nonsense(request_of, asked):
    page = access.page(request_of("dana", page=asked), Survivor.objects.order_by("pk"))

    assert page.number >= 1


def test_pages_follow_one_another(request_of, cast):
    rows = Survivor.objects.order_by("pk")
    first = access.page(request_of("dana"), rows, per_page=1)
    second = access.page(request_of("dana", page="2"), rows, per_page=1)

    assert {*first.rows, *second.rows} == {cast.cam, cast.eve}
    assert (first.has_next, second.has_next) == (True, False)


def test_a_role_that_may_not_is_refused_before_any_record(request_of):
    @access.allowed("coordination.add_survivor")
    def view(request):
        return "inside"

    assert view(request_of("dana")) == "inside"
    for name in ("rosa", "admin", "root", "off"):
        with pytest.raises(PermissionDenied):
            view(request_of(name))


def test_an_identity_is_revealed_only_to_who_may_and_only_of_whom_they_see(request_of, cast):
    with vault.ring():
        request = request_of("rosa")
        row = access.fetch(request, Survivor, ref=cast.cam.ref)
        access.reveal(request, row)
        assert row.phone
    with pytest.raises(Http404):
        access.reveal(request_of("bea"), cast.cam)
    with pytest.raises(PermissionDenied):
        access.reveal(request_of("admin"), cast.cam)


# Roles --------------------------------------------------------------------------------------------


def test_two_roles_add_up(cast):
    RoleHeld.objects.create(user=cast.marcus, role=Role.PEER)
    marcus = type(cast.marcus).objects.get(pk=cast.marcus.pk)

    assert access.may(marcus, "mentors.add_contact")
    assert access.may(marcus, "selfcare.view_team")
    assert not access.may(marcus, "coordination.view_every_survivor")


def test_nobody_may_anything_when_deactivated_or_unknown(cast):
    from django.contrib.auth.models import AnonymousUser

    assert not access.may(cast.off, "mentors.add_contact")
    assert not access.may(AnonymousUser(), "coordination.view_today")
    assert not access.may(cast.root, "coordination.view_today")
