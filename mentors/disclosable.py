"""What of a pairing may leave, by agreement: nothing written in confidence ever does."""

from coordination.registry.disclosable import never_leaves
from mentors.contacts import items as contacts  # noqa: F401  registers itself

never_leaves(
    "mentors.Peer.shares",
    "mentors.Peer.limit_note",
    "mentors.Wishes.answers",
    "mentors.Wishes.words",
    "mentors.Offer.sheet",
    "mentors.Contact.topics",
    "mentors.Contact.details",
    "mentors.Contact.note",
    "mentors.Contact.told",
    "mentors.Contact.wants",
    "mentors.Contact.reflection",
    "mentors.Contact.late_reason",
    "mentors.Contact.correction_reason",
    "mentors.Contact.error_reason",
    "mentors.NoteReveal.reason",
    "mentors.GroupSession.title",
    "mentors.GroupSession.topics",
    "mentors.GroupSession.follow_up",
    "mentors.GroupSession.late_reason",
    "mentors.GroupSession.correction_reason",
    "mentors.GroupSession.error_reason",
)
