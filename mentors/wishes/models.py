"""What a person asked for in a peer, in her own order and words."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.access import VIEW
from coordination.models import Survivor
from coordination.records import Record
from coordination.scoping import ScopedQuerySet, scopes
from coordination.sealed import SealedJSON, SealedText, SealOwner
from mentors.peers.traits import TRAITS


class Weight(models.TextChoices):
    """How much a wish matters to her; a blank row was not asked (S18)."""

    MUST = "must", _("Must have")
    NICE = "nice", _("Would be nice")
    NO_MATTER = "no_matter", _("Does not matter")
    RATHER_NOT = "rather_not", _("Rather not say")


COUNTS = {Weight.MUST, Weight.NICE}


class WishesQuerySet(ScopedQuerySet):
    @scopes
    def visible_to(self, user, permission=VIEW):
        return self.filter(survivor__in=Survivor.objects.visible_to(user, permission))


class Wishes(Record):
    """
    What she asked for: {"gender": {"weight": "must", "want": ["woman"]}}, and her own words.

    All of it is sealed: what somebody asks for tells who she is.
    """

    survivor = models.OneToOneField(Survivor, on_delete=models.CASCADE, related_name="wishes")
    owner = SealOwner()
    answers = SealedJSON(default=dict, blank=True)
    words = SealedText(_("in their own words"), max_length=140, blank=True)
    asked_on = models.DateField(default=clock.today)

    objects = WishesQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name_plural = "wishes"

    def __str__(self):
        return f"{self.asked_on}"

    def counting(self):
        """(trait, wish) for the wishes that matter to her, must-haves first."""
        rows = [(trait, self.answers[trait.key]) for trait in TRAITS if trait.key in self.answers]
        rows = [(trait, wish) for trait, wish in rows if wish["weight"] in COUNTS and wish["want"]]
        return sorted(rows, key=lambda row: row[1]["weight"] != Weight.MUST)
