"""Check-ins, what is shared of them, and the pulse after a contact. No history: gone is gone."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.instruments import DAYBOOK_SHORT, KEYS, score
from coordination.records import Record, ref_field
from coordination.sealed import SealedJSON, SealedText, SealOwner
from coordination.vault import SHARED, WELLBEING
from selfcare.wall import Level, OwnQuerySet, SharedQuerySet


class CheckInQuerySet(OwnQuerySet):
    def drafts(self):
        """Begun, saved and not finished."""
        return self.filter(finished_on=None)

    def finished(self):
        """Newest first."""
        return self.filter(finished_on__isnull=False).order_by("-turn")

    def newest(self):
        """The draft first, then the finished ones, newest first."""
        return self.order_by(models.F("turn").desc(nulls_first=True))

    def in_month(self, day):
        """Finished in the calendar month of `day`."""
        first = day.replace(day=1)
        after = (first + timedelta(days=31)).replace(day=1)
        return self.finished().filter(finished_on__gte=first, finished_on__lt=after)


class CheckIn(Record):
    """
    How a member of staff has been doing. Rosa's alone: no other user reaches this row.

    `answers`: item number (as text) to value. Scales are not stored but scored again each time, by
    the key and version the row names (INS-3). Unfinished rows are drafts, one a person.
    """

    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="check_ins"
    )
    owner = SealOwner()
    ref = ref_field()
    key = models.CharField(max_length=20, default=DAYBOOK_SHORT.name)
    version = models.CharField(max_length=10, default=DAYBOOK_SHORT.version)
    answers = SealedJSON(default=dict, blank=True, kind=WELLBEING)
    started_on = models.DateField(default=clock.today)
    finished_on = models.DateField(null=True, blank=True)
    turn = models.PositiveIntegerField(null=True, blank=True)  # order without a time of day

    objects = CheckInQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["subject"],
                condition=models.Q(finished_on=None),
                name="one_draft_check_in_per_person",
            ),
            models.UniqueConstraint(fields=["subject", "turn"], name="one_check_in_per_turn"),
            models.CheckConstraint(
                condition=models.Q(finished_on=None, turn=None)
                | models.Q(finished_on__isnull=False, turn__isnull=False),
                name="a_finished_check_in_has_its_turn",
            ),
        ]

    def __str__(self):
        return self.ref

    def result(self):
        """The scales as the row's key scores them. Opens the answers: NotAllowed for others."""
        answers = {int(item): value for item, value in self.answers.items()}
        return score(KEYS[self.key, self.version], answers)


class SharedResultQuerySet(SharedQuerySet):
    def newest(self):
        """Newest check-in first."""
        return self.order_by("-on", "-check_in__turn", "pk")


class SharedResult(Record):
    """
    What the subject lets her supervisor see of one check-in, cut to the chosen level.

    No row: nothing is shared, which nobody can tell from a check-in that never was.
    """

    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="shared_results"
    )
    owner = SealOwner()
    check_in = models.OneToOneField(CheckIn, on_delete=models.CASCADE, related_name="shared_result")
    level = models.CharField(max_length=10, choices=Level.choices)
    on = models.DateField()
    values = SealedJSON(default=dict, blank=True, kind=SHARED)

    objects = SharedResultQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level__in=[Level.FINISHED, Level.BANDS, Level.SCORES]),
                name="a_shared_result_shares_something",
            )
        ]

    def __str__(self):
        return self.get_level_display()


class PulseQuerySet(OwnQuerySet):
    def since(self, day):
        """Pulses of this day or later."""
        return self.filter(on__gte=day)


class Pulse(Record):
    """One tap after a contact, for the peer alone. It does not say which contact."""

    class Feeling(models.TextChoices):
        OKAY = "okay", _("Okay")
        HEAVY = "heavy", _("Heavy")

    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="pulses"
    )
    owner = SealOwner()
    on = models.DateField(default=clock.today)
    feeling = SealedText(max_length=10, kind=WELLBEING)

    objects = PulseQuerySet.as_manager()

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["subject", "on"], name="pulses_of_someone")]

    def __str__(self):
        return str(self.on)
