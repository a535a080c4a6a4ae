"""The front door: models of every room."""

from .contacts.models import Contact
from .pairing.models import Offer, Pairing
from .peers.models import Kind, Peer
from .reveals.models import NoteReveal
from .sessions.models import GroupSession
from .today.models import NotToday
from .wishes.models import Wishes

__all__ = [
    "Contact",
    "GroupSession",
    "Kind",
    "NoteReveal",
    "NotToday",
    "Offer",
    "Pairing",
    "Peer",
    "Wishes",
]
