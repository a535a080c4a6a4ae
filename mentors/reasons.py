"""Why a peer and a supervisor may open a person's record, and what stays closed to a new peer."""

from django.db.models import OuterRef

from coordination import access
from coordination.access import READ_NOTES, VIEW, Row
from coordination.registry import line, past
from mentors.pairing.models import WALKING, Pairing
from mentors.peers.models import Peer


@access.reason
def walking_together(survivors):
    """
    Rosa walks with Cam: she sees Cam and reads what is written. A pause keeps that; an end closes.

    Marcus supervises Rosa: he sees the facts of her people, not the text (settled 2).
    """
    walking = Pairing.objects.unscoped("a reason to see").walking()
    for pairing in walking.filter(survivor__in=survivors).select_related("peer"):
        yield Row(pairing.survivor_id, pairing.peer.user_id, VIEW)
        yield Row(pairing.survivor_id, pairing.peer.user_id, READ_NOTES)
        yield Row(pairing.survivor_id, pairing.peer.supervisor_id, VIEW)


@past.closes
def before_their_time(user, day):
    """Bea is Cam's new mentor: text from before she began is closed unless Cam said yes."""
    return Pairing.objects.unscoped("this user's own pairings").filter(
        survivor=OuterRef("survivor"),
        peer__user=user,
        status__in=WALKING,
        shares_past_notes=False,
        started_on__gt=OuterRef(day),
    )


@line.says
def supervisor_on_the_line(user):
    """Marcus for Rosa, while his account is active."""
    lines = Peer.objects.unscoped("one's own supervision line").filter(user=user)
    peer = lines.exclude(supervisor=user).select_related("supervisor").first()
    return peer.supervisor if peer and peer.supervisor and peer.supervisor.is_active else None
