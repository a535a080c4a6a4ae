"""Adding a person as a task list: any order, only a name is needed (S13)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coordination import clock
from coordination.models import Organisation, SafeContact, Survivor
from coordination.registry import intake
from coordination.survivors.actions import add_survivor
from mentors.models import Wishes


@pytest.fixture
def lark(cast):
    return add_survivor(survivor=Survivor(name="Lark"), by=cast.dana)


def states(client, survivor):
    """What the task list says: address of each task to its state."""
    context = client.get(reverse("start_person", args=[survivor.ref])).context
    tasks = context["tasks"] + context["apart"]
    return {task["href"].split("/")[3].split("?")[0]: str(task["state"]) for task in tasks}


def page(name, survivor):
    return reverse(name, args=[survivor.ref]) + "?from=start"


def fresh(row):
    return type(row).plain.get(pk=row.pk)


def test_every_task_leads_to_a_page(lark):
    assert len(intake.tasks()) >= 6
    for task in intake.tasks():
        assert reverse(task.view, args=[lark.ref])


def test_two_tasks_cannot_share_a_key():
    with pytest.raises(ValueError, match="registered twice"):
        intake.task("told", order=1, label="", view="tell", permission="")(lambda survivor: True)


def test_a_new_record_has_everything_before_it(cast, lark, login):
    assert states(login("dana"), lark) == {
        "contact-rules": "Not yet",
        "wishes": "Later",
        "basics": "Later",
        "told": "Not yet",
        "flags": "Later",
        "report-questions": "Later",
    }


def test_what_is_done_says_so(cast, lark, login):
    client = login("dana")
    client.post(page("change_basics", lark), {"name": "Larkin", "languages": "Tagalog"})
    client.post(page("tell", lark), {"told": "on", "told_on": clock.today().isoformat()})
    Wishes.plain.create(survivor=lark, owner=lark.pk)
    SafeContact.plain.create(survivor=lark, owner=lark.pk, who="they", check_again_on=clock.today())

    found = states(client, lark)

    done = {key for key, state in found.items() if state == "Done"}
    assert done == {"contact-rules", "wishes", "basics", "told"}


@pytest.mark.parametrize(
    ("name", "answers"),
    [
        ("change_basics", {"name": "Lark", "languages": "Tagalog"}),
        ("change_identity", {"phone": "555-0177"}),
        ("tell", {"told": "on", "told_on": "2020-01-01"}),
        ("report_questions", {"age": "18_24"}),
        ("wishes", {"words": "Someone calm"}),
        ("safe_contact", {"who": "they", "check_again_on": "2099-01-01"}),
    ],
)
def test_each_page_goes_back_to_the_list_it_came_from(name, answers, cast, lark, login):
    client, start = login("dana"), reverse("start_person", args=[lark.ref])
    if name == "safe_contact":
        day = clock.today() + timedelta(days=30)
        answers = answers | {"check_again_on": day.isoformat()}
    assert f'href="{start}"' in client.get(page(name, lark)).text

    assert client.post(page(name, lark), answers)["Location"] == start
    assert client.post(reverse(name, args=[lark.ref]), answers)["Location"] != start


def test_a_peer_who_walks_with_her_has_the_list_and_sees_her_own_tasks(cast, login):
    found = states(login("rosa"), cast.cam)

    assert "report-questions" in found
    assert "told" in found


def test_a_supervisor_has_no_tasks(cast, login):
    assert login("marcus").get(reverse("start_person", args=[cast.cam.ref])).status_code == 403


# What we must tell them ------------------------------------------------------------------------


def test_the_talk_has_the_words_of_the_organisation(cast, lark, login):
    organisation = Organisation.current()
    organisation.must_tell = "For example, if a child is being hurt."
    organisation.save()

    assert "if a child is being hurt" in login("dana").get(page("tell", lark)).text


def test_without_words_of_the_organisation_the_page_says_whom_to_ask(cast, lark, login):
    assert "Ask a manager before you talk about it." in login("dana").get(page("tell", lark)).text


def test_the_talk_promises_no_more_about_notes_than_is_kept(lark, login):
    """A supervisor may open one, for a minute and with a reason (settled 2)."""
    said = login("dana").get(page("tell", lark)).text

    assert "The supervisor can open a note for a minute, and must write down why." in said


def test_the_talk_keeps_the_day_it_was_held(cast, lark, login):
    day = clock.days_ago(3).date()
    login("dana").post(page("tell", lark), {"told": "on", "told_on": day.isoformat()})

    assert fresh(lark).told_on == day


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"told_on": "2020-01-01"}, "Tick this when you have said it"),
        ({"told": "on", "told_on": ""}, "Choose the day you said it."),
        ({"told": "on", "told_on": "2999-01-01"}, "The day must be today or earlier."),
        ({"told": "on", "told_on": "soon"}, "Enter a real date"),
        ({"told": "on", "told_on": "0001-01-01"}, "Check the year."),
    ],
)
def test_a_talk_that_was_not_held_is_not_written_down(answers, said, cast, lark, login):
    answer = login("dana").post(page("tell", lark), answers)

    assert said in answer.text
    assert fresh(lark).told_on is None


# Legal name and phone --------------------------------------------------------------------------


def test_an_empty_box_leaves_what_is_held_and_shows_nothing(cast, login):
    client, held = login("dana"), cast.cam.legal_name
    url = reverse("change_identity", args=[cast.cam.ref])
    assert held not in client.get(url).text

    client.post(url, {"phone": "555-0177"})

    assert (fresh(cast.cam).legal_name, fresh(cast.cam).phone) == (held, "555-0177")


def test_a_tick_takes_it_out(cast, login):
    login("rosa").post(reverse("change_identity", args=[cast.cam.ref]), {"no_phone": "on"})

    assert fresh(cast.cam).phone == ""


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"phone": " "}, "Write a name or a number, or go back."),
        ({"phone": "555-0177", "no_phone": "on"}, "Not both."),
        ({"legal_name": "x" * 121}, "You have 121"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_changes(answers, said, cast, login):
    held = cast.cam.phone
    answer = login("dana").post(reverse("change_identity", args=[cast.cam.ref]), answers)

    assert said in answer.text
    assert fresh(cast.cam).phone == held
