"""`live()`, the only definition: it holds through its last day where the organisation works."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from coordination import clock
from referrals.consent import actions
from referrals.consent.due import drop_drafts, end_agreements
from referrals.consent.models import Consent, ConsentEvent
from referrals.models import AgreementDraft

DAY = timedelta(days=1)


def local(day, hour, minute=0, second=0):
    return timezone.make_aware(datetime.combine(day, time(hour, minute, second)))


def live(agreement):
    return Consent.objects.unscoped("test").live().filter(pk=agreement.pk).exists()


@pytest.mark.parametrize(
    ("days", "hour", "minute", "holds"),
    [(0, 0, 1, True), (0, 23, 59, True), (1, 0, 0, False), (1, 12, 0, False), (-1, 23, 59, True)],
)
def test_it_holds_to_the_last_minute_of_its_last_day(cast, days, hour, minute, holds):
    last = cast.agreement.expires_on
    with clock.at(local(last + days * DAY, hour, minute)):
        assert live(cast.agreement) is holds
        held = Consent.plain.get(pk=cast.agreement.pk)
        assert held.is_live is holds
        assert str(held.state[0]) == ("Ends soon" if holds else "Ended")


def test_it_is_not_live_before_it_was_signed(cast):
    with clock.at(cast.agreement.signed_at - timedelta(seconds=1)):
        assert not live(cast.agreement)
        assert not cast.agreement.is_live


@pytest.mark.parametrize("status", ["draft", "declined", "stopped", "replaced"])
def test_only_a_signed_one_is_live(cast, status):
    cast.agreement.status, cast.agreement.stopped_at = status, clock.now()
    cast.agreement.save()
    assert not live(cast.agreement)
    assert not cast.agreement.is_live


@pytest.mark.parametrize(("days", "soon"), [(13, True), (14, True), (15, False)])
def test_ends_soon_is_two_weeks(cast, days, soon):
    row = cast.agree(cast.cam, cast.clinic("Other"), days=days)
    found = Consent.objects.unscoped("test").ending_soon()
    assert (row in found) is soon
    assert str(row.state[0]) == ("Ends soon" if soon else "Live")


def test_the_end_is_said_once(cast):
    with clock.at(clock.now() + 60 * DAY):
        for _again in range(2):
            end_agreements(clock.now())
    ended = ConsentEvent.plain.filter(consent=cast.agreement, kind="ended")
    assert ended.count() == 1
    assert ended.get().by is None


def test_nothing_ends_before_its_time(cast):
    with clock.at(local(cast.agreement.expires_on, 23, 59)):
        assert cast.agreement not in Consent.objects.unscoped("test").over()
        end_agreements(clock.now())
        actions.mark_ended(agreement=cast.agreement)
    assert not ConsentEvent.plain.filter(kind="ended").exists()


def test_drafts_are_kept_a_week(cast):
    for user, days in ((cast.ana, 6), (cast.rosa, 8)):
        AgreementDraft(
            survivor=cast.cam, owner=cast.cam.pk, author=user, kept_at=clock.days_ago(days)
        ).save()
    drop_drafts(clock.now())
    assert [row.author for row in AgreementDraft.plain.all()] == [cast.ana]
