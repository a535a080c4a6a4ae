"""The one way out: each refusal, and exactly what was agreed and nothing else."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from coordination import clock, vault
from coordination.models import Denial, Organisation, SafeContact
from referrals.consent.actions import decline_agreement, stop_sharing
from referrals.consent.items import choices
from referrals.disclosure.gate import (
    covered,
    digest,
    disclose,
    dispatch,
    live_agreements,
    preview,
)
from referrals.disclosure.notices import SHORT_FORM, notice_for, refuse_outdated
from referrals.models import Consent, Disclosure, OutboxItem, OwnRequest

DAY = timedelta(days=1)
ALL = [key for key, _label in choices()]


@pytest.fixture
def send(cast):
    """`send(items=[...])`: through the gate, as Ana under Cam's agreement with the clinic."""

    def go(**changes):
        asked = {
            "basis": cast.agreement,
            "survivor": cast.cam,
            "recipient": cast.partner,
            "items": ["chosen_name", "wants"],
            "purpose": cast.agreement.purpose,
            "by": cast.ana,
        }
        return disclose(**(asked | changes))

    return go


@pytest.fixture
def refused(send):
    """`refused("code", ...)`: it is refused with this code, and nothing is written."""

    def go(code, **changes):
        before = Disclosure.plain.count(), OutboxItem.plain.count()
        with pytest.raises(ValidationError) as error:
            send(**changes)
        assert error.value.code == code
        assert (Disclosure.plain.count(), OutboxItem.plain.count()) == before
        return error.value.message

    return go


def everything(cast, **changes):
    """An agreement of Cam's that names every item there is."""
    return cast.agree(cast.cam, cast.clinic("All of it"), items=ALL, **changes)


def words_of(row):
    return json.dumps(OutboxItem.plain.get(disclosure=row).body)


# What is written --------------------------------------------------------------------------


def test_the_ledger_says_what_when_to_whom_why_and_on_what_ground(cast, send):
    row = Disclosure.plain.get(pk=send().pk)
    assert (row.owner, row.by, row.partner) == (cast.cam.pk, cast.ana, cast.partner)
    assert (row.recipient, row.recipient_address) == ("Riverside Clinic", "4 Elm")
    assert row.items == ["chosen_name", "wants"]
    assert row.purpose == cast.agreement.purpose
    assert (row.basis, row.consent_id, row.format) == ("consent", cast.agreement.pk, "packet")
    assert row.notice == "42-cfr-2.32-a-2-2024"
    assert abs(clock.now() - row.at) < DAY
    body = OutboxItem.plain.get(disclosure=row).body
    canonical = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert row.digest == hashlib.sha256(canonical.encode()).hexdigest()


def test_the_ledger_is_never_changed(send):
    send()
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        Disclosure.plain.update(recipient="Somebody")


def test_the_ledger_is_never_thinned(send):
    row = send()
    mine = Disclosure.plain.filter(pk=row.pk)
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        mine._raw_delete("default")


def test_what_waits_is_sealed_and_opens_only_as_an_identity(cast, send):
    item = OutboxItem.plain.get(disclosure=send())
    assert cast.token(cast.cam, "name").encode() not in bytes(item.body_sealed)
    with vault.ring():
        vault.allow([cast.cam.pk], vault.FACTS)
        with pytest.raises(vault.NotAllowed):
            _opened = item.body


@pytest.mark.parametrize("key", ALL)
def test_each_item_carries_its_own_words_and_no_others(cast, send, key):
    """What left equals the agreed fields, by canary."""
    cast.cam.languages = cast.say(cast.cam.pk, type(cast.cam), "languages", "Spanish")
    cast.cam.save()
    agreement = everything(cast)
    row = send(basis=agreement, recipient=agreement.partner, items=[key], purpose=agreement.purpose)
    card = SafeContact.plain.get(survivor=cast.cam)
    own = {
        "chosen_name": {cast.token(cast.cam, "name")},
        "last_name": {cast.token(cast.cam, "legal_name")},
        "phone": {cast.token(cast.cam, "phone"), card.ways["call"].split()[-1]},
        "wants": {cast.token(agreement, "wants")},
        "best_times": {cast.token(agreement, "best_times")},
        "needs": {cast.token(cast.cam, "languages"), cast.token(cast.cam, "access_needs")},
        "one_more_thing": {cast.token(agreement, "one_more_thing")},
    }
    found = cast.canaries.found(words_of(row).encode())
    assert found == own[key] | {cast.token(agreement, "purpose")}


def test_a_phone_leaves_only_while_calls_are_safe(cast, send):
    agreement = everything(cast)
    asked = {"basis": agreement, "recipient": agreement.partner, "purpose": agreement.purpose}
    assert "Do not leave a message." in words_of(send(items=["phone"], **asked))
    card = SafeContact.plain.get(survivor=cast.cam)
    card.ways = {"text": "any time"}
    card.save()
    with pytest.raises(ValidationError) as error:
        send(items=["phone"], **asked)
    assert error.value.code == "nothing_recorded"


def test_an_item_without_words_is_left_out_of_the_ledger_too(cast, send):
    cast.cam.languages = cast.cam.access_needs = ""
    cast.cam.save()
    agreement = everything(cast)
    row = send(
        basis=agreement,
        recipient=agreement.partner,
        items=["chosen_name", "needs"],
        purpose=agreement.purpose,
    )
    assert row.items == ["chosen_name"]


def test_the_notice_and_the_scope_travel_along(cast, send):
    body = OutboxItem.plain.get(disclosure=send()).body
    assert body["notice"] == SHORT_FORM
    scope = " ".join(body["scope"])
    assert "for Riverside Clinic only" in scope
    assert "first or chosen name" in scope
    assert cast.agreement.expires_on.strftime("%B %-d, %Y") in scope


def test_without_part_2_no_notice_travels(send):
    Organisation(part2_program=False).save()
    row = send()
    assert row.notice == ""
    assert OutboxItem.plain.get(disclosure=row).body["notice"] == ""


def test_the_notice_is_word_for_word():
    """42 CFR 2.32(a)(2), 2024 rule (DIS-3)."""
    notice = notice_for(Organisation(part2_program=True))
    assert notice.text == (
        "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
    )


def test_the_notice_from_before_2024_is_refused():
    with pytest.raises(ValidationError):
        refuse_outdated("42 CFR part 2 prohibits  unauthorized\ndisclosure of these records.")
    refuse_outdated(SHORT_FORM)


def test_a_private_address_is_in_no_ledger(cast, send):
    house = cast.clinic("A house")
    house.confidential, house.address = True, ""
    house.save()
    agreement = cast.agree(cast.cam, house)
    row = send(basis=agreement, recipient=house, purpose=agreement.purpose)
    assert row.recipient_address == "address kept private"


# What is refused --------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["draft", "declined", "stopped", "ended", "not yet"])
def test_no_agreement_that_is_not_live(cast, refused, state):
    other = cast.clinic("Other")
    if state in ("draft", "declined"):
        agreement = cast.draft(cast.cam, other)
        if state == "declined":
            decline_agreement(agreement=agreement, by=cast.ana)
    else:
        agreement = cast.agree(cast.cam, other)
    moment = clock.now()
    if state == "stopped":
        stop_sharing(agreement=agreement, by=cast.ana)
    if state == "ended":
        moment += 31 * DAY
    if state == "not yet":
        moment = agreement.signed_at - timedelta(seconds=1)
    with clock.at(moment):
        said = refused(
            "no_live_consent", basis=agreement, recipient=other, purpose=agreement.purpose
        )
    assert said == (
        "There is no live agreement for Other. Make one together, or choose a way that shares "
        "nothing."
    )


def test_a_stale_copy_of_a_stopped_agreement_is_refused(cast, refused):
    """The caller's row still says signed; the gate asks the database."""
    stale = Consent.plain.get(pk=cast.agreement.pk)
    stop_sharing(agreement=cast.agreement, by=cast.rosa)
    assert stale.is_live
    refused("no_live_consent", basis=stale)


def test_an_agreement_for_one_partner_gives_nothing_to_another(cast, refused):
    said = refused("other_recipient", recipient=cast.clinic("Other"))
    assert said == "This agreement is for Riverside Clinic only. Make one for each partner."


def test_an_agreement_of_one_person_says_nothing_about_another(cast, refused):
    refused("other_person", survivor=cast.eve, by=cast.dana)


def test_one_item_more_is_refused_by_name(cast, refused):
    said = refused("not_agreed", items=["chosen_name", "last_name"])
    assert said.startswith("Not covered: last name.")


@pytest.mark.parametrize("items", [["diagnosis"], ["agreement_copy"], ["chosen_name", "diagnosis"]])
def test_what_is_no_item_is_refused(refused, items):
    refused("not_agreed", items=items)


def test_an_item_slipped_into_the_row_that_partners_may_never_have(cast, refused):
    cast.agreement.items = ["chosen_name", "agreement_copy"]
    cast.agreement.save()
    refused("not_agreed", items=["agreement_copy"])


def test_nothing_chosen(refused):
    refused("nothing_chosen", items=[])


def test_another_purpose(refused):
    refused("other_purpose", purpose="To write a paper")


def test_another_way(cast, refused, send):
    refused("other_way", how="phone")
    assert send(how="paper")


@pytest.mark.parametrize("name", ["bea", "gone", "priya", "admin", "root", "off", "kin"])
def test_nobody_discloses_about_somebody_they_may_not_see(cast, refused, name):
    said = refused("no_live_consent", by=getattr(cast, name))
    assert "Riverside" not in said, "the refusal does not say which partner it is"


def test_the_deny_list_holds_at_the_gate(cast, refused, send):
    assert send(by=cast.rosa)
    Denial.objects.create(survivor=cast.cam, user=cast.rosa, kind=Denial.Kind.CONFLICT)
    refused("no_live_consent", by=cast.rosa)


def test_something_else_is_no_ground(cast, refused):
    for basis in (None, "consent", cast.partner):
        refused("no_live_consent", basis=basis)


def test_a_person_is_no_partner_and_a_partner_no_person(cast, refused):
    refused("other_recipient", recipient=cast.cam)


def test_her_own_request_gives_her_own_copy_and_nothing_else(cast, send, refused):
    asked = OwnRequest(
        survivor=cast.cam, owner=cast.cam.pk, consent=cast.agreement, answer="full", by=cast.ana
    )
    asked.save()
    ground = {"basis": asked, "recipient": cast.cam, "purpose": "Their own copy"}
    assert send(items=["agreement_copy"], **ground).basis == "own_request"
    refused("not_agreed", items=["phone"], **ground)
    refused("not_agreed", items=[], **ground)
    refused("other_recipient", items=["agreement_copy"], **(ground | {"recipient": cast.partner}))
    refused("other_recipient", items=["agreement_copy"], **(ground | {"recipient": cast.eve}))
    refused("no_live_consent", items=["agreement_copy"], by=cast.bea, **ground)


@pytest.mark.parametrize("answer", ["keep", "later"])
def test_not_safe_to_carry_is_no_ground(cast, refused, answer):
    asked = OwnRequest(
        survivor=cast.cam, owner=cast.cam.pk, consent=cast.agreement, answer=answer, by=cast.ana
    )
    asked.save()
    refused("no_live_consent", basis=asked, recipient=cast.cam, items=["agreement_copy"])


# Handing out ------------------------------------------------------------------------------


def test_dispatch_hands_out_what_was_made_ready_and_says_when(cast, send):
    row = send()
    body = dispatch(disclosure=row, by=cast.rosa)
    assert digest(body) == row.digest
    item = OutboxItem.plain.get(disclosure=row)
    assert (item.status, item.sent_at is None) == ("sent", False)
    assert dispatch(disclosure=row, by=cast.rosa) == body


@pytest.mark.parametrize("name", ["bea", "gone", "root", "off", "kin"])
def test_nobody_else_hands_it_out(cast, send, name):
    with pytest.raises(ValidationError) as error:
        dispatch(disclosure=send(), by=getattr(cast, name))
    assert error.value.code == "no_live_consent"


def test_an_agreement_that_ended_since_hands_nothing_out(cast, send):
    row = send()
    with clock.at(clock.now() + 31 * DAY), pytest.raises(ValidationError) as error:
        dispatch(disclosure=row, by=cast.ana)
    assert error.value.code == "no_live_consent"


def test_what_is_no_longer_kept_says_so(cast, send):
    row = send()
    OutboxItem.plain.all().delete()
    with pytest.raises(ValidationError) as error:
        dispatch(disclosure=row, by=cast.ana)
    assert error.value.code == "gone"


# Looking first ----------------------------------------------------------------------------


def test_the_preview_is_what_would_leave_and_writes_nothing(cast, send):
    items = ["chosen_name", "wants"]
    before = Disclosure.plain.count()
    seen = preview(agreement=cast.agreement, items=items, by=cast.ana)
    assert Disclosure.plain.count() == before
    assert seen == OutboxItem.plain.get(disclosure=send(items=items)).body


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"items": ["phone"]}, "not_agreed"),
        ({"items": []}, "nothing_chosen"),
        ({"by": "bea"}, "no_live_consent"),
    ],
)
def test_the_preview_refuses_as_the_gate_does(cast, changes, code):
    asked = {"agreement": cast.agreement, "items": ["wants"], "by": cast.ana} | changes
    if isinstance(asked["by"], str):
        asked["by"] = getattr(cast, asked["by"])
    with pytest.raises(ValidationError) as error:
        preview(**asked)
    assert error.value.code == code


def test_covered_and_not_covered(cast):
    inside, outside = covered(agreement=cast.agreement, items=["wants", "phone"])
    assert (inside, outside) == (["wants"], ["phone"])


def test_live_agreements_are_those_of_this_person_and_partner(cast):
    def found(**changes):
        asked = {"survivor": cast.cam, "partner": cast.partner, "by": cast.ana} | changes
        return list(live_agreements(**asked))

    longer = cast.agree(cast.cam, cast.partner, days=80)
    assert found() == [longer, cast.agreement]
    assert found(partner=cast.clinic("Other")) == []
    assert found(survivor=cast.eve) == []
    assert found(by=cast.bea) == []
    stop_sharing(agreement=longer, by=cast.ana)
    assert found() == [cast.agreement]
