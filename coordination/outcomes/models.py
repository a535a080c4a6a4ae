"""How things are: what was asked and when, and, sealed apart, what she answered."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from coordination import clock
from coordination.access import READ_NOTES, VIEW
from coordination.instruments import score
from coordination.instruments.models import InstrumentText
from coordination.outcomes.measures import CHOICES, MEASURES, RATHER_NOT
from coordination.records import Record, ref_field
from coordination.registry import past
from coordination.scoping import ScopedQuerySet, scopes
from coordination.sealed import SealedJSON, SealedText, SealOwner
from coordination.survivors.models import Survivor
from coordination.vault import NOTES

EDIT_HOURS = 24  # the author edits freely; later changes are corrections with a reason (NOTE-2)
DRAFT_DAYS = 14  # answers look back at most this long; what is begun and left is then closed


class OutcomeQuerySet(ScopedQuerySet):
    def standing(self):
        """Without those marked as entered in error."""
        return self.filter(in_error=False)

    def drafts(self):
        """Begun, saved and not finished."""
        return self.standing().filter(finished_at=None)

    def finished(self):
        return self.standing().filter(finished_at__isnull=False)

    def newest(self):
        return self.order_by("-asked_on", "-written_at", "pk")

    @scopes
    def visible_to(self, user, permission=VIEW):
        """
        With VIEW, that something was asked, and when: Dana and Marcus see that of Cam.

        With READ_NOTES the answers: Rosa and Ana, who walk with Cam. What was answered before
        Bea began stays closed to her unless Cam said yes (PAIR-10). What is not finished, or was
        entered in error, is its author's alone.
        """
        rows = self.filter(survivor__in=Survivor.objects.visible_to(user, permission))
        rows = rows.filter(Q(in_error=False, finished_at__isnull=False) | Q(asked_by=user))
        if permission == READ_NOTES:
            for before in past.closed_to(user, "asked_on"):
                rows = rows.filter(Q(asked_by=user) | ~Exists(before))
        return rows


class Outcome(Record):
    """
    One set of answers to one measure on one day (OUT-1, INS-3).

    The row keeps the measure, the version of its key and the text it was answered with. `answers`:
    question (as text) to a value or "rather_not"; a question that was not asked is not in it.
    Totals are never stored. `safety`: the days on which an answer opened the safety page
    ("opened"), somebody read it ("read") and talked with their supervisor ("talked").
    """

    owner = SealOwner()
    ref = ref_field()
    survivor = models.ForeignKey(Survivor, on_delete=models.CASCADE, related_name="outcomes")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="outcomes_asked"
    )
    measure = models.CharField(max_length=10, choices=CHOICES)
    version = models.CharField(max_length=20)
    text = models.ForeignKey(
        InstrumentText, null=True, blank=True, on_delete=models.PROTECT, related_name="outcomes"
    )
    asked_on = models.DateField(_("day"), default=clock.today)
    answers = SealedJSON(default=dict, blank=True, kind=NOTES)
    stated = SealedText(_("total on the paper"), max_length=8, blank=True, kind=NOTES)
    safety = SealedJSON(default=dict, blank=True, kind=NOTES)
    written_at = models.DateTimeField(default=clock.now, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True, editable=False)
    corrected_at = models.DateTimeField(null=True, blank=True, editable=False)
    correction_reason = SealedText(_("why"), max_length=140, blank=True, kind=NOTES)
    in_error = models.BooleanField(default=False, editable=False)
    error_reason = SealedText(_("why"), max_length=140, blank=True, kind=NOTES)

    objects = OutcomeQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["survivor", "measure", "asked_by"],
                condition=Q(finished_at=None, in_error=False),
                name="one_open_set_of_questions",
            )
        ]
        indexes = [models.Index(fields=["survivor", "-asked_on"], name="outcomes_of_a_person")]

    def __str__(self):
        return self.ref

    def person_id(self):
        return self.survivor_id

    def get_absolute_url(self):
        return reverse("outcome", args=[self.survivor.ref, self.ref])

    @cached_property
    def asked(self):
        """The measure in the words it was asked in."""
        measure = MEASURES[self.measure]
        return measure.with_text(self.text) if self.text_id else measure

    @property
    def is_fresh(self):
        """Whether its author still edits without giving a reason."""
        return clock.now() - self.written_at <= timedelta(hours=EDIT_HOURS)

    def result(self):
        """What the key makes of the answers now; None for our own forms, which have no key."""
        return score(self.asked.key, self.numbers()) if self.text_id else None

    def numbers(self):
        """Item number to value, without those who would rather not say."""
        return {int(key): value for key, value in self.answers.items() if value != RATHER_NOT}

    @property
    def is_flagged(self):
        """An answer matters by itself, whatever the total: PHQ-9 item 9 above 0."""
        return bool(self.text_id and self.result().flags)

    @property
    def waits_for_safety(self):
        """The safety page comes before anything else of this set is shown."""
        return self.is_flagged and not self.safety.get("read")

    @property
    def opened_on(self):
        """The day an answer opened the safety page, or None."""
        return self._day("opened")

    @property
    def talked_on(self):
        """The day somebody talked with their supervisor about it, or None."""
        return self._day("talked")

    def _day(self, name):
        return date.fromisoformat(self.safety[name]) if self.safety.get(name) else None


class AskingQuerySet(ScopedQuerySet):
    @scopes
    def visible_to(self, user, permission=VIEW):
        return self.filter(survivor__in=Survivor.objects.visible_to(user, permission))


class Asking(Record):
    """Whether she wants to be asked at all. `off_since`: since when she does not; no reason."""

    survivor = models.OneToOneField(Survivor, on_delete=models.CASCADE, related_name="asking")
    off_since = models.DateField(null=True, blank=True)

    objects = AskingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Record.Meta):
        pass

    def __str__(self):
        return str(self.off_since or "")

    def person_id(self):
        return self.survivor_id
