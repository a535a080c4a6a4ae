"""How she may be reached, and how not."""

import hashlib
import json

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from coordination import clock
from coordination.access import VIEW
from coordination.records import Record
from coordination.safe_contact.hours import channel
from coordination.scoping import ScopedQuerySet, scopes
from coordination.sealed import SealedJSON, SealedText, SealOwner
from coordination.survivors.models import Survivor

CHECK_AGAIN_DAYS = 30  # S15: how long a card counts before she is asked again


class Way(models.TextChoices):
    """The ways to reach somebody. Every way is No until she said yes to it."""

    CALL = "call", _("Call")
    TEXT = "text", _("Text")
    VIDEO = "video", _("Video")
    IN_PERSON = "in_person", _("In person")
    EMAIL = "email", _("E-mail")


class SafeContactQuerySet(ScopedQuerySet):
    @scopes
    def visible_to(self, user, permission=VIEW):
        return self.filter(survivor__in=Survivor.objects.visible_to(user, permission))


class SafeContact(Record):
    """
    Her safe-contact card (NOTE-4). Without one, nobody contacts her until they have asked.

    `ways` maps a Way to what `hours.Channel` keeps of it: {"call": {"days": [1, 2], "from":
    "09:00", "message": "neutral"}}, or plain words on older cards: {"call": "9 to 12"}. A way that
    is absent is No. `leave_message` is the one answer of older cards, else the widest of the ways.
    """

    class Who(models.TextChoices):
        WE = "we", _("We may contact them")
        THEY = "they", _("They will contact us")

    class Message(models.TextChoices):
        NO = "no", _("No")
        NEUTRAL = "neutral", _("Neutral words only")
        YES = "yes", _("Yes")

    survivor = models.OneToOneField(Survivor, on_delete=models.CASCADE, related_name="safe_contact")
    owner = SealOwner()
    who = models.CharField(_("who contacts whom"), max_length=5, choices=Who.choices)
    ways = SealedJSON(default=dict, blank=True)
    leave_message = models.CharField(
        _("leave a message"), max_length=8, choices=Message.choices, default=Message.NO
    )
    words = SealedText(_("what to say"), max_length=80, blank=True)
    not_answer = SealedText(_("who must not answer"), max_length=80, blank=True)
    our_name = SealedText(_("the name we use"), max_length=40, blank=True)
    her_name = SealedText(_("the name to ask for"), max_length=40, blank=True)
    block_caller_id = models.BooleanField(_("block caller ID"), default=True)
    keeps_number = models.BooleanField(_("safe to keep our number"), default=False)
    carries_paper = models.BooleanField(_("safe to carry paper"), default=False)
    number_confirmed_on = models.DateField(_("number last confirmed"), null=True, blank=True)
    checked_on = models.DateField(default=clock.today)
    check_again_on = models.DateField(_("check again on"))

    objects = SafeContactQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Record.Meta):
        pass

    def __str__(self):
        return f"{self.get_who_display()}, {self.checked_on}"

    def person_id(self):
        return self.survivor_id

    @property
    def mark(self):
        """What it says, as one short word: tells a page made from another state of it."""
        names = ["who", "ways", "leave_message", "words", "not_answer", "our_name", "her_name"]
        names += ["block_caller_id", "keeps_number", "carries_paper", "number_confirmed_on"]
        said = json.dumps([getattr(self, name) for name in names], sort_keys=True, default=str)
        return hashlib.sha256(said.encode()).hexdigest()[:20]

    def allows(self, way):
        """Whether she said yes to this way of being reached."""
        return self.who == self.Who.WE and way in self.ways

    def channels(self):
        """Way to Channel, in the order of the list; the ways she did not name are absent."""
        held = self.ways
        return {way: channel(held[way], self.leave_message) for way in Way if way in held}

    def when(self, way):
        """Days and hours of one way in words; empty when she named none."""
        held = self.channels().get(way)
        return held.when() if held else ""
