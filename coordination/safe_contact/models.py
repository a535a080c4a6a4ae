"""How she may be reached, and how not."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from coordination import clock
from coordination.access import VIEW
from coordination.records import Record
from coordination.scoping import ScopedQuerySet, scopes
from coordination.sealed import SealedJSON, SealedText, SealOwner
from coordination.survivors.models import Survivor


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

    `ways` maps a Way to when: {"call": "9 to 12, weekdays"}; a way that is absent is No.
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
    block_caller_id = models.BooleanField(_("block caller ID"), default=True)
    keeps_number = models.BooleanField(_("safe to keep our number"), default=False)
    carries_paper = models.BooleanField(_("safe to carry paper"), default=False)
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

    def allows(self, way):
        """Whether she said yes to this way of being reached."""
        return self.who == self.Who.WE and way in self.ways
