"""Moving a handoff: what each move needs, what it writes, and how it ends."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from coordination import clock
from coordination.registry import open_work
from referrals.consent.actions import mark_ended, stop_sharing
from referrals.disclosure.gate import dispatch
from referrals.handoffs import actions, states
from referrals.handoffs.models import Handoff, HandoffEvent
from referrals.models import Disclosure
from tests.referrals.handoffs.conftest import ARRIVED

ROAD = ["received", "accepted", "scheduled", "introduced", "first_attended", "engaged_30d"]


def codes(caught):
    error = caught.value
    found = error.error_dict.values() if hasattr(error, "error_dict") else [error.error_list]
    return [one.code for errors in found for one in errors]


def later(days):
    return clock.today() + timedelta(days=days)


def test_the_whole_road_to_a_good_ending(cast, start, move):
    handoff = move(start(), *ROAD)
    assert handoff.state == "engaged_30d"
    assert handoff.next_check_on == later(30)
    reached = [handoff.accepted_on, handoff.introduced_on, handoff.first_visit_on]
    assert [*reached, handoff.settled_on] == [clock.today()] * 4
    handoff = move(handoff, "closed")
    assert (handoff.ended_on, handoff.ending) == (clock.today(), "going_well")
    assert handoff.next_check_on is None
    events = HandoffEvent.plain.filter(handoff=handoff).order_by("number")
    assert [event.to_state for event in events] == ["consent_pending", "sent", *ROAD, "closed"]
    assert [event.number for event in events] == list(range(1, 10))


def test_one_call_can_settle_two_steps_and_both_are_written(cast, start, move):
    handoff = move(start(), "accepted")
    events = HandoffEvent.plain.filter(handoff=handoff).order_by("number")
    assert [event.to_state for event in events][2:] == ["received", "accepted"]
    assert [event.side for event in events][2:] == ["partner", "partner"]


@pytest.mark.parametrize("to", ["introduced", "closed", "engaged_30d", "draft", "sent"])
def test_a_move_the_table_does_not_know_is_refused(cast, start, to):
    handoff = start()
    with pytest.raises(ValidationError) as caught:
        actions.move_handoff(handoff=handoff, to=to, by=cast.ana, facts=ARRIVED)
    assert codes(caught) == ["no_such_move"]
    assert HandoffEvent.plain.count() == 2


def test_the_same_move_twice_is_refused_the_second_time(cast, start):
    handoff = start()
    actions.move_handoff(handoff=handoff, to="received", by=cast.ana)
    with pytest.raises(ValidationError) as caught:
        actions.move_handoff(handoff=handoff, to="received", by=cast.ana)
    assert codes(caught) == ["no_such_move"]
    assert HandoffEvent.plain.count() == 3


def test_nobody_pauses_by_hand_what_only_an_agreement_pauses(cast, start):
    with pytest.raises(ValidationError) as caught:
        actions.move_handoff(handoff=start(), to="consent_pending", by=cast.ana, side="us")
    assert codes(caught) == ["no_such_move"]


@pytest.mark.parametrize("to", sorted(states.ENDED - {"closed"}))
def test_nothing_that_ended_moves_again(cast, start, move, to):
    handoff = start()
    Handoff.plain.filter(pk=handoff.pk).update(
        state=to, ended_on=clock.today(), ending="other_need"
    )
    for target in states.State:
        with pytest.raises(ValidationError):
            actions.move_handoff(handoff=handoff, to=target, by=cast.ana, side="us", note="why")
    with pytest.raises(ValidationError) as caught:
        actions.note_handoff(handoff=handoff, by=cast.ana, next_check_on=later(1))
    assert codes(caught) == ["ended"]


def test_it_cannot_close_without_an_ending(cast, start, move):
    handoff = move(start(), *ROAD)
    for ending in ["", "mistake", "nonsense"]:
        with pytest.raises(ValidationError) as caught:
            actions.move_handoff(handoff=handoff, to="closed", by=cast.ana, ending=ending)
        assert codes(caught) == ["no_ending"]
    assert Handoff.plain.get().is_open


@pytest.mark.parametrize(
    ("to", "ending"),
    [
        ("declined_by_provider", "partner_could_not"),
        ("not_eligible", "partner_could_not"),
        ("no_capacity", "partner_could_not"),
        ("entered_in_error", "mistake"),
    ],
)
def test_where_only_one_ending_is_possible_nobody_is_asked(cast, start, to, ending):
    handoff = actions.move_handoff(
        handoff=start(), to=to, by=cast.ana, note="They told us", new_option=True
    )
    assert (handoff.state, handoff.ending, handoff.new_option) == (to, ending, True)


def test_who_declined_is_kept(cast, start):
    handoff = actions.move_handoff(
        handoff=start(), to="declined_by_person", by=cast.ana, ending="other_need"
    )
    last = HandoffEvent.plain.filter(handoff=handoff).order_by("number").last()
    assert (last.side, last.note) == ("person", "")
    again = actions.move_handoff(
        handoff=start(), to="declined_by_provider", by=cast.ana, note="No room till May"
    )
    assert HandoffEvent.plain.filter(handoff=again).order_by("number").last().side == "partner"


@pytest.mark.parametrize("to", ["declined_by_provider", "withdrawn", "on_hold"])
def test_staff_say_why(cast, start, to):
    handoff = start()
    asked = {"side": "us"} if to != "declined_by_provider" else {}
    with pytest.raises(ValidationError) as caught:
        actions.move_handoff(
            handoff=handoff, to=to, by=cast.ana, note="  ", next_check_on=later(3),
            ending="" if to == "on_hold" else "partner_could_not", **asked,
        )  # fmt: skip
    assert codes(caught) == ["words"]


@pytest.mark.parametrize("to", ["withdrawn", "on_hold"])
def test_the_person_needs_no_reason(cast, start, to):
    ending = "" if to == "on_hold" else "other_need"
    handoff = actions.move_handoff(
        handoff=start(), to=to, by=cast.ana, side="person", ending=ending, next_check_on=later(3)
    )
    assert handoff.state == to


def test_whose_wish_it_was_is_asked_where_it_is_not_plain(cast, start):
    for side in ["", "partner"]:
        with pytest.raises(ValidationError) as caught:
            actions.move_handoff(
                handoff=start() if side == "" else Handoff.plain.get(),
                to="withdrawn", by=cast.ana, side=side, note="x", ending="other_need",
            )  # fmt: skip
        assert codes(caught) == ["side"]


def test_on_hold_needs_a_day_and_leads_back_to_where_it_stood(cast, start, move):
    handoff = move(start(), "accepted")
    with pytest.raises(ValidationError) as caught:
        actions.move_handoff(handoff=handoff, to="on_hold", by=cast.ana, side="person")
    assert codes(caught) == ["check_date"]
    handoff = move(handoff, "on_hold")
    assert (handoff.state, handoff.held_from) == ("on_hold", "accepted")
    assert handoff.next_check_on == later(9)
    with pytest.raises(ValidationError):
        actions.move_handoff(handoff=handoff, to="received", by=cast.ana)
    handoff = move(handoff, "accepted")
    assert (handoff.state, handoff.held_from) == ("accepted", "")


@pytest.mark.parametrize("day", [-1, 400])
def test_a_check_lies_ahead_and_within_a_year(cast, start, day):
    with pytest.raises(ValidationError) as caught:
        actions.move_handoff(handoff=start(), to="received", by=cast.ana, next_check_on=later(day))
    assert codes(caught) == ["check_date"]


def test_a_place_has_two_weeks_to_answer(cast, start):
    handoff = start()
    with clock.at(clock.days_ago(-13)), pytest.raises(ValidationError) as caught:
        actions.move_handoff(handoff=handoff, to="expired", by=cast.ana)
    assert codes(caught) == ["too_soon"]
    with clock.at(clock.days_ago(-14)):
        handoff = actions.move_handoff(handoff=handoff, to="expired", by=cast.ana)
    assert handoff.ending == "partner_could_not"


def test_touch_is_lost_only_after_three_tries_and_thirty_days(cast, start):
    handoff = start()
    for day in [20, 22, 24]:
        with clock.at(clock.days_ago(-day)):
            with pytest.raises(ValidationError) as caught:
                actions.move_handoff(
                    handoff=handoff, to="unable_to_reach", by=cast.ana, note="No answer"
                )
            assert codes(caught) == ["tries"]
            actions.note_handoff(handoff=handoff, by=cast.ana, tried=True)
    with clock.at(clock.days_ago(-29)), pytest.raises(ValidationError):
        actions.move_handoff(handoff=handoff, to="unable_to_reach", by=cast.ana, note="Quiet")
    with clock.at(clock.days_ago(-30)):
        handoff = actions.move_handoff(
            handoff=handoff, to="unable_to_reach", by=cast.ana, note="No answer"
        )
    assert handoff.ending == "lost_touch"


def test_a_settled_handoff_closes_as_lost_touch_only_after_three_tries(cast, start, move):
    handoff = move(start(), *ROAD)
    with pytest.raises(ValidationError) as caught:
        actions.move_handoff(handoff=handoff, to="closed", by=cast.ana, ending="lost_touch")
    assert codes(caught) == ["tries"]


def test_looking_again_later_changes_the_day_and_nothing_else(cast, start):
    handoff = start()
    with pytest.raises(ValidationError) as caught:
        actions.note_handoff(handoff=handoff, by=cast.ana)
    assert codes(caught) == ["check_date"]
    moved = actions.note_handoff(
        handoff=handoff, by=cast.ana, note="Back on Monday", next_check_on=later(6),
        owner_user=cast.rosa,
    )  # fmt: skip
    assert (moved.state, moved.next_check_on, moved.owner_user) == ("sent", later(6), cast.rosa)
    last = HandoffEvent.plain.order_by("number").last()
    assert (last.kind, last.from_state, last.to_state) == ("note", "sent", "sent")
    assert last.note == "Back on Monday"


def test_an_introduction_says_how_and_whether_she_was_there(cast, start, move):
    handoff = move(start(), "accepted")
    with pytest.raises(ValidationError) as caught:
        actions.move_handoff(handoff=handoff, to="introduced", by=cast.ana, facts={})
    assert codes(caught) == ["facts"]
    assert not handoff.is_warm
    handoff = actions.move_handoff(handoff=handoff, to="introduced", by=cast.ana, facts=ARRIVED)
    assert handoff.is_warm


@pytest.mark.parametrize(
    "missing",
    [
        {"person_present": False},
        {"peer_present": False},
        {"introduced_how": "message"},
        {"contact": ""},
    ],
)
def test_it_is_warm_only_with_every_fact(cast, start, move, missing):
    handoff = move(start(), "accepted")
    facts = ARRIVED | missing
    handoff = actions.move_handoff(handoff=handoff, to="introduced", by=cast.ana, facts=facts)
    assert not handoff.is_warm


@pytest.mark.parametrize("missing", ["prepared", "place_is_safe"])
def test_it_is_not_warm_without_the_talk_and_a_safe_place(cast, start, move, missing):
    assert not move(start(**{missing: False}), "accepted", "introduced").is_warm


def test_an_introduction_is_planned_with_a_day(cast, start, move):
    handoff = move(start(introduce_on=None), "accepted")
    with pytest.raises(ValidationError) as caught:
        actions.move_handoff(handoff=handoff, to="scheduled", by=cast.ana)
    assert codes(caught) == ["facts"]
    handoff = actions.move_handoff(
        handoff=handoff, to="scheduled", by=cast.ana, facts={"introduce_on": later(4)}
    )
    assert handoff.next_check_on == later(6)


# When she stops sharing -------------------------------------------------------------------


@pytest.mark.parametrize("steps", range(len(ROAD) + 1))
def test_stopping_pauses_every_open_handoff_that_relied_on_it(cast, start, move, steps):
    handoff = move(start(), *ROAD[:steps])
    before = handoff.state
    stop_sharing(agreement=cast.agreement, by=cast.rosa)
    handoff.refresh_from_db()
    assert (handoff.state, handoff.paused_from) == ("consent_pending", before)
    assert handoff.next_check_on == clock.today()
    last = HandoffEvent.plain.order_by("number").last()
    assert (last.from_state, last.by, last.side) == (before, cast.rosa, "person")


def test_stopping_twice_pauses_once_and_leaves_others_alone(cast, start, group):
    handoff, other = start(), start(group=group)
    stop_sharing(agreement=cast.agreement, by=cast.rosa)
    events = HandoffEvent.plain.count()
    actions.pause_handoffs(cast.agreement, "stopped", cast.rosa)
    assert HandoffEvent.plain.count() == events
    other.refresh_from_db()
    assert other.state == "scheduled"
    handoff.refresh_from_db()
    assert handoff.paused_from == "sent"


def test_an_agreement_that_runs_out_pauses_too_and_names_nobody(cast, start):
    handoff = start()
    with clock.at(clock.days_ago(-40)):
        mark_ended(agreement=cast.agreement)
    handoff.refresh_from_db()
    assert handoff.state == "consent_pending"
    last = HandoffEvent.plain.order_by("number").last()
    assert (last.by, last.side) == (None, "us")


def test_until_the_job_has_run_an_agreement_that_ran_out_moves_nothing_on(cast, start):
    handoff = start()
    with clock.at(clock.days_ago(-40)):
        with pytest.raises(ValidationError) as caught:
            actions.move_handoff(handoff=handoff, to="received", by=cast.ana)
        assert codes(caught) == ["no_live_consent"]
        ended = actions.move_handoff(handoff=handoff, to="entered_in_error", by=cast.ana)
    assert ended.is_ended


def test_what_was_on_hold_goes_back_to_where_it_stood_after_the_pause(cast, start, move):
    handoff = move(start(), "accepted", "on_hold")
    stop_sharing(agreement=cast.agreement, by=cast.rosa)
    handoff.refresh_from_db()
    assert (handoff.state, handoff.paused_from, handoff.held_from) == (
        "consent_pending", "accepted", "",
    )  # fmt: skip


def test_a_pause_ends_only_with_a_new_agreement(cast, start, move):
    handoff = move(start(), "accepted")
    stop_sharing(agreement=cast.agreement, by=cast.rosa)
    with pytest.raises(ValidationError) as caught:
        actions.move_handoff(handoff=handoff, to="accepted", by=cast.ana)
    assert codes(caught) == ["no_live_consent"]
    renewed = cast.agree(cast.cam, cast.partner, items=["chosen_name", "best_times"])
    handoff = actions.move_handoff(handoff=handoff, to="accepted", by=cast.ana)
    assert (handoff.state, handoff.paused_from, handoff.consent) == ("accepted", "", renewed)
    assert handoff.items == ["chosen_name"]
    rows = list(Disclosure.plain.order_by("at"))
    assert [row.consent for row in rows] == [cast.agreement, renewed]
    assert rows[-1].items == ["chosen_name"]
    assert handoff.disclosure == rows[-1]
    assert dispatch(disclosure=handoff.disclosure, by=cast.ana)["parts"]


def test_a_new_agreement_about_other_things_does_not_end_the_pause(cast, start):
    handoff = start()
    stop_sharing(agreement=cast.agreement, by=cast.rosa)
    cast.agree(cast.cam, cast.partner, items=["best_times"])
    with pytest.raises(ValidationError) as caught:
        actions.move_handoff(handoff=handoff, to="sent", by=cast.ana)
    assert codes(caught) == ["nothing_chosen"]


def test_a_pause_holds_no_ending_back(cast, start, move):
    handoff = move(start(), *ROAD)
    stop_sharing(agreement=cast.agreement, by=cast.rosa)
    handoff = actions.move_handoff(handoff=handoff, to="closed", by=cast.ana, ending="going_well")
    assert (handoff.state, handoff.paused_from) == ("closed", "")


def test_a_pause_can_be_put_on_hold_and_waits_on(cast, start, move):
    handoff = start()
    stop_sharing(agreement=cast.agreement, by=cast.rosa)
    handoff = move(handoff, "on_hold")
    assert (handoff.held_from, handoff.paused_from) == ("consent_pending", "sent")
    handoff = actions.move_handoff(
        handoff=handoff, to="consent_pending", by=cast.ana, side="us", next_check_on=later(1)
    )
    assert (handoff.state, handoff.held_from, handoff.paused_from) == (
        "consent_pending", "", "sent",
    )  # fmt: skip


def test_an_open_handoff_keeps_a_record_from_being_finished(cast, start, move):
    handoff = start()
    assert "the handoff to Riverside Clinic" in open_work.about(cast.cam)
    move(handoff, "entered_in_error")
    assert "the handoff to Riverside Clinic" not in open_work.about(cast.cam)


def test_history_names_who_moved_it(cast, start):
    handoff = start()
    actions.move_handoff(handoff=handoff, to="received", by=cast.rosa)
    newest = Handoff.history.filter(id=handoff.pk).first()
    assert (newest.state, newest.history_user) == ("received", cast.rosa)
