"""Signing and declining: one answer, both equal."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from coordination import clock
from referrals.consent.actions import decline_agreement, sign_agreement
from referrals.consent.models import Consent, ConsentEvent

DAY = timedelta(days=1)


def live(agreement):
    return Consent.objects.unscoped("test").live().filter(pk=agreement.pk).exists()


def kinds(agreement):
    found = ConsentEvent.plain.filter(consent=agreement).order_by("at", "pk")
    return sorted(found.values_list("kind", flat=True))


def test_signing_makes_it_live_at_once(cast):
    draft = cast.draft(cast.eve, cast.partner, by=cast.bea)
    assert not live(draft)
    signed = sign_agreement(agreement=draft, signature=" Eve ", told_back=True, by=cast.bea)
    assert live(signed)
    assert (signed.signer, signed.signature, signed.told_back) == ("Eve", "typed", True)
    assert signed.witness == cast.bea
    assert kinds(signed) == ["offered", "signed"]


def test_a_name_is_asked_for(cast):
    draft = cast.draft(cast.eve, cast.partner, by=cast.bea)
    with pytest.raises(ValidationError) as refused:
        sign_agreement(agreement=draft, signature=" ** ", by=cast.bea)
    assert refused.value.code == "signature"
    assert not live(draft)


def test_signed_twice_is_signed_once(cast):
    draft = cast.draft(cast.eve, cast.partner, by=cast.bea)
    first = sign_agreement(agreement=draft, signature="Eve", by=cast.bea)
    second = sign_agreement(agreement=draft, signature="Somebody", by=cast.bea)
    assert second.signer == first.signer == "Eve"
    assert kinds(first) == ["offered", "signed"]


def test_a_no_is_recorded_and_changes_nothing_else(cast):
    before = Consent.plain.exclude(survivor=cast.eve).count()
    draft = cast.draft(cast.eve, cast.partner, by=cast.bea)
    for _twice in range(2):
        said = decline_agreement(agreement=draft, by=cast.bea)
    assert said.status == "declined"
    assert said.state[0] == "Said no"
    assert kinds(said) == ["offered", "said_no"]
    cast.eve.refresh_from_db()
    assert cast.eve.status == "open"
    assert Consent.plain.exclude(survivor=cast.eve).count() == before


@pytest.mark.parametrize("answer", ["declined", "stopped", "replaced"])
def test_what_has_an_answer_cannot_be_signed(cast, answer):
    draft = cast.draft(cast.eve, cast.partner, by=cast.bea)
    draft.status, draft.signed_at, draft.stopped_at = answer, clock.now(), clock.now()
    draft.signature = "typed"
    draft.save()
    with pytest.raises(ValidationError) as refused:
        sign_agreement(agreement=draft, signature="Eve", by=cast.bea)
    assert refused.value.code == "already_answered"


def test_a_signed_one_cannot_be_declined(cast):
    with pytest.raises(ValidationError) as refused:
        decline_agreement(agreement=cast.agreement, by=cast.ana)
    assert refused.value.code == "already_answered"
    assert live(cast.agreement)


def test_one_whose_last_day_came_first_is_not_signed(cast):
    draft = cast.draft(cast.eve, cast.partner, by=cast.bea, days=2)
    with clock.at(clock.now() + 2 * DAY), pytest.raises(ValidationError) as refused:
        sign_agreement(agreement=draft, signature="Eve", by=cast.bea)
    assert refused.value.code == "end"


def test_signing_does_not_make_it_last_longer(cast):
    """Offered on Monday for thirty days, signed on Friday: it ends on the day she read."""
    draft = cast.draft(cast.eve, cast.partner, by=cast.bea)
    with clock.at(clock.now() + 4 * DAY):
        signed = sign_agreement(agreement=draft, signature="Eve", by=cast.bea)
    assert signed.expires_on == draft.expires_on
    assert signed.starts_on == draft.starts_on + 4 * DAY


def test_events_are_never_changed(cast):
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        ConsentEvent.plain.update(kind="said_no")


def test_events_are_never_removed(cast):
    mine = ConsentEvent.plain.filter(consent=cast.agreement)
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        mine._raw_delete("default")


def test_the_history_names_who_and_keeps_only_ciphertext(cast):
    last = cast.agreement.history.first()
    assert last.history_user == cast.ana
    assert b"Cam" not in bytes(last.signer_sealed)
