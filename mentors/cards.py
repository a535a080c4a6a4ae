"""What mentors brings to Today and to the person page."""

from datetime import timedelta

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.access import listing, may
from coordination.models import Survivor
from coordination.registry.cards import card
from mentors.contacts import words
from mentors.contacts.cards import my_people  # and registers those cards
from mentors.contacts.models import UNDO_MINUTES, Contact
from mentors.pairing import (
    board,
    former,  # noqa: F401  registers itself
    needs,
)
from mentors.pairing.models import Offer, Pairing
from mentors.wishes.words import in_short

WAITING_SHOWN, FREE_SHOWN = 7, 8


# Today, for a peer ------------------------------------------------------------------------


@card(
    place="today",
    order=15,
    title=_("Offers"),
    template="mentors/cards/my_offers.html",
    permission="mentors.answer_offer",
)
def my_offers(request):
    """Offers waiting for my answer: no name, no link to anybody (settled 5)."""
    offers = listing(request, Offer.objects.select_related("pairing").order_by("ref"))
    return {"offers": offers} if offers else None


@card(
    place="today",
    order=1,
    title=_("Undo"),
    template="mentors/cards/undo.html",
    permission="mentors.add_contact",
)
def undo(request):
    """For ten minutes after saving, a way back to the entry (S26)."""
    my_people(request)  # the next cards show them: all their keys come in one query
    contact = just_saved(request)
    if contact is None:
        return None
    return {"contact": contact, "person": contact.survivor, "line": lambda: words.line(contact)}


@card(
    place="saved",
    order=7,
    title=_("What changed"),
    template="mentors/cards/what_changed.html",
    permission="mentors.add_contact",
)
def what_changed(request):
    """After a very hard moment: what changed about her safety is still to be written."""
    contact = just_saved(request)
    if contact is None or contact.kind != Contact.Kind.CRISIS or not contact.safety_changed:
        return None
    return {"person": contact.survivor}


def just_saved(request):
    """The entry this user wrote within the last ten minutes, asked once for all the cards."""
    if not hasattr(request, "just_saved"):
        since = clock.now() - timedelta(minutes=UNDO_MINUTES)
        rows = Contact.objects.standing().filter(author=request.user, written_at__gte=since)
        rows = rows.filter(session=None).select_related("survivor").order_by("-written_at")
        request.just_saved = next(iter(listing(request, rows, limit=1)), None)
    return request.just_saved


# Today, for a manager ---------------------------------------------------------------------


@card(
    place="today",
    order=10,
    title=_("Waiting for a peer"),
    template="mentors/cards/waiting.html",
    permission="mentors.add_pairing",
)
def waiting(request):
    """Who has waited longest, and what they asked for (S08)."""
    rows = needs.waiting(request)[: WAITING_SHOWN + 1]
    shown = [{"person": one, "asked": in_short(one)} for one in rows[:WAITING_SHOWN]]
    if not rows:
        return {"waited": board.longest_wait_this_month(request.user)}
    longest = (clock.today() - rows[0].asked_on).days
    return {"people": shown, "more": len(rows) > WAITING_SHOWN, "longest": longest}


@card(
    place="today",
    order=30,
    title=_("Free spots"),
    template="mentors/cards/free_spots.html",
    permission="mentors.add_pairing",
    column="side",
)
def free_spots(request):
    """Who can start with somebody new."""
    peers = listing(request, board.free_spots())
    free = sum(peer.free for peer in peers)
    return {"peers": peers[:FREE_SHOWN], "free": free, "count": len(peers)}


# The person page --------------------------------------------------------------------------


def hers(request, survivor):
    """Who is offered to her or walks with her, asked once for all the cards of her page."""
    if not hasattr(request, "her_pairings"):
        rows = Pairing.objects.open().filter(survivor=survivor).select_related("peer__user")
        waits = Contact.objects.visible_to(request.user).waiting().filter(pairing=OuterRef("pk"))
        rows = rows.annotate(wait_until=Subquery(waits.values("wait_until")[:1]))
        request.her_pairings = listing(request, rows.order_by("-status", "kind", "pk"))
    return request.her_pairings


def own(request, survivor):
    """My own pairing with her, while it lasts; None for everybody else."""
    rows = hers(request, survivor)
    mine = [row for row in rows if row.is_walking and row.peer.user_id == request.user.pk]
    return mine[0] if mine else None


@card(
    place="person",
    order=1,
    title=_("Log contact"),
    template="mentors/cards/log_contact.html",
    permission="mentors.add_contact",
    column="head",
)
def log_contact(request, survivor):
    """The way to log a contact beside her name; quiet while she asked for a break."""
    if own(request, survivor) is None:
        return None
    return {"person": survivor, "quiet": survivor.status == Survivor.Status.PAUSED}


@card(
    place="person",
    order=7,
    title=_("They asked to wait"),
    template="mentors/cards/asked_to_wait.html",
    permission="mentors.view_pairing",
    column="top",
)
def asked_to_wait(request, survivor):
    """Whom she asked for time, and until when: nobody of them reaches out before."""
    waits = [
        {"author": row.peer.user, "wait_until": row.wait_until}
        for row in hers(request, survivor)
        if row.wait_until
    ]
    if not waits:
        return None
    hold = request.user in [wait["author"] for wait in waits]
    return {"waits": waits, "person": survivor, "me": request.user, "hold": hold}


@card(
    place="person",
    order=10,
    title=_("Peers"),
    template="mentors/cards/peers.html",
    permission="mentors.view_pairing",
    column="top",
    joins=["wishes"],
)
def peers(request, survivor):
    """Who walks with her, and what she asked for."""
    return {
        "person": survivor,
        "pairings": hers(request, survivor),
        "asked": in_short(survivor),
        "can_offer": may(request.user, "mentors.add_pairing"),
    }


from .reveals import cards as reveals  # noqa: E402, F401  registers itself
