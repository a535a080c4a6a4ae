"""Whom a step of a pairing is news to. The acting person is never told."""

from django.urls import reverse

from coordination.inbox.actions import notify, withdraw
from mentors.pairing.models import Pairing

TODAY = "today"  # where someone is led who may not see the person (yet, or any longer)


def peer_asked(offer, by):
    """Rosa is asked. No name and no person: only her own sheet is behind the link."""
    notify(user=offer.pairing.peer.user, kind="offer", path=_sheet(offer), by=by)


def peer_answered(pairing, by):
    """Dana, who offered, hears of a yes as of a "not this time"; the question is off the table."""
    withdraw(kind="offer", path=_sheet(pairing.offer))
    _tell_offerer(pairing, "offer_answered", by)


def person_answered(pairing, by):
    """Her answer is news to who offered and, where it opens or closes something, to the peer."""
    _tell_offerer(pairing, "person_answered", by)
    if pairing.status == Pairing.Status.ACCEPTED:
        notify(user=pairing.peer.user, kind="first_meeting", path=reverse(TODAY), by=by)
    elif pairing.status == Pairing.Status.ACTIVE:
        person = pairing.survivor
        path = person.get_absolute_url()
        notify(user=pairing.peer.user, kind="paired", path=path, survivor=person, by=by)


def offer_closed(pairing, by):
    """The question disappears; a peer who had said yes hears that nothing is left to do."""
    withdraw(kind="offer", path=_sheet(pairing.offer))
    if pairing.peer_answer == Pairing.PeerAnswer.YES:
        notify(user=pairing.peer.user, kind="offer_closed", path=reverse(TODAY), by=by)


def ended(pairing, by):
    """The record closes with the pairing, so the peer is led to Today and sees no name."""
    notify(user=pairing.peer.user, kind="pairing_ended", path=reverse(TODAY), by=by)


def _tell_offerer(pairing, kind, by):
    path, person = pairing.get_absolute_url(), pairing.survivor
    notify(user=pairing.offered_by, kind=kind, path=path, survivor=person, by=by)


def _sheet(offer):
    return reverse("answer_offer", args=[offer.ref])
