"""What is ready to leave stays only while it may."""

from datetime import timedelta

import pytest

from coordination import clock
from referrals.consent.due import end_agreements
from referrals.disclosure.due import drop_old_bodies
from referrals.disclosure.gate import disclose, dispatch
from referrals.models import Disclosure, OutboxItem

DAY = timedelta(days=1)


@pytest.fixture
def ready(cast):
    return disclose(
        basis=cast.agreement,
        survivor=cast.cam,
        recipient=cast.partner,
        items=["chosen_name"],
        purpose=cast.agreement.purpose,
        by=cast.ana,
    )


def test_when_an_agreement_ends_what_waits_is_cancelled(cast, ready):
    with clock.at(clock.now() + 40 * DAY):
        end_agreements(clock.now())
    item = OutboxItem.plain.get(disclosure=ready)
    assert item.status == "cancelled"
    assert item.cancelled_at > item.made_at


def test_what_was_handed_out_stays_as_it_was(cast, ready):
    dispatch(disclosure=ready, by=cast.ana)
    with clock.at(clock.now() + 25 * DAY):
        end_agreements(clock.now())
    assert OutboxItem.plain.get(disclosure=ready).status == "sent"


@pytest.mark.parametrize(("days", "kept"), [(30, 1), (31, 0)])
def test_bodies_go_after_thirty_days_and_the_ledger_stays(ready, days, kept):
    drop_old_bodies(clock.now() + days * DAY - timedelta(minutes=1))
    assert OutboxItem.plain.count() == kept
    assert Disclosure.plain.filter(pk=ready.pk).exists()
