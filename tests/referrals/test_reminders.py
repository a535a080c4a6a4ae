"""Agreements that end, handoffs past their check, days to ask again: told once, to whom it is."""

from datetime import timedelta

import pytest

from coordination import clock
from coordination.goals import due as days
from coordination.inbox.actions import mark_read
from coordination.models import Notice, SafeContact, Survivor
from mentors.pairing.actions import end_pairing
from referrals import reminders
from referrals.consent.actions import stop_sharing
from tests.safety.world import World

JOBS = [reminders.remind_of_ends, reminders.remind_of_checks]
JOBS += [days.remind_of_rules, days.remind_of_flags]


def told(user, kind):
    return Notice.objects.visible_to(user).filter(kind=kind)


def at(days):
    return clock.at(clock.now() + timedelta(days=days))


def soon(agreement):
    """Days until the agreement has two weeks left."""
    return (agreement.expires_on - clock.today()).days - 14


def test_those_who_walk_with_her_hear_once_that_an_agreement_ends(cast):
    with at(-10):
        reminders.remind_of_ends(clock.now())
        assert not told(cast.rosa, "agreement_ends").exists()
    with at(max(soon(cast.agreement), 0)):
        reminders.remind_of_ends(clock.now())
        for name in ("rosa", "ana"):
            [notice] = told(getattr(cast, name), "agreement_ends")
            mark_read(notice=notice)
        reminders.remind_of_ends(clock.now())
    with at(soon(cast.agreement) + 3):
        reminders.remind_of_ends(clock.now())

    assert told(cast.rosa, "agreement_ends").count() == 1
    for name in ("bea", "gone", "off", "kin"):
        user = getattr(cast, name)
        assert (
            not Notice.objects.unscoped("test").filter(user=user, kind="agreement_ends").exists()
        ), name


def test_the_former_peer_of_her_does_not_hear_of_it(cast):
    end_pairing(pairing=cast.pairing, whose_choice="theirs", what_next="nothing", by=cast.dana)

    with at(max(soon(cast.agreement), 0)):
        reminders.remind_of_ends(clock.now())

    rows = Notice.objects.unscoped("test").filter(kind="agreement_ends")
    assert {row.user for row in rows} == {cast.ana}


@pytest.mark.parametrize("status", ["paused", "finished"])
def test_nothing_reminds_while_her_record_rests(cast, status):
    Survivor.objects.unscoped("test").filter(pk=cast.cam.pk).update(status=status)

    with at(max(soon(cast.agreement), 0)):
        for job in JOBS:
            job(clock.now())

    assert (
        not Notice.objects.unscoped("test")
        .filter(
            survivor=cast.cam, kind__in=["agreement_ends", "handoff_check", "rule_due", "flag_due"]
        )
        .exists()
    )


def test_a_day_to_ask_again_is_told_to_those_who_walk_with_her(cast):
    card = SafeContact.objects.unscoped("test").get(survivor=cast.cam)
    with at((card.check_again_on - clock.today()).days):
        days.remind_of_rules(clock.now())
        days.remind_of_rules(clock.now())

        assert told(cast.rosa, "rule_due").filter(survivor=cast.cam).count() == 1
        assert not told(cast.bea, "rule_due").filter(survivor=cast.cam).exists()


def test_the_owner_hears_of_a_handoff_past_its_check_and_of_a_stop(module_world):
    world = module_world(World)
    with at((world.handoff.next_check_on - clock.today()).days + 1):
        reminders.remind_of_checks(clock.now())
        reminders.remind_of_checks(clock.now())
        owner = world.handoff.owner_user
        path = world.handoff.get_absolute_url()
        assert told(owner, "handoff_check").filter(path=path).count() == 1
    stop_sharing(agreement=world.agreement, by=world.dana)

    assert told(owner, "sharing_stopped").filter(path=path).count() == 1


def test_jobs_that_run_again_cost_the_same_few_queries(cast, django_assert_max_num_queries):
    with at(max(soon(cast.agreement), 0)):
        reminders.remind_of_ends(clock.now())
        with django_assert_max_num_queries(4):
            reminders.remind_of_ends(clock.now())
