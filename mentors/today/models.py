"""A day a peer cannot make it. No reason is kept."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.access import VIEW
from coordination.records import Record
from coordination.scoping import ScopedQuerySet, scopes
from mentors.pairing.models import Pairing


class NotTodayQuerySet(ScopedQuerySet):
    def today(self):
        return self.filter(day=clock.today())

    @scopes
    def visible_to(self, user, permission=VIEW):
        """Of pairings this user may see: the peer, who supervises them, who pairs."""
        return self.filter(pairing__in=Pairing.objects.visible_to(user, permission))


class NotToday(Record):
    """Rosa cannot make it with Cam today. Marcus knows; taking it back removes the row."""

    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="days_missed")
    day = models.DateField(default=clock.today)

    objects = NotTodayQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["pairing", "day"],
                name="said_once_a_day",
                violation_error_message=_("You said so already."),
            )
        ]

    def __str__(self):
        return f"{self.day}"

    def person_id(self):
        return self.pairing.survivor_id
