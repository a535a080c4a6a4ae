"""What she answered for reports: optional, and never asked again for one."""

import hashlib
import json

from django.db import models

from coordination import clock
from coordination.access import VIEW
from coordination.records import Record
from coordination.scoping import ScopedQuerySet, scopes
from coordination.sealed import SealedJSON, SealOwner
from coordination.survivors.models import Survivor


class ReportAnswersQuerySet(ScopedQuerySet):
    @scopes
    def visible_to(self, user, permission=VIEW):
        return self.filter(survivor__in=Survivor.objects.visible_to(user, permission))


class ReportAnswers(Record):
    """
    {"age": {"list": "ovc-4c-1", "said": ["18_24"], "on": "2026-11-25"}}; no entry: not asked.

    Codes of lists only, never text, and sealed: race or age tells who she is (PRI-2). Only a
    manager and the peers who walk with her open the page (`coordination.record_report_answers`).
    No history: what she takes back is gone (PRI-3).
    """

    survivor = models.OneToOneField(
        Survivor, on_delete=models.CASCADE, related_name="report_answers"
    )
    owner = SealOwner()
    answers = SealedJSON(default=dict, blank=True)
    asked_on = models.DateField(default=clock.today)

    objects = ReportAnswersQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name_plural = "report answers"

    def __str__(self):
        return f"{self.asked_on}"

    def person_id(self):
        return self.survivor_id

    @property
    def mark(self):
        """What it says, as one short word: tells a page made from another state of it."""
        said = json.dumps(self.answers, sort_keys=True)
        return hashlib.sha256(said.encode()).hexdigest()[:20]
