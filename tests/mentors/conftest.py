"""What the tests of mentors share: a person who waits, an offer, a walk; the peer of a user."""

import pytest

from mentors.models import Pairing, Peer
from mentors.pairing.actions import answer_offer, offer, record_answer


def fresh(row):
    """The row as the database has it now."""
    return type(row).plain.get(pk=row.pk)


def peer_of(user):
    return Peer.plain.get(user=user)


@pytest.fixture
def luz(cast):
    """Luz asked for a peer and has nobody yet."""
    return cast.survivor("Luz")


@pytest.fixture
def offered(cast, luz):
    """Bea is offered to Luz; nobody has answered."""
    return offer(survivor=luz, peer=peer_of(cast.bea), by=cast.dana)


@pytest.fixture
def willing(cast, offered):
    """Bea said yes; Luz has not been asked."""
    return answer_offer(pairing=offered, willing=True, by=cast.bea)


@pytest.fixture
def walking(cast, willing):
    """Bea walks with Luz."""
    return record_answer(pairing=willing, answer="yes", by=cast.dana)


@pytest.fixture
def status():
    """The status of a pairing in the database."""
    return lambda pairing: Pairing.plain.get(pk=pairing.pk).status
