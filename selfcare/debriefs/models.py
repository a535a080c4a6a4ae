"""Asking for a debrief: how soon, and when it will be. No topic is ever asked."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.records import Record, ref_field
from selfcare.wall import SharedQuerySet


class DebriefQuerySet(SharedQuerySet):
    def open(self):
        """Asked for and neither finished nor taken back, oldest first."""
        return self.filter(closed_on=None).order_by("asked_at")

    def waiting(self):
        """Open, and the supervisor has not set a time."""
        return self.open().filter(set_for=None)


class Debrief(Record):
    """Rosa asked Marcus for a talk. Both see that, and nobody else. One open request a person."""

    class Wanted(models.TextChoices):
        TODAY = "today", _("Today")
        WEEK = "week", _("This week")
        TEXT = "text", _("Just a text is fine")

    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="debriefs"
    )
    ref = ref_field()
    wanted = models.CharField(max_length=10, choices=Wanted.choices)
    asked_at = models.DateTimeField(default=clock.now)
    set_for = models.DateTimeField(null=True, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="debriefs_answered",
    )
    closed_on = models.DateField(null=True, blank=True)

    objects = DebriefQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["subject"],
                condition=models.Q(closed_on=None),
                name="one_open_debrief_per_person",
            )
        ]

    def __str__(self):
        return self.get_wanted_display()

    def person_id(self):
        return self.subject_id
