"""What a safety rule between two people means for their pairing."""

from coordination.inbox.actions import notify
from coordination.registry import denials
from mentors.pairing.actions import withdraw_offer
from mentors.pairing.models import Pairing


def _between(survivor, user):
    rows = Pairing.objects.unscoped("what stands between these two")
    return rows.filter(survivor=survivor, peer__user=user)


@denials.closes
def take_back_offers(survivor, user, by):
    """Rosa is not to be paired with Cam: an open offer of hers goes, neutral as any other."""
    for pairing in _between(survivor, user).offered():
        withdraw_offer(pairing=pairing, by=by)


@denials.closes
def ask_for_an_ending(survivor, user, by):
    """They walk together: who paired them is told to end it, and not why."""
    for pairing in _between(survivor, user).walking().select_related("offered_by"):
        path = pairing.get_absolute_url()
        about = {"kind": "needs_answer", "path": path, "survivor": survivor}
        notify(user=pairing.offered_by, by=by, **about)
