"""PHQ-9 item 9 above 0 opens the safety page first, whatever else was answered (domain 13)."""

import pytest
from django.urls import reverse

from coordination import clock
from coordination.models import Denial, Notice, Organisation, Outcome
from coordination.outcomes import actions
from coordination.registry.notices import words_of
from coordination.survivors.actions import deny
from mentors.models import Peer
from mentors.peers.actions import change_supervisor
from tests.coordination.outcomes.conftest import again, count
from tests.factories.outcomes import SLUGS, keep, phq

NINE = SLUGS["phq-9"]


def new(cast):
    return reverse("ask_outcome", args=[cast.cam.ref, NINE])


def sent(values, then="finish", **more):
    """The form as a browser sends it: every question, "" where it was not asked."""
    data = {f"q_{item}": "" if v is None else str(v) for item, v in enumerate(values, start=1)}
    return {"asked_on": clock.today().isoformat(), "then": then, **data, **more}


def told():
    return list(Notice.objects.unscoped("a test").filter(kind="word_wanted"))


def only():
    return Outcome.objects.unscoped("a test").get()


def safety(row):
    return reverse("outcome_safety", args=[row.survivor.ref, row.ref])


NOT = None
LOW = [0, 0, 0, 0, 0, 0, 0, 0, 1]


@pytest.mark.parametrize(
    "values",
    [
        [3, 0, 1, 2, 0, 0, 1, 0, 3],
        [1, 0, 0, 1, 0, 0, 0, 0, 1],
        LOW,
        [NOT] * 8 + [1],
        ["rather_not"] * 8 + [2],
        [3] * 9,
    ],
)
@pytest.mark.parametrize("then", ["finish", "stop", "next", "odd"])
def test_it_opens_in_the_same_request_whatever_the_total(cast, phq9, login, values, then):
    response = login("rosa").post(new(cast), sent(values, then))

    row = only()
    assert row.safety == {"opened": clock.today().isoformat()}
    assert response.status_code == 302
    assert response["Location"] == safety(row)


@pytest.mark.parametrize("last", [0, "rather_not"])
def test_zero_and_rather_not_open_nothing(cast, phq9, login, last):
    response = login("rosa").post(new(cast), sent([3] * 8 + [last]))

    assert response["Location"] == only().get_absolute_url()
    assert only().safety == {}


def test_no_result_is_seen_before_the_page_was_read(cast, phq9, login):
    rosa = login("rosa")
    rosa.post(new(cast), sent(LOW))
    row = only()

    for name in ("outcome", "correct_outcome"):
        response = rosa.get(reverse(name, args=[cast.cam.ref, row.ref]))
        assert response["Location"] == safety(row), name
    for page in (
        reverse("outcomes", args=[cast.cam.ref]),
        reverse("survivor", args=[cast.cam.ref]),
    ):
        text = rosa.get(page).text
        assert safety(row) in text
        assert "minimal" not in text
        assert "1 of 27" not in text

    assert rosa.get(safety(row)).status_code == 200
    assert rosa.get(row.get_absolute_url())["Location"] == safety(row), "looking is not reading"

    response = rosa.post(safety(row), {"read": "1"})
    assert response["Location"] == row.get_absolute_url()
    text = rosa.get(row.get_absolute_url()).text
    assert "Minimal (1 of 27)" in text
    assert "Screening, not a diagnosis." in text
    assert "Talk with your supervisor today." in text


def test_another_peer_meets_the_page_first_too(cast, phq9, login):
    row = keep(cast.cam, cast.rosa, phq(LOW), "phq-9", text=phq9)

    assert login("ana").get(row.get_absolute_url())["Location"] == safety(row)


def test_an_older_result_does_not_show_the_one_that_waits(cast, phq9, login, at):
    with at(60):
        old = keep(cast.cam, cast.rosa, phq([2] * 8 + [0]), "phq-9", text=phq9)
    keep(cast.cam, cast.rosa, phq([0] * 8 + [3]), "phq-9", text=phq9)
    rosa = login("rosa")

    text = rosa.get(reverse("outcomes", args=[cast.cam.ref])).text
    assert "16 of 27" in text
    assert "3 of 27" not in text
    assert "Over time" not in rosa.get(old.get_absolute_url()).text


def test_the_page_says_what_to_do_and_what_no_phone_should_show(cast, phq9, login):
    organisation = Organisation.current()
    organisation.help_lines = "On-call supervisor: 555-0143"
    organisation.save()
    row = keep(cast.cam, cast.rosa, phq(LOW), "phq-9", text=phq9)
    text = login("rosa").get(safety(row)).text

    for words in (
        "555-0143",
        "988",
        "not a clinician",
        "Stay",
        "Call together",
        "tells nobody out",
    ):
        assert words in text, words
    assert "Marcus was told that you would like a word today." in text
    assert "Question 9" not in text, "the question itself is not on the screen"
    assert "of 27" not in text
    assert "<title>What to do now" in text


# Left blank ---------------------------------------------------------------------------------


def test_a_blank_ninth_is_asked_once_more_and_a_second_blank_is_fine(cast, phq9, login):
    rosa = login("rosa")
    page = rosa.post(new(cast), sent([1] * 8 + [NOT]))
    assert page.status_code == 200
    assert "It is fine to leave it." in page.text
    assert "Question 9" in page.text
    assert "Question 8" not in page.text
    assert count() == 0

    carried = dict(page.context["sent"]) | {"asked_again": "1", "then": "finish", "q_9": ""}
    response = rosa.post(new(cast), carried)
    row = only()
    assert response["Location"] == row.get_absolute_url()
    assert row.answers == phq([1] * 8)
    assert "no total, a question has no answer" in rosa.get(row.get_absolute_url()).text.lower()


def test_an_answer_to_the_second_asking_opens_the_page(cast, phq9, login):
    rosa = login("rosa")
    page = rosa.post(new(cast), sent([0] * 8 + [NOT]))
    carried = dict(page.context["sent"]) | {"asked_again": "1", "then": "finish", "q_9": "2"}

    assert rosa.post(new(cast), carried)["Location"] == safety(only())


def test_saying_rather_not_is_an_answer_and_is_not_asked_again(cast, phq9, login):
    login("rosa").post(new(cast), sent([1] * 8 + ["rather_not"]))

    assert only().answers["9"] == "rather_not"


def test_nothing_asked_at_all_is_said_first(cast, phq9, login):
    text = login("rosa").post(new(cast), sent([NOT] * 9)).text

    assert "Nothing is answered yet." in text
    assert "left out" not in text


def test_a_total_from_paper_stays_with_what_was_begun(cast, phq9, login):
    rosa = login("rosa")
    rosa.post(new(cast), sent([1] + [NOT] * 8, "stop", stated="8"))
    row = only()
    assert 'name="stated" value="8"' in rosa.get(new(cast)).text

    rosa.post(new(cast), sent([1] * 8 + [0], set=row.ref, stated=""))
    assert again(row).stated == ""


def test_stopping_is_never_asked_again(cast, phq9, login):
    response = login("rosa").post(new(cast), sent([1] + [NOT] * 8, "stop"))

    assert response["Location"] == reverse("outcomes", args=[cast.cam.ref])
    assert only().finished_at is None


# Going on after it ----------------------------------------------------------------------------


def test_a_set_that_was_begun_goes_on_after_the_page(cast, phq9, login):
    rosa = login("rosa")
    rosa.post(new(cast), sent([NOT] * 8 + [1], "stop"))
    row = only()
    assert rosa.get(new(cast))["Location"] == safety(row)

    rosa.post(safety(row), {"read": "1"})
    assert rosa.get(new(cast)).status_code == 200
    response = rosa.post(new(cast), sent([0] * 8 + [1], set=row.ref))
    assert response["Location"] == row.get_absolute_url()
    assert again(row).finished_at


def test_a_correction_upwards_opens_it_and_one_downwards_ends_it(cast, phq9):
    row = keep(cast.cam, cast.rosa, phq([0] * 9), "phq-9", text=phq9)
    given = {"asked_on": row.asked_on, "by": cast.rosa}
    up = actions.correct_outcome(outcome=row, answers={"9": 1}, **given)
    assert up.waits_for_safety

    actions.read_safety(outcome=up, talked=True, by=cast.rosa)
    down = actions.correct_outcome(outcome=up, answers={"9": 0}, **given)
    assert (down.safety, down.waits_for_safety) == ({}, False)
    twice = actions.correct_outcome(outcome=down, answers={"9": 2}, **given)
    assert twice.waits_for_safety, "it opens anew"


def test_a_correction_that_stays_above_zero_is_not_opened_twice(cast, phq9):
    row = keep(cast.cam, cast.rosa, phq(LOW), "phq-9", text=phq9)
    actions.read_safety(outcome=row, talked=False, by=cast.rosa)
    given = {"asked_on": row.asked_on, "by": cast.rosa}

    assert not actions.correct_outcome(outcome=row, answers={"1": 3}, **given).waits_for_safety


def test_the_same_answer_written_higher_opens_it_anew(cast, phq9):
    row = keep(cast.cam, cast.rosa, phq(LOW), "phq-9", text=phq9)
    actions.read_safety(outcome=row, talked=True, by=cast.rosa)
    given = {"asked_on": row.asked_on, "by": cast.rosa}

    row = actions.correct_outcome(outcome=row, answers={"9": 3}, **given)

    assert row.waits_for_safety
    assert not row.talked_on


# Who is told ----------------------------------------------------------------------------------


def test_the_supervisor_on_the_line_is_told_without_a_name_or_an_answer(cast, phq9):
    keep(cast.cam, cast.rosa, phq(LOW), "phq-9", text=phq9)
    [notice] = told()

    assert (notice.user, notice.survivor, notice.by) == (cast.marcus, cast.cam, cast.rosa)
    assert notice.path == reverse("survivor", args=[cast.cam.ref])
    assert str(words_of(notice.kind)) == "A peer would like a word with you today."


def test_nobody_is_told_of_a_set_that_opens_nothing_and_once_is_enough(cast, phq9):
    keep(cast.cam, cast.rosa, phq([0] * 9), "phq-9", text=phq9)
    assert not told()

    row = keep(cast.cam, cast.rosa, phq([None] * 8 + [1]), "phq-9", text=phq9, finished=False)
    keep(cast.cam, cast.rosa, phq([1] * 9), "phq-9", text=phq9)
    assert len(told()) == 1
    assert again(row).finished_at


def test_without_a_supervisor_it_says_that_nobody_was_told(cast, phq9, login):
    cast.marcus.is_active = False
    cast.marcus.save()
    row = keep(cast.cam, cast.rosa, phq(LOW), "phq-9", text=phq9)

    assert not told()
    assert "nobody was told. Call the on-call person." in login("rosa").get(safety(row)).text


def test_the_tick_is_kept_with_its_day_and_can_come_later(cast, phq9, login, at):
    rosa = login("rosa")
    row = keep(cast.cam, cast.rosa, phq(LOW), "phq-9", text=phq9)
    rosa.post(safety(row), {"read": "1"})
    assert "talked" not in again(row).safety

    rosa.post(safety(row), {"read": "1", "talked": "on"})
    day = clock.today().isoformat()
    assert again(row).safety == {"opened": day, "read": day, "talked": day}
    assert "Talked with the supervisor: Today." in rosa.get(row.get_absolute_url()).text
    assert "What to do now was read Today" in rosa.get(row.get_absolute_url()).text
    before = again(row).history.count()
    rosa.post(safety(row), {"read": "1"})
    assert again(row).safety["talked"] == day, "a later visit does not untick it"
    assert again(row).history.count() == before


def test_today_keeps_it_in_sight_until_the_talk(cast, phq9, login, at):
    row = keep(cast.cam, cast.rosa, phq(LOW), "phq-9", text=phq9)
    rosa = login("rosa")
    assert "The steps are one tap away." in rosa.get("/today/").text
    assert safety(row) not in login("ana").get("/today/").text
    assert safety(row) not in login("dana").get("/today/").text

    rosa = login("rosa")
    rosa.post(safety(row), {"read": "1"})
    text = rosa.get("/today/").text
    assert "The steps are one tap away." not in text
    assert "Talk with your supervisor today, also when all seems well." in text

    rosa.post(safety(row), {"read": "1", "talked": "on"})
    assert safety(row) not in rosa.get("/today/").text


def test_today_lets_go_of_it_after_three_days(cast, phq9, login, at):
    with at(4):
        row = keep(cast.cam, cast.rosa, phq(LOW), "phq-9", text=phq9)

    assert safety(row) not in login("rosa").get("/today/").text


def test_what_opened_it_lies_sealed(cast, phq9):
    row = keep(cast.cam, cast.rosa, phq(LOW), "phq-9", text=phq9)

    assert Outcome._meta.get_field("safety").kind == "notes"
    assert b"opened" not in bytes(again(row).safety_sealed)


def test_the_page_of_a_set_without_such_an_answer_leads_to_its_result(cast, phq9, login):
    row = keep(cast.cam, cast.rosa, phq([0] * 9), "phq-9", text=phq9)

    assert login("rosa").get(safety(row))["Location"] == row.get_absolute_url()


def test_the_page_says_who_was_told_and_not_who_might_have_been(cast, phq9, login):
    """Ana reads Rosa's set: it was Rosa's supervisor who heard of it, and for Rosa."""
    ana = Peer.objects.unscoped("a test").get(user=cast.ana)
    change_supervisor(peer=ana, supervisor=cast.tess, by=cast.dana)
    row = keep(cast.cam, cast.rosa, phq(LOW), "phq-9", text=phq9)

    text = login("ana").get(safety(row)).text

    assert "Marcus was told that Rosa would like a word that day." in text
    assert "Tess" not in text
    assert "you would like a word" not in text


def test_a_supervisor_to_whom_her_record_is_closed_is_not_said_to_know(cast, phq9, login):
    deny(survivor=cast.cam, user=cast.marcus, kind=Denial.Kind.RELATIVE, by=cast.dana)
    row = keep(cast.cam, cast.rosa, phq(LOW), "phq-9", text=phq9)

    assert not told()
    text = login("rosa").get(safety(row)).text
    assert "nobody was told. Call the on-call person." in text
    assert "Marcus" not in text
