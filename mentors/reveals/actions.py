"""Opening the text of an entry one does not read by oneself."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from coordination import clock
from coordination.inbox.actions import notify
from mentors.contacts.models import Contact
from mentors.reveals.models import SHORTEST, NoteReveal


@transaction.atomic
def reveal_note(*, contact, reason, by):
    """
    Write down that `by` opens the text, and tell its author. The caller shows it for a minute.

    Raises ValidationError `not_supervisor` unless `by` supervises the author today, `in_error`
    for an entry that was taken back, and `needs_reason` under ten letters.
    """
    rows = Contact.objects.unscoped("the entry and who supervises its author today")
    held = rows.select_related("author__peer").get(pk=contact.pk)
    peer = getattr(held.author, "peer", None)
    if peer is None or peer.supervisor_id != by.pk:
        message = _("Only the supervisor of the person who wrote this can open it.")
        raise ValidationError(message, code="not_supervisor")
    if held.in_error:
        raise ValidationError(_("This entry was taken back."), code="in_error")
    reason = " ".join(reason.split())
    if len(reason) < SHORTEST:
        message = _("Write why you need to read it, in ten letters or more.")
        raise ValidationError(message, code="needs_reason")
    row = NoteReveal(contact=held, owner=held.owner, by=by, at=clock.now(), reason=reason)
    row.full_clean()
    row.save()
    told = {"kind": "note_opened", "path": held.get_absolute_url(), "by": by}
    notify(user=held.author, survivor=held.survivor, **told)
    return row
