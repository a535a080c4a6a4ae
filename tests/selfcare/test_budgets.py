"""The same number of queries for a small team and a large one, a short past and a long one."""

from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination import clock
from selfcare.checkins.actions import keep_pulse
from selfcare.debriefs.actions import ask_debrief
from selfcare.models import SupervisionSession
from selfcare.supervision.actions import record_supervision

# Queries of the main database and of the keys' (sign-in, session and the frame included).
BUDGET = {"me": 11, "team": 16, "team_member": 13, "today": 20, "my_supervision": 7}


def queries(client, url):
    """How many queries the page needs of the data and the keys; each card's savepoint apart."""
    assert client.get(url).status_code == 200  # the first page of a session also stamps it
    captured = [CaptureQueriesContext(connections[alias]) for alias in ("default", "keys")]
    for capture in captured:
        capture.__enter__()
    assert client.get(url).status_code == 200
    for capture in captured:
        capture.__exit__(None, None, None)
    sent = [query["sql"] for capture in captured for query in capture.captured_queries]
    # On SQLite the read audit has a database of its own.
    apart = ("SAVEPOINT", "coordination_readaudit")
    return len([sql for sql in sent if not any(word in sql for word in apart)])


def live(team, users, finish, times):
    """`times` weeks of everything for these users."""
    for user in users:
        for number in range(times):
            with clock.at(clock.now() - timedelta(days=3 * number)):
                finish(user, "scores")
                keep_pulse(by=user, feeling="heavy")
                session = SupervisionSession(
                    subject=user,
                    owner=user.pk,
                    held_on=clock.today(),
                    minutes=30,
                    kind="planned",
                    load="about_right",
                    next_on=clock.today() + timedelta(days=7),
                )
                record_supervision(session=session, by=team.marcus)
        ask_debrief(wanted="today", by=user)


@pytest.mark.parametrize(
    ("name", "view"), [("rosa", "me"), ("rosa", "today"), ("rosa", "my_supervision")]
)
def test_ones_own_pages_cost_the_same_after_a_long_year(team, finish, login, name, view):
    live(team, [team.rosa], finish, 1)
    once = queries(login(name), reverse(view))
    live(team, [team.rosa], finish, 9)
    assert queries(login(name), reverse(view)) == once <= BUDGET[view]


@pytest.mark.parametrize("view", ["team", "today", "team_member"])
def test_a_team_of_twelve_costs_what_a_team_of_two_does(
    team, more_peers, finish, login, peer_of, view
):
    args = [peer_of(team.rosa).ref] if view == "team_member" else []
    url = reverse(view, args=args)
    live(team, [team.rosa], finish, 1)
    small = queries(login("marcus"), url)
    live(team, [team.ana, *more_peers(10)], finish, 4)
    assert queries(login("marcus"), url) == small <= BUDGET[view]
