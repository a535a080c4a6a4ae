"""Who reads wellbeing: the subject, and today's supervisor as far as she chose. Nobody else."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from coordination import sealed, vault
from coordination.middleware import Gate
from coordination.models import ReadAudit, User
from selfcare import wall
from selfcare.checkins import actions
from selfcare.models import CheckIn, Pulse, SharedResult, SupervisionSession
from tests.selfcare.conftest import BANDS, SCORES

EVERYBODY_ELSE = ["dana", "marcus", "tess", "ana", "bea", "priya", "admin", "root", "gone", "kin"]


def page_of(login, viewer, peer):
    return login(viewer).get(reverse("team_member", args=[peer.ref]))


def fresh(user):
    """The user as the next request loads them."""
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("name", EVERYBODY_ELSE)
@pytest.mark.parametrize("level", wall.Level.values)
def test_a_check_in_is_a_row_of_its_subject_only(team, finish, name, level):
    finish(team.rosa, level)
    actions.keep_pulse(by=team.rosa, feeling="heavy")
    other = getattr(team, name)
    assert not CheckIn.objects.visible_to(other).exists()
    assert not Pulse.objects.visible_to(other).exists()
    assert CheckIn.objects.visible_to(team.rosa).count() == 1
    assert Pulse.objects.visible_to(team.rosa).count() == 1


@pytest.mark.parametrize("name", [name for name in EVERYBODY_ELSE if name != "marcus"])
@pytest.mark.parametrize("level", wall.Level.values)
def test_what_is_shared_is_for_todays_supervisor_only(team, finish, name, level):
    finish(team.rosa, level)
    assert not SharedResult.objects.visible_to(getattr(team, name)).exists()
    assert SharedResult.objects.visible_to(team.marcus).count() == (level != "nothing")


def test_a_manager_with_every_role_sees_nothing_without_the_line(team, finish):
    finish(team.rosa, "scores")
    assert not SharedResult.objects.visible_to(team.kin).exists()


def test_deactivated_people_read_nothing_of_their_own_or_of_others(team, finish):
    finish(team.rosa, "scores")
    for user in (team.rosa, team.marcus):
        user.is_active = False
        user.save()
        assert not CheckIn.objects.visible_to(user).exists()
        assert not SharedResult.objects.visible_to(user).exists()


def test_a_supervisor_who_lost_the_role_reads_nothing(team, finish):
    finish(team.rosa, "scores")
    team.marcus.held.all().delete()
    assert not SharedResult.objects.visible_to(fresh(team.marcus)).exists()


def test_a_former_supervisor_reads_nothing_and_the_new_one_what_is_shared(
    team, finish, moved, login, peer_of
):
    finish(team.rosa, "bands")
    moved(team.rosa, team.tess)
    assert not SharedResult.objects.visible_to(fresh(team.marcus)).exists()
    assert page_of(login, "marcus", peer_of(team.rosa)).status_code == 404
    assert BANDS[0] in page_of(login, "tess", peer_of(team.rosa)).content.decode()


def test_answers_do_not_open_for_the_supervisor_even_beside_a_shared_result(team, finish):
    row = finish(team.rosa, "scores")
    with vault.ring():
        vault.allow([team.rosa.pk], vault.SHARED)
        [shared] = SharedResult.objects.visible_to(team.marcus)
        assert shared.values["burnout"]["value"] == 5
        with pytest.raises(vault.NotAllowed):
            _ = CheckIn.plain.get(pk=row.pk).answers
        with pytest.raises(vault.NotAllowed):
            _ = shared.check_in.answers


def test_the_wall_opens_shared_words_of_the_team_and_no_answers(team, finish):
    row = finish(team.rosa, "scores")
    request = SimpleNamespace(user=team.marcus, gate=Gate())
    with vault.ring():
        [shared] = wall.shared_with(request, SharedResult.objects.all())
        assert shared.values
        with pytest.raises(vault.NotAllowed):
            _ = CheckIn.plain.get(pk=row.pk).answers
    assert request.gate.decided


def test_answers_and_pulses_are_of_the_kind_no_supervisor_opens():
    kinds = {
        f"{model.__name__}.{field.name}": field.kind
        for model in (CheckIn, SharedResult, Pulse, SupervisionSession)
        for field in sealed.sealed_fields(model)
    }
    assert kinds == {
        "CheckIn.answers": vault.WELLBEING,
        "Pulse.feeling": vault.WELLBEING,
        "SharedResult.values": vault.SHARED,
        "SupervisionSession.load": vault.SHARED,
        "SupervisionSession.agreed": vault.SHARED,
        "SupervisionSession.why_no_next": vault.SHARED,
    }


# What Marcus gets -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("level", "seen", "unseen"),
    [
        ("nothing", ["has not shared any results"], ["Finished a check-in", *BANDS, *SCORES]),
        ("finished", ["Finished a check-in"], [*BANDS, *SCORES]),
        ("bands", BANDS, SCORES),
        ("scores", [*BANDS, *SCORES], []),
    ],
)
def test_supervisor_reads_exactly_the_shared_level(
    team, finish, login, peer_of, level, seen, unseen
):
    finish(team.rosa, level)
    for url in (reverse("team_member", args=[peer_of(team.rosa).ref]), reverse("team")):
        if url == reverse("team") and level == "nothing":
            seen = ["Nobody has shared a result"]
        page = login("marcus").get(url).content.decode()
        assert [text for text in seen if text not in page] == []
        assert [text for text in unseen if text in page] == []
    kinds = {row.kinds for row in ReadAudit.objects.filter(person=team.rosa.pk)}
    assert not any(vault.WELLBEING in kind for kind in kinds)


def test_the_view_is_cut_to_its_level_whatever_the_row_holds(team, finish):
    finish(team.rosa, "scores")
    row = SharedResult.plain.get()
    row.level = wall.Level.BANDS
    assert all(set(scale) == {"band"} for scale in wall.seen_by_supervisor(row).scales.values())
    row.level = wall.Level.FINISHED
    assert wall.seen_by_supervisor(row).scales == {}


def test_a_row_of_bands_holds_no_value(team, finish):
    finish(team.rosa, "bands")
    assert all(set(scale) == {"band"} for scale in SharedResult.plain.get().values.values())
    finish(team.ana, "finished")
    assert SharedResult.plain.get(subject=team.ana).values == {}


def test_stop_sharing_empties_the_supervisors_page_on_the_next_request(
    team, finish, login, peer_of
):
    row = finish(team.rosa, "scores")
    assert SCORES[0] in page_of(login, "marcus", peer_of(team.rosa)).content.decode()
    answer = login("rosa").post(reverse("share_check_in", args=[row.ref]), {"level": "nothing"})
    assert answer.status_code == 302
    page = page_of(login, "marcus", peer_of(team.rosa)).content.decode()
    assert "has not shared any results" in page
    assert not SharedResult.plain.exists()


def test_lowering_a_level_takes_the_scores_out_of_the_row(team, finish):
    row = finish(team.rosa, "scores")
    actions.share(check_in=row, level="bands", by=team.rosa)
    assert all("value" not in scale for scale in SharedResult.plain.get().values.values())


def test_nothing_and_not_done_look_alike_to_the_byte(team, finish, login, peer_of):
    def pages():
        urls = [reverse("team"), reverse("team_member", args=[peer_of(team.rosa).ref])]
        return [
            login("marcus").get(url).content.split(b"<main")[1].split(b"</main>")[0] for url in urls
        ]

    not_done = pages()
    finish(team.rosa, "nothing")
    assert pages() == not_done


def test_nobody_else_reaches_the_pages_of_a_check_in(team, finish, login):
    row = finish(team.rosa, "scores")
    for name in EVERYBODY_ELSE:
        for url_name in ("check_in_result", "share_check_in"):
            status = login(name).get(reverse(url_name, args=[row.ref])).status_code
            assert status == (403 if name == "root" else 404), (name, url_name)
        answer = login(name).post(reverse("share_check_in", args=[row.ref]), {"level": "scores"})
        assert answer.status_code in (403, 404)
    assert login("rosa").get(reverse("check_in_result", args=[row.ref])).status_code == 200


def test_nobody_shares_for_somebody_else(team, finish):
    row = finish(team.rosa)
    with pytest.raises(PermissionError):
        actions.share(check_in=row, level="scores", by=team.marcus)


def test_other_pages_of_the_house_do_not_show_a_result(team, finish, login):
    row = finish(team.rosa, "bands")
    for name in ("dana", "tess", "ana", "priya", "admin", "marcus", "kin"):
        for url_name in ("today", "me", "check_in", "ask_debrief", "my_supervision"):
            page = login(name).get(reverse(url_name)).content.decode()
            assert row.ref not in page
            assert not any(score in page for score in SCORES)


# Numbers about a team -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("finished", "of", "told"),
    [(0, 12, False), (4, 4, False), (4, 12, False), (5, 5, False), (5, 6, True), (12, 12, True)],
)
def test_a_number_is_spoken_of_from_five_and_never_of_everyone_in_a_team_of_five(
    finished, of, told
):
    assert wall.may_be_told(finished, of) is told


@pytest.mark.parametrize("size", [4, 5])
def test_a_small_team_stays_hidden_whatever_they_do(team, team_of, finish, login, size):
    for user in team_of(size):
        finish(user)
    page = login("marcus").get(reverse("team")).content.decode()
    assert "Fewer than 5 finished this month" in page
    assert "5 or more finished" not in page


def test_team_of_seven_is_told_at_five_not_at_four(team, team_of, finish, login):
    everyone = team_of(7)
    finish(team.bea)  # on another line: never counted
    for user in everyone[:4]:
        finish(user)
        finish(user)  # twice is one person
    assert "5 or more finished" not in login("marcus").get(reverse("team")).content.decode()
    finish(everyone[4])
    page = login("marcus").get(reverse("team")).content.decode()
    assert "5 or more finished this month" in page
    assert "6 finished" not in page
