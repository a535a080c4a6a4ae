"""What opening a note brings to the page of an entry."""

from django.utils.translation import gettext_lazy as _

from coordination.access import listing, may
from coordination.registry.cards import card
from mentors.reveals.models import NoteReveal

SHOWN = 10


@card(
    place="entry",
    order=10,
    title=_("Who opened the note"),
    template="mentors/reveals/cards/on_entry.html",
    permission="coordination.view_people",
)
def on_entry(request, contact):
    """Who opened its text with a reason; and, for the supervisor of its author, the way to it."""
    rows = NoteReveal.objects.filter(contact=contact).select_related("by").order_by("-at")
    found = listing(request, rows, limit=SHOWN)
    can_open = may(request.user, "mentors.reveal_note") and _supervises(request.user, contact)
    if not (found or can_open):
        return None
    return {"reveals": found, "contact": contact, "can_open": can_open}


def _supervises(user, contact):
    peer = getattr(contact.author, "peer", None)
    return peer is not None and peer.supervisor_id == user.pk and not contact.in_error


@card(
    place="access",
    order=10,
    title=_("Notes opened with a reason"),
    template="mentors/reveals/cards/on_access.html",
    permission="coordination.review_access",
)
def on_access(request, person):
    """For the review of access: who opened notes about one person, and why."""
    rows = NoteReveal.objects.filter(owner=person.pk).select_related("by").order_by("-at")
    found = listing(request, rows, limit=SHOWN)
    return {"reveals": found} if found else None
