"""The state machine against the table of domain.md 11, written out once more and by hand."""

from datetime import date, timedelta

import pytest

from referrals.handoffs import states
from referrals.handoffs.states import Ending, Side, Stage, State

HER_OR_OURS = "declined_by_person withdrawn unable_to_reach entered_in_error"
THEIRS = "declined_by_provider not_eligible no_capacity"
ASIDE = "on_hold consent_pending"
TABLE = {
    "draft": "consent_pending sent scheduled",
    "sent": f"received {HER_OR_OURS} {THEIRS} expired {ASIDE}",
    "received": f"accepted waitlisted {HER_OR_OURS} {THEIRS} expired {ASIDE}",
    "waitlisted": f"accepted {HER_OR_OURS} {THEIRS} expired {ASIDE}",
    "accepted": f"scheduled {HER_OR_OURS} {THEIRS} {ASIDE}",
    "scheduled": f"introduced {HER_OR_OURS} {THEIRS} no_show {ASIDE}",
    "introduced": f"first_attended {HER_OR_OURS} {THEIRS} no_show {ASIDE}",
    "first_attended": f"engaged_30d {HER_OR_OURS} {THEIRS} {ASIDE}",
    "engaged_30d": f"closed {HER_OR_OURS} {THEIRS} {ASIDE}",
}
LINE = [state for state in TABLE if state != "draft"]
EXITS = f"closed no_show expired {HER_OR_OURS} {THEIRS}".split()
TODAY = date(2026, 11, 24)  # a Tuesday


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("to", State.values)
def test_every_pair_of_states_is_a_move_exactly_where_the_table_says(state, to):
    if state in ("on_hold", "consent_pending"):
        wanted = ["sent", *TABLE["sent"].split()]
        wanted = [one for one in wanted if one != state and one != "received"]
        if state == "on_hold":
            wanted.remove("expired")
    else:
        wanted = TABLE.get(state, "").split()
    assert (to in states.moves(state)) == (to in wanted)


@pytest.mark.parametrize("aside", ["on_hold", "consent_pending"])
@pytest.mark.parametrize("before", LINE)
def test_a_pause_leads_back_to_where_it_began_and_holds_no_exit_back(aside, before):
    found = states.moves(aside, before)
    exits = set(TABLE[before].split()) & set(EXITS)
    exits = exits - {"expired"} if aside == "on_hold" else exits | {"expired"}
    other = ({"on_hold", "consent_pending"}) - {aside}
    assert set(found) == exits | {before} | other


@pytest.mark.parametrize("state", State.values)
def test_every_state_is_open_ended_or_a_draft_and_every_ended_one_stays_so(state):
    kinds = [state in states.OPEN, state in states.ENDED, state == "draft"]
    assert sum(kinds) == 1
    assert (state in EXITS) == (state in states.ENDED)
    if state in states.ENDED:
        assert not states.moves(state)
        assert not states.destinations(state)


@pytest.mark.parametrize("state", State.values)
def test_every_state_reaches_an_end_and_is_reached(state):
    reached, border = {"draft"}, ["draft"]
    while border:
        new = set(states.moves(border.pop())) - reached
        reached |= new
        border += new
    assert state in reached
    if state not in states.ENDED:
        assert states.moves(state)


@pytest.mark.parametrize("state", State.values)
@pytest.mark.parametrize("to", State.values)
def test_two_steps_at_once_are_the_four_of_one_visit_or_call(state, to):
    passing = {
        ("sent", "accepted"): ("received", "accepted"),
        ("sent", "waitlisted"): ("received", "waitlisted"),
        ("accepted", "introduced"): ("scheduled", "introduced"),
        ("scheduled", "first_attended"): ("introduced", "first_attended"),
    }
    found = states.way(state, to)
    if (state, to) in passing:
        assert found == passing[state, to]
    elif to in states.moves(state):
        assert found == (to,)
    else:
        assert found == ()


def test_what_shares_something_passes_the_agreement_and_what_shares_nothing_does_not():
    assert states.way("draft", "sent", shared=True) == ("consent_pending", "sent")
    assert states.way("draft", "sent", shared=False) == ("sent",)
    assert states.way("draft", "scheduled") == ("scheduled",)


@pytest.mark.parametrize("state", State.values)
def test_every_state_that_is_not_ended_names_who_acts_what_and_when(state):
    if state in states.ENDED:
        assert state not in states.TURNS
        assert states.next_check(state, TODAY) is None
    else:
        turn = states.TURNS[state]
        assert turn.of in Side
        assert str(turn.action).endswith(".")
        assert states.next_check(state, TODAY) > TODAY


@pytest.mark.parametrize(
    ("state", "day"),
    [
        ("sent", date(2026, 11, 26)),
        ("received", date(2026, 11, 26)),
        ("waitlisted", date(2026, 12, 1)),
        ("accepted", date(2026, 11, 26)),
        ("scheduled", date(2026, 11, 26)),
        ("introduced", date(2026, 11, 26)),
        ("first_attended", date(2026, 12, 1)),
        ("engaged_30d", date(2026, 12, 24)),
        ("on_hold", date(2026, 12, 1)),
        ("consent_pending", date(2026, 11, 26)),
    ],
)
def test_the_next_check_is_preset(state, day):
    assert states.next_check(state, TODAY) == day


def test_a_place_answers_in_working_days_and_an_introduction_is_followed_up_after_it():
    friday = date(2026, 11, 27)
    assert states.next_check("sent", friday) == date(2026, 12, 1)
    assert states.next_check("introduced", friday) == date(2026, 11, 29)
    assert states.next_check("scheduled", friday, date(2026, 12, 3)) == date(2026, 12, 5)
    assert states.next_check("scheduled", friday, date(2026, 11, 3)) == date(2026, 11, 29)


@pytest.mark.parametrize("to", State.values)
@pytest.mark.parametrize("side", Side.values)
def test_staff_write_why_and_the_person_never_has_to(to, side):
    asked = to in ["declined_by_provider", "on_hold", "unable_to_reach", "withdrawn"]
    assert states.needs_words(to, side) == (asked and side != "person")


@pytest.mark.parametrize("to", State.values)
def test_every_move_knows_which_side_can_be_behind_it(to):
    wanted = {
        "declined_by_person": {"person"},
        "declined_by_provider": {"partner"},
        "not_eligible": {"partner"},
        "no_capacity": {"partner"},
        "expired": {"partner"},
        "received": {"partner"},
        "waitlisted": {"partner"},
        "accepted": {"partner"},
        "no_show": {"person"},
        "first_attended": {"person"},
        "engaged_30d": {"person"},
        "withdrawn": {"us", "person"},
        "on_hold": {"us", "person", "partner"},
        "consent_pending": {"us", "person"},
    }
    assert states.sides(to) == wanted.get(to, {"us"})


@pytest.mark.parametrize("to", State.values)
def test_every_end_has_an_ending_and_nothing_open_has_one(to):
    found = states.endings(to)
    assert bool(found) == (to in states.ENDED)
    assert (Ending.MISTAKE in found) == (to == "entered_in_error")
    if to == "closed":
        assert set(found) == set(Ending) - {Ending.MISTAKE}
    if to in THEIRS.split() or to == "expired":
        assert found == {Ending.PARTNER_COULD_NOT}
    if to == "unable_to_reach":
        assert found == {Ending.LOST_TOUCH}


def test_every_ending_can_be_reached():
    assert set().union(*states.ENDINGS.values()) == set(Ending)


def test_the_five_steps_follow_the_road():
    road = ["sent", "accepted", "introduced", "first_attended", "engaged_30d"]
    assert [states.STAGES[state] for state in road] == list(Stage)
    assert set(states.STAGES) == states.LINE | {State.DRAFT}


@pytest.mark.parametrize("state", State.values)
def test_only_a_place_that_owes_an_answer_falls_silent_after_two_weeks(state):
    owes = state in ("sent", "received", "waitlisted", "consent_pending")
    assert states.silent(state, TODAY - timedelta(days=14), TODAY) == owes
    assert not states.silent(state, TODAY - timedelta(days=13), TODAY)


@pytest.mark.parametrize(
    ("days", "open_for", "enough"),
    [
        ([0, 2, 4], 30, True),
        ([0, 2, 4], 29, False),
        ([0, 2], 60, False),
        ([0, 1, 2], 60, False),
        ([0, 1, 2, 3, 4], 60, True),
        ([0, 0, 0], 60, False),
        ([], 60, False),
    ],
)
def test_touch_is_lost_after_three_tries_two_days_apart_and_thirty_days(days, open_for, enough):
    tries = [TODAY - timedelta(days=day) for day in days]
    assert states.tried_enough(tries, TODAY - timedelta(days=open_for), TODAY) == enough
