"""Next steps: promised, given, changed, done, dropped, and never left without an owner."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from coordination import clock
from coordination.goals import actions
from coordination.goals.actions import finish_step
from coordination.models import Goal, Notice, Step, Survivor
from coordination.survivors.actions import deny
from mentors.pairing.actions import end_pairing


def goal_of(cast, survivor=None, words="Sleep well"):
    """A goal of Cam's, kept by Rosa."""
    goal = Goal(survivor=survivor or cast.cam, words=words)
    return actions.add_goal(goal=goal, by=cast.rosa)


def change(step, by, **changes):
    return actions.change_step(step=step, changes=changes, by=by)


def told(user):
    return Notice.objects.visible_to(user).filter(kind="step_given")


def test_a_step_is_promised_by_who_writes_it(cast, login):
    due = clock.today() + timedelta(days=3)
    sent = {"what": "Send the times", "when": "pick", "due_on": due, "who": cast.dana.ref}
    login("dana").post(reverse("add_step", args=[cast.eve.ref]), sent)

    [step] = Step.objects.unscoped("test").filter(survivor=cast.eve, who=cast.dana)
    assert (step.what, step.due_on, step.owner) == ("Send the times", due, cast.eve.pk)


@pytest.mark.parametrize(("chip", "days"), [("0", 0), ("1", 1), ("7", 7), ("", None)])
def test_near_days_are_one_tap(cast, login, chip, days):
    sent = {"what": "Send the times", "when": chip, "who": cast.rosa.ref}
    login("rosa").post(reverse("add_step", args=[cast.cam.ref]), sent)

    [step] = Step.objects.unscoped("test").filter(survivor=cast.cam)
    assert step.due_on == (None if days is None else clock.today() + timedelta(days=days))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"what": ""}, "Write the next step in a few words."),
        ({"who": ""}, "Choose who does it."),
        ({"who": "nobody"}, "Choose one from the list."),
        ({"when": "pick"}, "Choose the day."),
        ({"when": "pick", "due_on": "2020-01-01"}, "today or later"),
        ({"when": "pick", "due_on": "9020-01-01"}, "Check the year."),
        ({"when": "pick", "due_on": "soon"}, "Enter a real date"),
    ],
)
def test_what_does_not_fit_is_said_and_kept(cast, login, sent, said):
    sent = {"what": "Send the times", "when": "", "who": cast.rosa.ref} | sent
    answer = login("rosa").post(reverse("add_step", args=[cast.cam.ref]), sent)

    assert said in answer.text
    assert sent["what"] in answer.text
    assert not Step.objects.unscoped("test").filter(survivor=cast.cam).exists()


def test_done_twice_stays_done_on_the_first_day(cast):
    step = cast.step(cast.eve, cast.dana)
    with clock.at(clock.days_ago(2)):
        first = finish_step(step=step, by=cast.dana)

    assert finish_step(step=step, by=cast.dana).done_on == first.done_on


def test_done_goes_back_to_a_page_of_ours_only(cast, login):
    step, client = cast.step(cast.eve, cast.dana), login("dana")
    url = reverse("finish_step", args=[step.ref])

    assert client.post(url, {"next": "/today/"})["Location"] == "/today/"
    assert client.post(url, {"next": "https://else.example/"})["Location"].startswith("/people/")
    assert client.post(url, {"next": "//else.example/"})["Location"].startswith("/people/")


def test_a_stranger_to_her_cannot_finish_her_step(cast, login):
    step = cast.step(cast.eve, cast.dana)

    response = login("rosa").post(reverse("finish_step", args=[step.ref]))

    assert response.status_code == 404
    step.refresh_from_db()
    assert step.done_on is None


def test_a_step_given_to_another_is_told_to_them_once(cast, login):
    sent = {"what": "Send the times", "when": "", "who": cast.ana.ref}
    login("rosa").post(reverse("add_step", args=[cast.cam.ref]), sent)

    [notice] = told(cast.ana)
    [step] = Step.objects.unscoped("test").filter(survivor=cast.cam)
    assert notice.path == step.get_absolute_url()
    assert not told(cast.rosa).exists()
    change(step, cast.rosa, what="Send the new times")
    assert told(cast.ana).count() == 1
    change(step, cast.ana, who=cast.rosa)
    assert not told(cast.ana).exists()
    assert told(cast.rosa).count() == 1


def test_a_step_goes_only_to_somebody_who_sees_her(cast):
    step = cast.step(cast.cam, cast.rosa)
    for name in ("bea", "marcus", "kin", "off", "priya"):
        with pytest.raises(ValidationError, match="someone who walks with them"):
            change(step, cast.rosa, who=getattr(cast, name))


def test_a_peer_is_offered_only_those_who_walk_with_her(cast, login):
    page = login("rosa").get(reverse("add_step", args=[cast.cam.ref])).text

    assert cast.ana.ref in page
    for name in ("bea", "gone", "dana", "marcus"):
        assert getattr(cast, name).ref not in page, name


def test_she_may_do_it_herself(cast):
    step = change(cast.step(cast.cam, cast.rosa), cast.rosa, who=None, by_person=True)

    assert step.doer == "They do it themselves"
    with pytest.raises(ValidationError):
        change(step, cast.rosa, by_person=False)


def test_a_dropped_step_is_gone_from_the_lists_and_can_come_back(cast, login):
    step, client = cast.step(cast.cam, cast.rosa), login("rosa")

    client.post(reverse("drop_step", args=[step.ref]))
    assert not Step.objects.unscoped("test").open().filter(pk=step.pk).exists()
    assert "Open it again" in client.get(step.get_absolute_url()).text
    with pytest.raises(ValidationError, match="done or dropped"):
        change(step, cast.rosa, what="Other")
    client.post(reverse("reopen_step", args=[step.ref]))

    assert Step.objects.unscoped("test").open().filter(pk=step.pk).exists()


def test_what_was_done_is_not_dropped(cast):
    step = finish_step(step=cast.step(cast.cam, cast.rosa), by=cast.rosa)

    assert actions.drop_step(step=step, by=cast.rosa).dropped_on is None


def test_a_step_towards_a_goal_of_somebody_else_is_refused(cast):
    goal = goal_of(cast)
    step = Step(survivor=cast.eve, goal=goal, what="x", who=cast.bea)
    with pytest.raises(ValidationError, match="their own goals"):
        actions.add_step(step=step, by=cast.bea)


def test_changes_are_kept_with_who_made_them(cast):
    step = change(cast.step(cast.cam, cast.rosa), cast.ana, due_on=None)

    assert [row.history_user for row in step.history.order_by("history_id")] == [
        cast.rosa,
        cast.ana,
    ]


# Reminders stop, and nothing is left without an owner (lesson 14) ---------------------------------


@pytest.mark.parametrize("status", ["paused", "finished"])
def test_nothing_reminds_while_her_record_rests(cast, status):
    step = cast.step(cast.cam, cast.rosa)
    rows = Step.objects.unscoped("test").filter(pk=step.pk)
    assert rows.to_remind().exists()
    Survivor.objects.unscoped("test").filter(pk=cast.cam.pk).update(status=status)

    assert not rows.to_remind().exists()
    assert not rows.without_owner().exists()


def test_a_step_of_someone_who_no_longer_sees_her_needs_an_owner(cast):
    step = cast.step(cast.cam, cast.rosa)
    hers = change(cast.step(cast.cam, cast.rosa), cast.rosa, who=None, by_person=True)
    kept = cast.step(cast.cam, cast.dana)
    orphans = Step.objects.unscoped("test").without_owner()
    assert not orphans.exists()

    end_pairing(pairing=cast.pairing, whose_choice="theirs", what_next="nothing", by=cast.dana)

    assert [row.pk for row in orphans.all()] == [step.pk]
    assert hers.pk != step.pk != kept.pk


def test_leaving_and_the_deny_list_make_steps_ownerless_too(cast):
    with_ana, with_dana = cast.step(cast.cam, cast.ana), cast.step(cast.cam, cast.dana)
    cast.ana.is_active = False
    cast.ana.save()
    deny(survivor=cast.cam, user=cast.dana, kind="relative", by=cast.dana)

    orphans = Step.objects.unscoped("test").without_owner()

    assert {row.pk for row in orphans} == {with_ana.pk, with_dana.pk}


def test_my_steps_are_mine_alone(cast, login):
    mine, hers = cast.step(cast.cam, cast.rosa), cast.step(cast.cam, cast.ana)

    page = login("rosa").get(reverse("my_steps")).text

    assert mine.get_absolute_url() in page
    assert hers.get_absolute_url() not in page
    assert "No open steps." in login("gone").get(reverse("my_steps")).text


def test_a_step_they_did_themselves_stands_on_her_line_without_a_name(cast, login):
    hers = change(cast.step(cast.cam, cast.rosa), cast.rosa, who=None, by_person=True)
    finish_step(step=hers, by=cast.rosa)

    for name in ["survivor", "timeline"]:
        page = login("rosa").get(reverse(name, args=[cast.cam.ref]))
        assert f"Done: {hers.what}" in page.text
