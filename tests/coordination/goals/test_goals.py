"""Goals in her words, shared by those who walk with her; letting go is an end like any other."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from coordination import clock
from coordination.goals import actions
from coordination.goals.items import goals as goals_for_herself
from coordination.goals.items import steps as steps_for_herself
from coordination.models import Goal, Step, Survivor
from mentors.pairing.actions import end_pairing
from tests.coordination.goals.test_steps import goal_of


def change(goal, by, version=None, **changes):
    version = version or goal.version
    return actions.change_goal(goal=goal, version=version, changes=changes, by=by)


def test_mentor_and_navigator_share_a_goal_and_others_do_not_see_it(cast):
    goal = goal_of(cast)

    for name in ("rosa", "ana", "dana", "marcus"):
        assert Goal.objects.visible_to(getattr(cast, name)).filter(pk=goal.pk).exists(), name
    for name in ("bea", "tess", "priya", "admin", "kin", "gone"):
        assert not Goal.objects.visible_to(getattr(cast, name)).exists(), name


def test_it_closes_with_the_pairing(cast):
    goal = goal_of(cast)
    end_pairing(pairing=cast.pairing, whose_choice="theirs", what_next="nothing", by=cast.dana)

    assert not Goal.objects.visible_to(cast.rosa).filter(pk=goal.pk).exists()


def test_a_goal_and_its_first_step_are_kept_together(cast, login):
    sent = {"words": "Sleep in my own bed", "confidence": "3", "what": "Look at beds"}
    sent |= {"who": "person", "when": "1"}
    response = login("rosa").post(reverse("add_goal", args=[cast.cam.ref]), sent)

    assert response["Location"] == reverse("goals", args=[cast.cam.ref])
    [goal] = Goal.objects.unscoped("test").filter(survivor=cast.cam)
    [step] = goal.steps.all()
    assert (goal.words, goal.confidence, goal.made_by) == ("Sleep in my own bed", 3, cast.rosa)
    assert (step.what, step.by_person, step.who) == ("Look at beds", True, None)
    assert step.due_on == clock.today() + timedelta(days=1)


def test_a_goal_needs_only_words(cast, login):
    client, url = login("ana"), reverse("add_goal", args=[cast.cam.ref])
    refused = client.post(url, {"words": "  ", "what": "Look at beds", "who": "person"})
    assert "Write what they want in a few words." in refused.text
    assert "Look at beds" in refused.text
    client.post(url, {"words": "A garden", "who": "person"})

    [goal] = Goal.objects.unscoped("test").filter(survivor=cast.cam)
    assert goal.progress == "not_started"
    assert not goal.steps.exists()


@pytest.mark.parametrize("end", ["done", "let_go"])
def test_a_goal_ends_and_may_begin_again(cast, end):
    goal = goal_of(cast)

    ended = change(goal, cast.rosa, progress=end)
    assert ended.closed_on == clock.today()
    assert not Goal.objects.unscoped("test").open().filter(pk=goal.pk).exists()
    again = change(ended, cast.ana, progress="some")

    assert again.closed_on is None
    assert [row.progress for row in goal.history.order_by("history_id")] == [
        "not_started",
        end,
        "some",
    ]


def test_letting_go_asks_for_no_reason_and_looks_like_any_end(cast, login):
    goal = goal_of(cast)
    client = login("rosa")
    sent = {"words": goal.words, "progress": "let_go", "version": goal.version}

    client.post(goal.get_absolute_url(), sent)
    page = client.get(reverse("goals", args=[cast.cam.ref])).text

    assert "Let go" in page
    for word in ("failed", "not met", "tag due", "tag stop"):
        assert word not in page, word


def test_who_saves_second_sees_both_and_loses_nothing(cast, login):
    goal = goal_of(cast, words="A quiet room")
    sent = {"words": "A room with a door", "progress": "a_lot", "version": goal.version}
    change(goal, cast.ana, words="A quiet flat")
    client = login("rosa")

    answer = client.post(goal.get_absolute_url(), sent)

    assert answer.status_code == 409
    assert "Someone changed this while you were writing." in answer.text
    assert "A quiet flat" in answer.text
    assert "A room with a door" in answer.text
    goal.refresh_from_db()
    assert goal.words == "A quiet flat"
    both = client.post(goal.get_absolute_url(), sent | {"both": "1"})
    assert "A quiet flat / A room with a door" in both.text
    client.post(goal.get_absolute_url(), sent | {"version": goal.version})
    goal.refresh_from_db()
    assert goal.words == "A room with a door"


def test_a_page_that_lost_its_version_overwrites_nothing(cast):
    goal = goal_of(cast)
    with pytest.raises(ValidationError, match="Someone changed"):
        actions.change_goal(goal=goal, version=None, changes={"words": "x"}, by=cast.rosa)


@pytest.mark.parametrize("number", [0, 6])
def test_confidence_is_one_to_five(cast, number):
    with pytest.raises(ValidationError):
        change(goal_of(cast), cast.rosa, confidence=number)


def test_words_that_do_not_fit_are_said_and_kept(cast, login):
    long = "word " * 2000
    answer = login("rosa").post(reverse("add_goal", args=[cast.cam.ref]), {"words": long})

    assert "This can be up to 140 letters." in answer.text
    assert long.strip() in answer.text


def test_the_page_tells_how_far_the_steps_are(cast, login):
    goal = goal_of(cast)
    for number in range(3):
        step = Step(survivor=cast.cam, goal=goal, what=f"Step {number}", who=cast.rosa)
        step = actions.add_step(step=step, by=cast.rosa)
        if number < 2:
            actions.finish_step(step=step, by=cast.rosa)
    dropped = Step(survivor=cast.cam, goal=goal, what="Never mind", who=cast.rosa)
    actions.drop_step(step=actions.add_step(step=dropped, by=cast.rosa), by=cast.rosa)

    page = login("ana").get(reverse("goals", args=[cast.cam.ref])).text

    assert "2 of 3 steps" in page
    assert "Never mind" not in page
    assert "2 of 3 steps" in login("ana").get(cast.cam.get_absolute_url()).text


def test_empty_pages_say_so_kindly(cast, login):
    client = login("rosa")

    assert (
        "What would make next week a bit better?"
        in client.get(reverse("goals", args=[cast.cam.ref])).text
    )
    assert (
        "Some people never want goals. That is fine."
        in client.get(cast.cam.get_absolute_url()).text
    )


def test_a_supervisor_reads_goals_and_changes_none(cast, login):
    goal = goal_of(cast, words="A quiet room")
    client = login("marcus")

    page = client.get(reverse("goals", args=[cast.cam.ref])).text

    assert "A quiet room" in page
    assert "Add a goal" not in page
    assert client.get(goal.get_absolute_url()).status_code == 403


def test_her_own_copy_holds_goals_and_open_steps(cast):
    goal_of(cast, words="A quiet room")
    cast.step(cast.cam, cast.rosa)
    person = Survivor.objects.unscoped("test").get(pk=cast.cam.pk)

    assert goals_for_herself(person) == ["A quiet room (Not started)"]
    [line] = steps_for_herself(person)
    assert line.startswith("Bring the form")
    assert line.endswith(": we, by Today")  # paper names no staff
