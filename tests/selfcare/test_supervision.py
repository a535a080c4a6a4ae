"""Supervision: one text for two, due after 7 days, late after 10, escalated after 14."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from coordination import clock, vault
from coordination.models import ReadAudit
from selfcare.debriefs.actions import ask_debrief
from selfcare.models import Debrief, SupervisionSession
from selfcare.supervision.actions import record_supervision
from selfcare.supervision.rhythm import cells, standing, weeks_before

CANARY = "kestrel-4471"


def posted(**changes):
    today = clock.today()
    return {
        "held_on": today.isoformat(),
        "minutes": "45",
        "kind": "planned",
        "load": "about_right",
        "agreed": f"A quieter week {CANARY}",
        "next_on": (today + timedelta(days=7)).isoformat(),
        "why_no_next": "",
    } | changes


@pytest.fixture
def session(team):
    """A session Marcus held with Rosa, this many days ago."""

    def make(days=0, subject=None, by=None, **fields):
        held_on = clock.today() - timedelta(days=days)
        row = SupervisionSession(
            subject=subject or team.rosa,
            owner=(subject or team.rosa).pk,
            held_on=held_on,
            minutes=30,
            kind=fields.pop("kind", "planned"),
            load="too_heavy",
            agreed=CANARY,
            next_on=held_on + timedelta(days=7),
            **fields,
        )
        return record_supervision(session=row, by=by or team.marcus)

    return make


def test_both_read_the_same_words_and_nobody_else(team, login, peer_of):
    url = reverse("record_supervision", args=[peer_of(team.rosa).ref])
    assert login("marcus").get(url).status_code == 200
    answer = login("marcus").post(url, posted())
    assert answer.url == reverse("team_member", args=[peer_of(team.rosa).ref])
    for name, page in (("rosa", reverse("my_supervision")), ("marcus", answer.url)):
        text = login(name).get(page).content.decode()
        for words in (CANARY, "45 minutes", "Load: About right"):
            assert words in text
    for name in ("marcus", "dana", "tess", "ana", "bea", "priya", "admin", "kin"):
        for url_name in ("my_supervision", "me", "today"):
            assert CANARY not in login(name).get(reverse(url_name)).content.decode()
    assert "wellbeing" not in {row.kinds for row in ReadAudit.objects.all()}


@pytest.mark.parametrize("name", ["dana", "tess", "rosa", "ana", "priya", "admin", "root", "kin"])
def test_a_supervisor_records_for_their_own_line_only(team, login, peer_of, name):
    url = reverse("record_supervision", args=[peer_of(team.rosa).ref])
    assert login(name).get(url).status_code in (403, 404)
    assert login(name).post(url, posted()).status_code in (403, 404)
    assert not SupervisionSession.plain.exists()


def test_the_action_refuses_another_line(team, session):
    with pytest.raises(PermissionError):
        session(by=team.tess)


def test_after_the_line_moves_neither_the_old_nor_the_new_supervisor_reads_the_words(
    team, session, moved, login, peer_of
):
    session()
    moved(team.rosa, team.tess)
    member = reverse("team_member", args=[peer_of(team.rosa).ref])
    assert login("marcus").get(member).status_code == 404
    for former_or_new in (team.marcus, team.tess):
        assert not SupervisionSession.objects.visible_to(former_or_new).exists()
    page = login("tess").get(member).content.decode()
    assert CANARY not in page
    assert "Last session: Today" in page  # the day counts for what is due
    assert CANARY in login("rosa").get(reverse("my_supervision")).content.decode()


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"next_on": ""}, "next_on", "Add a next date, or say why not."),
        ({"next_on": "", "why_no_next": "  "}, "next_on", "Add a next date, or say why not."),
        ({"held_on": ""}, "held_on", "Choose the day of the session."),
        (
            {"held_on": "2999-01-01", "next_on": "2999-01-08"},
            "held_on",
            "The session must be today or earlier.",
        ),
        ({"load": ""}, "load", "Ask how the load is, then choose one."),
        ({"kind": "secret"}, "kind", "Choose one from the list."),
        ({"minutes": "7"}, "minutes", "Choose one from the list."),
        ({"agreed": "x" * 501}, "agreed", "500"),
        ({"next_on": "2001-01-01"}, "__all__", "Choose a next date after this session."),
    ],
)
def test_what_does_not_fit_is_asked_again_with_nothing_lost(
    team, login, peer_of, changes, field, says
):
    url = reverse("record_supervision", args=[peer_of(team.rosa).ref])
    answer = login("marcus").post(url, posted(**changes))
    assert answer.status_code == 200
    assert any(says in error for error in answer.context["form"].errors[field])
    assert changes.get("agreed", CANARY) in answer.content.decode()
    assert not SupervisionSession.plain.exists()


def test_no_next_date_needs_its_reason_and_both_read_it(team, login, peer_of):
    url = reverse("record_supervision", args=[peer_of(team.rosa).ref])
    login("marcus").post(url, posted(next_on="", why_no_next="Rosa is away until June"))
    page = login("rosa").get(reverse("my_supervision")).content.decode()
    assert "No next date: Rosa is away until June" in page


def test_the_same_form_sent_twice_is_one_session(team, login, peer_of, token):
    url, once = reverse("record_supervision", args=[peer_of(team.rosa).ref]), token()
    for _again in range(2):
        assert login("marcus").post(url, posted(once=once)).status_code == 302
    assert SupervisionSession.plain.count() == 1


def test_a_debrief_session_closes_the_request(team, session):
    ask_debrief(wanted="today", by=team.rosa)
    ask_debrief(wanted="today", by=team.ana)
    session(kind="debrief")
    assert [row.subject for row in Debrief.plain.filter(closed_on=None)] == [team.ana]


def test_the_words_are_sealed_under_the_peers_own_key(team, session):
    row = session()
    assert row.owner == team.rosa.pk
    with vault.ring(), pytest.raises(vault.NotAllowed):
        _ = SupervisionSession.plain.get(pk=row.pk).agreed


# Rhythm ---------------------------------------------------------------------------------

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("days", "state", "late", "needs_you"),
    [
        (0, "fine", 0, False),
        (6, "fine", 0, False),
        (7, "due", 0, False),
        (9, "due", 2, False),
        (10, "late", 3, True),
        (13, "late", 6, True),
        (14, "escalated", 7, True),
        (40, "escalated", 33, True),
    ],
)
def test_due_late_and_escalated(days, state, late, needs_you):
    last = TODAY - timedelta(days=days)
    for known in (
        standing(last_on=last, since=last, today=TODAY),
        standing(last_on=None, since=last, today=TODAY),
    ):
        assert (known.state, known.days_late, known.needs_you) == (state, late, needs_you)


def test_weeks_start_on_monday_and_the_running_one_is_never_missed():
    weeks = weeks_before(TODAY)
    assert len(weeks) == 12
    assert {day.weekday() for day in weeks} == {0}
    assert weeks[-1] == date(2026, 11, 23)
    assert cells([], since=date(2026, 1, 1), today=TODAY) == ["missed"] * 11 + ["none"]
    assert cells([date(2026, 11, 22)], since=date(2026, 11, 9), today=TODAY) == (
        ["none"] * 9 + ["missed", "done", "none"]
    )


def test_late_supervision_is_on_the_supervisors_list_in_words(team, session, login):
    session(days=16)
    session(days=8, subject=team.ana)
    page = login("marcus").get(reverse("team")).content.decode()
    assert "Rosa · supervision is 9 days late" in page
    assert "Ana · supervision" not in page
    assert "Rosa · supervision" not in login("tess").get(reverse("team")).content.decode()


def test_next_session_is_on_the_peers_pages(team, session, login):
    session()
    for name in ("me", "today"):
        page = login("rosa").get(reverse(name)).content.decode()
        assert "ext session" in page or "Next supervision" in page
