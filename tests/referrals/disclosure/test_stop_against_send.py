"""Stopping and sending at the same moment, on a database that many use at once."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections

from coordination import vault
from referrals.consent.actions import stop_sharing
from referrals.disclosure import gate
from referrals.models import Consent, Disclosure, OutboxItem

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 0.5  # seconds a sender dawdles between its question and its writing


def beside(work):
    """Run `work` in a thread of its own, with its own connection."""

    def run():
        try:
            with vault.acting_as("a test"):
                work()
        finally:
            for one in connections.all():
                one.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def send(cast):
    return gate.disclose(
        basis=cast.agreement,
        survivor=cast.cam,
        recipient=cast.partner,
        items=["chosen_name"],
        purpose=cast.agreement.purpose,
        by=cast.ana,
    )


@pytest.fixture
def dawdling(cast, monkeypatch):
    """Stops the agreement exactly between the sender's question and its writing."""
    asked, stopped, content = threading.Event(), threading.Event(), gate.content

    def stop():
        asked.wait(10)
        stop_sharing(agreement=cast.agreement, by=cast.rosa)
        stopped.set()

    def slow(*args):
        asked.set()
        stopped.wait(PATIENCE)
        return content(*args)

    monkeypatch.setattr(gate, "content", slow)

    def race():
        thread = beside(stop)
        send(cast)
        thread.join(30)
        assert stopped.is_set()

    return race


def waiting_under_a_stopped_agreement():
    return OutboxItem.plain.filter(status="waiting", consent__status="stopped")


def test_nothing_waits_once_a_stop_has_returned(dawdling):
    dawdling()
    assert Consent.plain.filter(status="stopped").count() == 1
    assert not waiting_under_a_stopped_agreement().exists()
    [row] = Disclosure.plain.all()
    assert row.at <= Consent.plain.get(status="stopped").stopped_at


def test_a_gate_without_its_lock_would_have_left_something(dawdling, monkeypatch):
    """The control: ask without locking, and the stop slips in between. SQLite has one writer."""

    def naive(basis, by):
        return Consent.objects.visible_to(by).live().get(pk=basis.pk)

    monkeypatch.setattr(gate, "_lock", naive)
    dawdling()
    slipped_in = connection.vendor == "postgresql"
    assert waiting_under_a_stopped_agreement().exists() is slipped_in


def test_many_at_once(cast):
    """Whoever wins, what was sent was sent before the stop, and nothing is left waiting."""
    # Three threads: the pool of a process holds four connections, and this test holds one.
    barrier, refused = threading.Barrier(3), []

    def sender():
        barrier.wait(10)
        try:
            gate.dispatch(disclosure=send(cast), by=cast.ana)
        except ValidationError as error:
            refused.append(error.code)

    def stopper():
        barrier.wait(10)
        stop_sharing(agreement=cast.agreement, by=cast.rosa)

    threads = [beside(sender) for _number in range(2)] + [beside(stopper)]
    for thread in threads:
        thread.join(60)
    stopped = Consent.plain.get(pk=cast.agreement.pk)
    assert stopped.status == "stopped"
    assert set(refused) <= {"no_live_consent"}
    assert not waiting_under_a_stopped_agreement().exists()
    for item in OutboxItem.plain.all():
        assert item.disclosure.at <= stopped.stopped_at
        assert item.sent_at is None or item.sent_at <= stopped.stopped_at
