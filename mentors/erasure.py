"""What becomes of our tables when a person is removed."""

from coordination.models import Survivor
from coordination.registry import pages
from coordination.registry.erasure import register
from mentors import models

register(models.Peer, "", how="keep")
register(models.Wishes, "survivor", how="delete")
register(models.Offer, "pairing__survivor", how="delete")
register(models.NotToday, "pairing__survivor", how="delete")
register(models.Contact, "survivor", how="delete")
register(models.Pairing, "survivor", how="delete")
register(models.GroupSession, "", how="keep")
register(models.NoteReveal, "", how="key")

pages.about("entries", models.Contact)
pages.about("pairings", models.Pairing)
pages.about("pairing", Survivor)
