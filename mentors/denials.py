"""What a safety rule between two people means for their pairing."""

from coordination.registry import denials
from mentors.pairing.actions import withdraw_offer
from mentors.pairing.models import Pairing


@denials.closes
def take_back_offers(survivor, user, by):
    """Rosa is not to be paired with Cam: an open offer of hers goes, neutral as any other."""
    offers = Pairing.objects.unscoped("offers a safety rule takes back").offered()
    for pairing in offers.filter(survivor=survivor, peer__user=user):
        withdraw_offer(pairing=pairing, by=by)
