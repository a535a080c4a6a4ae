"""The database has the last word: raw saves, without any action, are refused by name."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from coordination import clock
from mentors.models import Kind, Pairing
from tests.mentors.conftest import peer_of
from tests.mentors.peers.test_peers import make_peer

TODAY = clock.today


def pairing(cast, survivor, peer, **fields):
    return Pairing(survivor=survivor, peer=peer, kind=peer.kind, offered_by=cast.dana, **fields)


def walks(cast, survivor, peer, slot=1, status="active"):
    return pairing(cast, survivor, peer, status=status, started_on=TODAY(), slot=slot)


def refuses(name, row):
    """PostgreSQL says the name of the constraint; SQLite says it for checks, columns for unique."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        row.save()
    constraint = next(c for c in Pairing._meta.constraints if c.name == name)
    columns = getattr(constraint, "fields", ())
    text = str(caught.value)
    assert name in text or (columns and all(column in text for column in columns))


def test_one_active_mentor_per_survivor(cast, luz, walking):
    second = walks(cast, luz, make_peer(cast, "pia"))

    refuses("one_active_mentor_per_survivor", second)
    with pytest.raises(ValidationError, match="already has a mentor"):
        second.full_clean()


def test_a_paused_mentor_counts(cast, luz, walking):
    refuses(
        "one_active_mentor_per_survivor",
        walks(cast, luz, make_peer(cast, "pia"), status="paused"),
    )


def test_one_active_navigator_per_survivor(cast):
    second = walks(cast, cast.cam, make_peer(cast, "pia", kind=Kind.NAVIGATOR))

    refuses("one_active_navigator_per_survivor", second)
    with pytest.raises(ValidationError, match="already has a navigator"):
        second.full_clean()


def test_a_mentor_and_a_navigator_may_both_walk(cast, luz, walking):
    walks(cast, luz, make_peer(cast, "pia", kind=Kind.NAVIGATOR)).save()


def test_one_open_pairing_per_survivor_peer_and_kind(cast, luz, offered):
    refuses("one_open_pairing_per_survivor_peer_kind", pairing(cast, luz, peer_of(cast.bea)))


def test_two_pairings_never_hold_the_same_spot(cast, luz):
    taken = cast.eve_and_bea.slot
    refuses("one_pairing_per_slot", walks(cast, luz, peer_of(cast.bea), slot=taken))


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"status": "active"}, "slot_held_while_walking"),
        ({"status": "active", "slot": 0}, "slot_held_while_walking"),
        ({"status": "proposed", "slot": 9, "started_on": None}, "slot_held_while_walking"),
        ({"status": "active", "slot": 9, "started_on": None}, "pairing_starts_when_walking"),
        ({"status": "proposed"}, "pairing_starts_when_walking"),
        ({"status": "ended"}, "ended_pairing_says_whose_choice"),
        ({"status": "ended", "whose_choice": "both"}, "ended_pairing_says_whose_choice"),
        (
            {"status": "ended", "whose_choice": "both", "ended_on": "before"},
            "pairing_ends_after_it_starts",
        ),
        ({"status": "accepted", "started_on": None}, "accepted_pairing_has_a_meeting"),
    ],
)
def test_states_that_may_never_be(cast, luz, fields, name):
    before = TODAY() - timedelta(days=1)
    fields = {"started_on": TODAY()} | fields
    fields = {key: before if value == "before" else value for key, value in fields.items()}

    refuses(name, pairing(cast, luz, make_peer(cast, "pia"), **fields))


def test_nobody_supervises_themselves(cast):
    peer = peer_of(cast.bea)
    peer.supervisor = cast.bea

    with pytest.raises(IntegrityError, match="nobody_supervises_themselves"), transaction.atomic():
        peer.save()
