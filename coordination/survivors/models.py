"""The person the agency walks with."""

import secrets

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from coordination import clock
from coordination.access import SurvivorQuerySet as ScopedSurvivors
from coordination.records import ALPHABET, Record, ref_field
from coordination.sealed import SealedText, SealOwner
from coordination.vault import IDENTITY


def new_code():
    """A code to speak of her without a name: `P-7K3QX`."""
    return "P-" + "".join(secrets.choice(ALPHABET) for _ in range(5)).upper()


class SurvivorQuerySet(ScopedSurvivors):
    def open(self):
        """People we walk with now or who wait for a peer."""
        return self.exclude(status=Survivor.Status.FINISHED)

    def standing(self):
        """Without records that were made by accident."""
        return self.filter(in_error=False)

    def asked_for_peer(self):
        """People who said they want a peer, longest wait first."""
        return self.filter(status=Survivor.Status.OPEN, asked_on__isnull=False).order_by(
            "asked_on", "pk"
        )


class Survivor(Record):
    """
    A person who came to the agency. She has no account, and owns the decisions.

    Only a name to call her by is needed, and it can be an initial (PRI-4). Everything that
    identifies her is sealed under her own key; `last_contact_on` is a day, kept by the action
    that writes a contact, so that lists sort without opening anyone. `status`, `asked_on` and
    `in_error` sum up her open or last Episode for lists; the actions keep both.
    """

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        PAUSED = "paused", _("Paused")
        FINISHED = "finished", _("Finished")

    owner = SealOwner(itself=True)
    ref = ref_field()
    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    name = SealedText(_("what they like to be called"), max_length=60)
    pronouns = SealedText(_("pronouns"), max_length=30, blank=True)
    languages = SealedText(_("languages"), max_length=80, blank=True)
    access_needs = SealedText(_("access needs"), max_length=140, blank=True)
    legal_name = SealedText(_("legal name"), max_length=120, blank=True, kind=IDENTITY)
    phone = SealedText(_("phone"), max_length=40, blank=True, kind=IDENTITY)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    told_on = models.DateField(null=True, blank=True)
    asked_on = models.DateField(null=True, blank=True, db_index=True)
    opened_on = models.DateField(default=clock.today)
    status_since = models.DateField(default=clock.today)
    last_contact_on = models.DateField(null=True, blank=True, editable=False)
    in_error = models.BooleanField(default=False, editable=False)

    objects = SurvivorQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Record.Meta):
        permissions = [("read_notes", "Can read what is written about her")]
        indexes = [models.Index(fields=["last_contact_on", "id"], name="people_by_last_contact")]

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return reverse("survivor", args=[self.ref])

    def person_id(self):
        return self.pk
