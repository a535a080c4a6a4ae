"""A request and its time are told to the two people it concerns, and to nobody else."""

from datetime import timedelta

from django.urls import reverse

from coordination import clock
from coordination.models import Notice
from selfcare.debriefs.actions import ask_debrief, close_debrief, set_debrief_time


def rows(kind):
    return Notice.objects.unscoped("test").filter(kind=kind)


def test_the_supervisor_hears_of_a_request_and_the_asker_of_the_time(cast, login):
    debrief = ask_debrief(wanted="today", by=cast.rosa)
    [asked] = rows("debrief_asked")
    assert asked.user == cast.marcus
    assert login("marcus").get(asked.path).status_code == 200
    set_debrief_time(debrief=debrief, at=clock.now() + timedelta(hours=2), by=cast.marcus)

    [answered] = rows("debrief_time")
    assert (answered.user, answered.path) == (cast.rosa, reverse("ask_debrief"))


def test_taking_it_back_takes_the_notice_back(cast):
    debrief = ask_debrief(wanted="today", by=cast.rosa)
    close_debrief(debrief=debrief, by=cast.rosa)

    assert not rows("debrief_asked").exists()
