"""Small next steps, and who does them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from coordination import clock
from coordination.access import VIEW
from coordination.records import Record, ref_field
from coordination.scoping import ScopedQuerySet, scopes
from coordination.sealed import SealedText, SealOwner
from coordination.survivors.models import Survivor


class StepQuerySet(ScopedQuerySet):
    @scopes
    def visible_to(self, user, permission=VIEW):
        return self.filter(survivor__in=Survivor.objects.visible_to(user, permission))

    def open(self):
        """Not done, for people whose record is not finished; soonest first."""
        return (
            self.filter(done_on=None)
            .exclude(survivor__status=Survivor.Status.FINISHED)
            .order_by("due_on", "pk")
        )


class Step(Record):
    """A next step somebody on the staff promised."""

    survivor = models.ForeignKey(Survivor, on_delete=models.CASCADE, related_name="steps")
    owner = SealOwner()
    ref = ref_field()
    what = SealedText(_("next step"), max_length=60)
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="steps"
    )
    due_on = models.DateField(_("by when"), null=True, blank=True)
    made_on = models.DateField(default=clock.today)
    done_on = models.DateField(null=True, blank=True)

    objects = StepQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["who", "done_on", "due_on"], name="steps_of_someone")]

    def __str__(self):
        return f"{self.due_on}"

    def person_id(self):
        return self.survivor_id
