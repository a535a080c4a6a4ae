"""Periods of service: from the day somebody comes to the day she and the agency are done."""

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from coordination import clock
from coordination.access import VIEW
from coordination.records import Record, ref_field
from coordination.scoping import ScopedQuerySet, scopes

ENDED = ["finished", "cancelled"]


class EpisodeQuerySet(ScopedQuerySet):
    def open(self):
        """Periods that have no last day yet: one for each record that is not finished."""
        return self.filter(ended_on=None)

    def newest(self):
        """Latest period first; two of one day in the order they were begun."""
        return self.order_by("-started_on", F("ended_on").desc(nulls_first=True), "-pk")

    @scopes
    def visible_to(self, user, permission=VIEW):
        people = apps.get_model("coordination", "Survivor").objects
        return self.filter(survivor__in=people.visible_to(user, permission))


class Episode(Record):
    """
    One period of service of one person (PAIR-11). Coming back is a new period.

    Cam asks for a peer: `waiting`. Rosa walks with Cam: `active`. Cam asks for a break:
    `on_hold`. They are done: `finished`, with a reason. A period that never came to anything is
    `cancelled`. There is no text here: dates, a reason of a list, and who wrote it.
    """

    class Status(models.TextChoices):
        PLANNED = "planned", _("Not started yet")
        WAITING = "waiting", _("Waiting for a peer")
        ACTIVE = "active", _("With us")
        ON_HOLD = "on_hold", _("Paused")
        FINISHED = "finished", _("Finished")
        CANCELLED = "cancelled", _("Did not start")

    class Reason(models.TextChoices):
        COMPLETED = "completed", _("We did what they came for")
        GOALS_MET = "goals_met", _("They reached what they wanted")
        WITHDREW = "withdrew", _("They chose to stop")
        TRANSFERRED = "transferred", _("Another program walks with them now")
        REFERRED_OUT = "referred_out", _("A partner helps them now")
        LOST_CONTACT = "lost_contact", _("We lost touch")
        MOVED = "moved", _("They moved away")
        INELIGIBLE = "ineligible", _("We cannot offer what they need")
        DECEASED = "deceased", _("They died")
        NONE_OF_THESE = "other", _("None of these")
        IN_ERROR = "in_error", _("Entered in error: this record should not be here")

    class Next(models.TextChoices):
        THEY_COME = "they_come", _("They know how to come back")
        OTHERS = "others", _("Somebody else helps from here")
        NOTHING = "nothing", _("Nothing was agreed")

    survivor = models.ForeignKey(
        "coordination.Survivor", on_delete=models.CASCADE, related_name="episodes"
    )
    ref = ref_field()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PLANNED)
    started_on = models.DateField(default=clock.today)
    active_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=15, choices=Reason.choices, blank=True)
    what_next = models.CharField(max_length=10, choices=Next.choices, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = EpisodeQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["survivor"],
                condition=Q(ended_on__isnull=True),
                name="one_open_episode_per_survivor",
                violation_error_message=_("This record is open already."),
                violation_error_code="already_open",
            ),
            models.CheckConstraint(
                condition=(Q(status__in=ENDED, ended_on__isnull=False) & ~Q(end_reason=""))
                | (~Q(status__in=ENDED) & Q(ended_on__isnull=True, end_reason="", what_next="")),
                name="ended_episode_says_when_and_why",
                violation_error_message=_("Choose why it ended."),
                violation_error_code="reason_missing",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="episode_ends_after_it_starts",
                violation_error_message=_("It cannot end before it started."),
            ),
        ]

    def __str__(self):
        return self.ref

    @property
    def is_open(self):
        return self.ended_on is None

    @property
    def in_error(self):
        """Whether the record was made by accident."""
        return self.end_reason == self.Reason.IN_ERROR
