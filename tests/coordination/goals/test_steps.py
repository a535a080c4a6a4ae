"""Next steps: promised, done, and done twice."""

from datetime import timedelta

from django.urls import reverse

from coordination import clock
from coordination.goals.actions import finish_step
from coordination.models import Step


def test_a_step_is_promised_by_who_writes_it(cast, login):
    due = clock.today() + timedelta(days=3)
    login("dana").post(
        reverse("add_step", args=[cast.eve.ref]), {"what": "Send the times", "due_on": due}
    )

    [step] = Step.objects.unscoped("test").filter(survivor=cast.eve, who=cast.dana)
    assert (step.what, step.due_on, step.owner) == ("Send the times", due, cast.eve.pk)


def test_an_empty_step_says_what_to_do(cast, login):
    response = login("dana").post(reverse("add_step", args=[cast.eve.ref]), {"what": ""})

    assert "Write the next step in a few words." in response.text


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
