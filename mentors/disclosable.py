"""What of a pairing may leave, by agreement: nothing written in confidence ever does."""

from coordination.registry.disclosable import never_leaves

never_leaves(
    "mentors.Peer.shares",
    "mentors.Peer.limit_note",
    "mentors.Wishes.answers",
    "mentors.Wishes.words",
    "mentors.Offer.sheet",
    "mentors.Contact.topics",
    "mentors.Contact.note",
    "mentors.Contact.late_reason",
    "mentors.Contact.correction_reason",
    "mentors.Contact.error_reason",
)
