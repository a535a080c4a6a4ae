"""Two managers in the same second: real threads and connections contend for the last spot."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from coordination import vault
from mentors.models import Pairing
from mentors.pairing.actions import answer_offer, offer, record_answer
from mentors.peers.actions import change_limit
from tests.mentors.conftest import peer_of
from tests.mentors.peers.test_peers import make_peer

ROUNDS = 5


def together(*calls):
    """Run calls at the same moment, each on its own connection; answers and refusals in order."""
    start, results = threading.Barrier(len(calls)), [None] * len(calls)

    def run(place, call):
        try:
            with vault.acting_as("a contender"):
                start.wait(timeout=10)
                results[place] = call()
        except ValidationError as error:
            results[place] = error.code
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert None not in results
    return results


def ready(cast, survivor, peer):
    made = offer(survivor=survivor, peer=peer, by=cast.dana)
    return answer_offer(pairing=made, willing=True, by=peer.user)


@pytest.mark.django_db(transaction=True)
def test_the_last_spot_is_taken_once(cast):
    """Two people say yes to Bea, who has one spot left: one reads that there is none (PAIR-7)."""
    change_limit(peer=peer_of(cast.bea), limit=2, by=cast.bea)
    for number in range(ROUNDS):
        people = [cast.survivor(f"{name}{number}") for name in ("Luz", "Mo")]
        offers = [ready(cast, person, peer_of(cast.bea)) for person in people]

        def yes(row):
            return lambda: record_answer(pairing=row, answer="yes", by=cast.dana).status

        results = together(*[yes(row) for row in offers])

        assert sorted(results) == ["active", "no_free_spot"]
        held = Pairing.plain.filter(peer=peer_of(cast.bea), slot__isnull=False)
        assert held.count() == 2
        held.exclude(pk=cast.eve_and_bea.pk).delete()


@pytest.mark.django_db(transaction=True)
def test_two_offers_accepted_at_once_give_her_one_mentor(cast):
    pia = make_peer(cast, "pia")
    for number in range(ROUNDS):
        person = cast.survivor(f"Luz{number}")
        offers = [ready(cast, person, peer) for peer in (peer_of(cast.bea), pia)]

        def yes(row):
            return lambda: record_answer(pairing=row, answer="yes", by=cast.dana).status

        results = together(*[yes(row) for row in offers])

        assert sorted(results) == ["active", "already_answered"]


@pytest.mark.django_db(transaction=True)
def test_the_lock_is_a_row_lock_where_there_are_rows_to_lock(cast):
    """On PostgreSQL the peer row is locked FOR UPDATE; SQLite locks the file at BEGIN."""
    with CaptureQueriesContext(connection) as queries, transaction.atomic():
        offer(survivor=cast.survivor("Luz"), peer=peer_of(cast.bea), by=cast.dana)

    locks = [one["sql"] for one in queries if "FOR UPDATE" in one["sql"]]
    if connection.vendor == "postgresql":
        assert any("mentors_peer" in sql for sql in locks)
    else:
        assert connection.settings_dict["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
