"""The front door: models of every room."""

from .contacts.models import Contact
from .pairing.models import Offer, Pairing
from .peers.models import Kind, Peer
from .wishes.models import Wishes

__all__ = ["Contact", "Kind", "Offer", "Pairing", "Peer", "Wishes"]
