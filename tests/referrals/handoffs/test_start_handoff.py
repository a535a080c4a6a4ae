"""Starting a handoff: what leaves, on what ground, and what nobody can do."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from coordination import clock
from referrals.consent.actions import stop_sharing
from referrals.handoffs import actions, plans
from referrals.handoffs.models import Handoff, HandoffEvent
from referrals.models import Consent, Disclosure, OutboxItem

TODAY = clock.today


def ledger():
    return list(Disclosure.plain.all())


def codes(caught):
    error = caught.value
    found = [error] if hasattr(error, "code") else error.error_list
    return [one.code for one in found]


def test_what_is_shared_leaves_through_the_gate_once(cast, plan):
    handoff = actions.start_handoff(handoff=plan(), by=cast.ana)

    assert handoff.state == "sent"
    [row] = ledger()
    assert row.items == handoff.items == ["chosen_name", "wants"]
    assert (row.partner, row.consent, row.by) == (cast.partner, cast.agreement, cast.ana)
    assert handoff.disclosure == row
    assert handoff.consent == cast.agreement
    assert row.format == "packet"
    assert OutboxItem.plain.get().disclosure == row


def test_the_way_there_passes_the_agreement_and_every_step_is_written(cast, start):
    handoff = start()
    events = HandoffEvent.plain.filter(handoff=handoff).order_by("number")
    assert [(event.from_state, event.to_state) for event in events] == [
        ("draft", "consent_pending"),
        ("consent_pending", "sent"),
    ]
    assert {event.by for event in events} == {cast.ana}
    assert [event.disclosure for event in events] == [None, handoff.disclosure]
    assert handoff.paused_from == ""


def test_started_twice_it_is_the_same_handoff_with_one_packet(cast, plan):
    row = plan()
    first = actions.start_handoff(handoff=row, by=cast.ana)
    again = actions.start_handoff(handoff=row, by=cast.ana)
    assert first.pk == again.pk
    assert Handoff.plain.count() == 1
    assert len(ledger()) == 1
    assert OutboxItem.plain.count() == 1
    assert HandoffEvent.plain.count() == 2


def test_without_a_live_agreement_nothing_starts_and_nothing_leaves(cast, plan):
    other = cast.clinic("Another Clinic")
    row = plan(partner=other)
    with pytest.raises(ValidationError) as caught:
        actions.start_handoff(handoff=row, by=cast.ana)
    assert codes(caught) == ["no_live_consent"]
    assert "Another Clinic" in caught.value.messages[0]
    assert not ledger()
    assert Handoff.plain.get().state == "draft"
    assert not HandoffEvent.plain.exists()


@pytest.mark.parametrize("who", ["dana", "rosa", "ana"])
def test_nobody_can_override_the_hard_stop(cast, plan, who):
    by = getattr(cast, who)
    stop_sharing(agreement=cast.agreement, by=cast.ana)
    with pytest.raises(ValidationError) as caught:
        actions.start_handoff(handoff=plan(by=by), by=by)
    assert codes(caught) == ["no_live_consent"]
    assert not ledger()


def test_an_agreement_of_somebody_else_is_none(cast, plan):
    cast.agree(cast.eve, cast.clinic("Eve's Clinic"), by=cast.bea)
    eves = Consent.plain.get(survivor=cast.eve)
    row = plan(partner=eves.partner)
    with pytest.raises(ValidationError) as caught:
        actions.start_handoff(handoff=row, by=cast.ana)
    assert codes(caught) == ["no_live_consent"]


def test_an_item_she_did_not_agree_to_stops_it(cast, plan):
    with pytest.raises(ValidationError) as caught:
        actions.start_handoff(handoff=plan(items=["chosen_name", "phone"]), by=cast.ana)
    assert codes(caught) == ["not_agreed"]
    assert not ledger()


def test_choosing_nothing_to_share_is_not_sharing_nothing(cast, plan):
    with pytest.raises(ValidationError) as caught:
        actions.start_handoff(handoff=plan(items=[]), by=cast.ana)
    assert codes(caught) == ["nothing_chosen"]


def test_a_way_she_did_not_agree_to_stops_it(cast, plan):
    with pytest.raises(ValidationError) as caught:
        actions.start_handoff(handoff=plan(way="phone"), by=cast.ana)
    assert codes(caught) == ["other_way"]


def test_a_way_by_voice_makes_no_sheet(cast, plan):
    handoff = actions.start_handoff(handoff=plan(way="in_person"), by=cast.ana)
    assert handoff.disclosure.format == "spoken"


def test_the_agreement_holds_through_its_last_day_and_not_the_day_after(cast, plan):
    row = plan()
    last = clock.now() + timedelta(days=(cast.agreement.expires_on - TODAY()).days)
    with clock.at(last + timedelta(days=1)), pytest.raises(ValidationError) as caught:
        actions.start_handoff(handoff=row, by=cast.ana)
    assert codes(caught) == ["no_live_consent"]
    with clock.at(last):
        assert TODAY() == cast.agreement.expires_on
        assert actions.start_handoff(handoff=row, by=cast.ana).state == "sent"


def test_sharing_nothing_with_a_partner_needs_no_agreement_and_writes_no_ledger(cast, plan):
    other = cast.clinic("Another Clinic")
    row = plan(partner=other, nothing_shared=True)
    handoff = actions.start_handoff(handoff=row, by=cast.ana)
    assert (handoff.state, handoff.consent, handoff.items) == ("sent", None, [])
    assert not ledger()
    [event] = HandoffEvent.plain.all()
    assert (event.from_state, event.to_state) == ("draft", "sent")


def test_a_group_is_told_nothing(cast, plan, group):
    handoff = actions.start_handoff(handoff=plan(group=group), by=cast.ana)
    assert handoff.state == "scheduled"
    assert handoff.nothing_shared
    assert (handoff.items, handoff.consent, handoff.disclosure) == ([], None, None)
    assert not ledger()
    assert not OutboxItem.plain.exists()
    assert handoff.next_check_on == handoff.introduce_on + timedelta(days=2)


def test_items_put_on_a_groups_plan_are_dropped(cast, plan, group):
    row = plan(group=group)
    row = plans.change_plan(plan=row, changes={"items": ["phone"]}, by=cast.ana)
    assert row.items == []


def test_turning_to_a_group_forgets_what_was_to_be_shared(cast, plan, group):
    plan()
    row = plans.choose_place(survivor=cast.cam, group=group, by=cast.ana)
    assert Handoff.plain.count() == 1
    assert (row.items, row.nothing_shared, row.partner) == ([], True, None)
    back = plans.choose_place(survivor=cast.cam, partner=cast.partner, by=cast.ana)
    assert (back.items, back.nothing_shared, back.group) == ([], False, None)


@pytest.mark.parametrize("place", ["partner", "group"])
def test_one_open_handoff_per_person_and_place(cast, start, plan, group, place):
    where = {"group": group} if place == "group" else {}
    planned = plan(by=cast.rosa, **where)
    start(**where)
    with pytest.raises(ValidationError) as caught:
        actions.start_handoff(handoff=planned, by=cast.rosa)
    assert codes(caught) == ["already_open"]
    with pytest.raises(ValidationError) as caught:
        plan(by=cast.dana, **where)
    assert codes(caught) == ["already_open"]
    assert len(ledger()) == (0 if place == "group" else 1)


def test_two_places_at_once_are_fine_and_so_is_the_same_place_later(cast, start, move, group):
    first = start()
    start(group=group)
    assert Handoff.objects.unscoped("test").open().count() == 2
    move(first, "declined_by_person", ending="chose_to_stop")
    again = start()
    assert again.pk != first.pk
    assert again.state == "sent"


def test_two_people_at_the_same_place_do_not_meet_in_the_constraint(cast, start):
    start()
    cast.agree(cast.eve, cast.partner, by=cast.bea)
    assert start(survivor=cast.eve, by=cast.bea).state == "sent"


def test_the_database_itself_keeps_the_rules(cast, start, group):
    handoff = start()
    for changes in [
        {"group": group},
        {"partner": None},
        {"consent": None},
        {"nothing_shared": True},
        {"next_check_on": None},
        {"ending": "going_well"},
        {"ended_on": TODAY()},
        {"state": "closed"},
        {"state": "on_hold"},
        {"state": "consent_pending"},
        {"partner": None, "group": group},
    ]:
        with pytest.raises(IntegrityError), transaction.atomic():
            Handoff.plain.filter(pk=handoff.pk).update(**changes)


def test_the_database_itself_keeps_one_open_handoff_and_one_plan(cast, start, plan):
    planned = plan(by=cast.rosa)
    first = start()
    with pytest.raises(IntegrityError), transaction.atomic():
        Handoff.plain.filter(pk=planned.pk).update(
            state="sent", consent=first.consent, next_check_on=TODAY()
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Handoff(
            survivor=cast.cam, owner=cast.cam.pk, owner_user=cast.rosa, partner=cast.partner
        ).save()


@pytest.mark.parametrize("missing", [{"how": ""}, {"introduce_on": None}])
def test_a_group_needs_a_plan_with_a_day(cast, plan, group, missing):
    with pytest.raises(ValidationError) as caught:
        actions.start_handoff(handoff=plan(group=group, **missing), by=cast.ana)
    assert codes(caught) == ["unplanned"]


def test_a_record_that_is_not_open_starts_nothing(cast, plan):
    row = plan()
    cast.cam.status = "paused"
    cast.cam.save()
    with pytest.raises(ValidationError) as caught:
        actions.start_handoff(handoff=row, by=cast.ana)
    assert codes(caught) == ["finished"]


def test_a_plan_can_be_dropped_without_a_trace_and_a_started_one_cannot(cast, plan):
    row = plan()
    plans.drop_plan(plan=row, by=cast.ana)
    plans.drop_plan(plan=row, by=cast.ana)
    assert not Handoff.plain.exists()
    assert not Handoff.history.exists()
    handoff = actions.start_handoff(handoff=plan(), by=cast.ana)
    plans.drop_plan(plan=handoff, by=cast.ana)
    assert Handoff.plain.get() == handoff
    with pytest.raises(ValidationError) as caught:
        plans.change_plan(plan=handoff, changes={"items": ["phone"]}, by=cast.ana)
    assert codes(caught) == ["started"]


def test_plans_nobody_touched_for_a_week_go(cast, plan):
    with clock.at(clock.days_ago(7)):
        plan()
        kept = plan(by=cast.rosa)
    plans.drop_old_plans(clock.now())
    assert Handoff.plain.count() == 2
    with clock.at(clock.days_ago(-1)):
        plans.change_plan(plan=kept, changes={"how": "meet"}, by=cast.rosa)
        plans.drop_old_plans(clock.now())
    assert Handoff.plain.get() == kept


def test_what_is_written_about_her_is_sealed(cast, start):
    handoff = start()
    row = Handoff.plain.filter(pk=handoff.pk).values().get()
    stored = b"".join(bytes(value) for key, value in row.items() if key.endswith("_sealed"))
    for field in ["need", "if_not_right", "contact"]:
        assert cast.token(handoff, field)
        assert cast.token(handoff, field).encode() not in stored
