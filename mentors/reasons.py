"""Why a peer and a supervisor may open a person's record."""

from coordination import access
from coordination.access import READ_NOTES, VIEW, Row
from mentors.pairing.models import Pairing


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
