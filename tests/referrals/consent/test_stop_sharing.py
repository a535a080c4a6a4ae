"""Stopping: two taps, effective at once, and nothing can stand in its way."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from coordination import clock
from coordination.models import Step
from referrals.consent import stopping
from referrals.consent.actions import decline_agreement, hand_over, stop_sharing
from referrals.consent.models import Consent, ConsentEvent
from referrals.disclosure.gate import disclose, dispatch
from referrals.models import OutboxItem


@pytest.fixture
def ready(cast):
    """Something made ready under Cam's agreement, not handed out yet."""
    return disclose(
        basis=cast.agreement,
        survivor=cast.cam,
        recipient=cast.partner,
        items=["chosen_name"],
        purpose=cast.agreement.purpose,
        by=cast.ana,
    )


def live(agreement):
    return Consent.objects.unscoped("test").live().filter(pk=agreement.pk).exists()


@pytest.mark.parametrize(("told", "kept"), [("said", "said"), ("wrote", "wrote"), ("x", "other")])
def test_it_stops_at_once_however_they_said_it(cast, told, kept):
    stopped = stop_sharing(agreement=cast.agreement, how_told=told, by=cast.rosa)
    assert not live(stopped)
    assert (stopped.status, stopped.how_told) == ("stopped", kept)
    event = ConsentEvent.plain.get(consent=stopped, kind="stopped")
    assert (event.by, event.how) == (cast.rosa, kept)


def test_stopped_twice_is_stopped_once(cast):
    first = stop_sharing(agreement=cast.agreement, by=cast.rosa)
    second = stop_sharing(agreement=cast.agreement, how_told="wrote", by=cast.ana)
    assert second.stopped_at == first.stopped_at
    assert second.how_told == "said"
    assert ConsentEvent.plain.filter(consent=first, kind="stopped").count() == 1
    assert Step.plain.filter(survivor=cast.cam, due_on=clock.today(), who=cast.rosa).count() == 1


def test_what_waited_is_cancelled_in_the_same_moment(cast, ready):
    stop_sharing(agreement=cast.agreement, by=cast.rosa)
    item = OutboxItem.plain.get(disclosure=ready)
    assert item.status == "cancelled"
    with pytest.raises(ValidationError) as refused:
        dispatch(disclosure=ready, by=cast.ana)
    assert refused.value.code == "no_live_consent"


def test_what_already_left_stays_in_the_ledger(cast, ready):
    dispatch(disclosure=ready, by=cast.ana)
    stop_sharing(agreement=cast.agreement, by=cast.rosa)
    item = OutboxItem.plain.get(disclosure=ready)
    assert item.status == "sent"
    with pytest.raises(ValidationError):
        dispatch(disclosure=ready, by=cast.ana)


def test_somebody_tells_the_partner_today(cast):
    stop_sharing(agreement=cast.agreement, by=cast.rosa)
    step = Step.plain.get(survivor=cast.cam, who=cast.rosa)
    assert step.what == "Tell Riverside Clinic to stop"
    assert step.due_on == clock.today()


def test_a_long_name_of_a_partner_fits_a_step(cast):
    partner = cast.clinic("The Very Long Named House of Help for All in the Valley of Rivers")
    stop_sharing(agreement=cast.agree(cast.cam, partner), by=cast.rosa)
    assert Step.plain.get(survivor=cast.cam, who=cast.rosa).what == "Tell the partner to stop"


def test_no_error_of_a_later_room_blocks_it(cast, monkeypatch, caplog):
    def broken(agreement, why, by):
        Step.plain.all().delete()
        raise RuntimeError("the handoffs are on fire")

    monkeypatch.setattr(stopping, "_hooks", [broken, *stopping._hooks])
    step = cast.step(cast.cam, cast.rosa)
    stopped = stop_sharing(agreement=cast.agreement, by=cast.rosa)
    assert not live(stopped)
    assert Step.plain.filter(pk=step.pk).exists(), "what the broken part did is undone alone"
    assert "RuntimeError" in caplog.text


def test_a_row_that_breaks_a_later_rule_can_still_be_stopped(cast):
    """Nothing validates on the way out: an item that no longer exists is no reason to go on."""
    Consent.plain.filter(pk=cast.agreement.pk).update(items=["gone"], language="xx")
    assert not live(stop_sharing(agreement=cast.agreement, by=cast.rosa))


def test_others_keep_theirs(cast):
    other = cast.agree(cast.cam, cast.clinic("Legal"))
    eves = cast.agree(cast.eve, cast.partner, by=cast.bea)
    stop_sharing(agreement=cast.agreement, by=cast.rosa)
    assert live(other)
    assert live(eves)


def test_a_declined_one_is_left_alone(cast):
    draft = cast.draft(cast.eve, cast.partner, by=cast.bea)
    decline_agreement(agreement=draft, by=cast.bea)
    assert stop_sharing(agreement=draft, by=cast.bea).status == "declined"


# On screen --------------------------------------------------------------------------------


@pytest.mark.parametrize("form", [{"how_told": "wrote"}, {}, {"how_told": "nonsense"}])
def test_two_taps_and_no_form_error_is_possible(cast, login, form):
    client = login("rosa")
    page = client.get(reverse("survivor", args=[cast.cam.ref])).content.decode()
    stop = reverse("stop_sharing", args=[cast.agreement.ref])
    assert stop in page
    assert "Stop now" in client.get(stop).content.decode()
    response = client.post(stop, form, follow=True)
    assert not live(cast.agreement)
    page = response.content.decode()
    assert "Words to use" in page
    assert "We cannot take back what was already shared." in page


def test_somebody_elses_agreement_cannot_be_stopped_or_seen(cast, login):
    client = login("bea")
    for address in (reverse("stop_sharing", args=[cast.agreement.ref]),):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    assert live(cast.agreement)


def test_a_supervisor_may_stop_but_not_make_one(cast, login):
    client = login("marcus")
    assert client.get(reverse("new_agreement", args=[cast.cam.ref, "start"])).status_code == 403
    client.post(reverse("stop_sharing", args=[cast.agreement.ref]))
    assert not live(cast.agreement)


def test_stopping_what_was_never_signed_withdraws_the_question(cast):
    """Else the page would say "Stopped" while her screen could still sign it."""
    draft = cast.draft(cast.eve, cast.partner, by=cast.bea)
    token = hand_over(agreement=draft, by=cast.bea)

    stopped = stop_sharing(agreement=draft, by=cast.bea)

    assert (stopped.status, stopped.signed_at) == ("replaced", None)
    phone = Client()
    phone.post(reverse("hand_over", args=[token]), {"answer": "sign", "signature": "Eve"})
    assert Consent.plain.get(pk=draft.pk).status == "replaced"
    assert ConsentEvent.plain.filter(consent=draft, kind="signed").count() == 0
