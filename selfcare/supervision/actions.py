"""Record a supervision session."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coordination import clock
from selfcare import wall
from selfcare.debriefs.actions import close_for

from .models import SupervisionSession


@transaction.atomic
def record_supervision(*, session, by):
    """
    Keep a session Marcus held with his own supervisee; a debrief closes the request for one.

    `session`: an unsaved SupervisionSession with subject and words. Raises PermissionError when the
    subject is not on by's line today, ValidationError when a date or the reason is missing.
    """
    if not wall.line_of(by).filter(user=session.subject_id).exists():
        raise PermissionError("Only today's supervisor records a session.")
    session.supervisor, session.owner = by, session.subject_id
    if session.held_on and session.held_on > clock.today():
        raise ValidationError({"held_on": _("The session must be today or earlier.")})
    if session.next_on is None and not session.why_no_next.strip():
        raise ValidationError({"next_on": _("Add a next date, or say why not.")})
    session.full_clean()
    session.save()
    if session.kind == SupervisionSession.Kind.DEBRIEF:
        close_for(session.subject_id)
    return session
