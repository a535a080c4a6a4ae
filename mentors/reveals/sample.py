"""Supervisors who read an entry with its author, each with a reason the author sees."""

from coordination.registry import sample
from mentors.contacts.models import Contact
from mentors.reveals.actions import reveal_note

WHY = [
    "Rosa asked me to read this with her before we talk.",
    "Checking with the author what was agreed about the ride.",
]


@sample.part(order=86)
def opened_notes(agency):
    """Two entries of this month, opened some days later."""
    rows = Contact.objects.unscoped("the sample agency").standing()
    rows = rows.filter(author__peer__supervisor__email="supervisor@example.org")
    rows = rows.select_related("author__peer__supervisor").order_by("-happened_at", "pk")
    for number, contact in enumerate(rows[: len(WHY)]):
        with agency.at(number):
            supervisor = contact.author.peer.supervisor
            reveal_note(contact=contact, reason=WHY[number], by=supervisor)
