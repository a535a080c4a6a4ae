"""What she wants, in her words, and the small next steps towards it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from coordination import clock
from coordination.access import VIEW
from coordination.goals.owners import somebody_holds_it
from coordination.records import Record, ref_field
from coordination.scoping import ScopedQuerySet, scopes
from coordination.sealed import SealedText, SealOwner
from coordination.survivors.models import Survivor

CLOSED = ["done", "let_go"]


class GoalQuerySet(ScopedQuerySet):
    def open(self):
        """Goals she still has; what is done or let go rests below."""
        return self.exclude(progress__in=CLOSED)

    def open_first(self):
        """Open ones first, the newest on top; then those that ended, the last one first."""
        return self.order_by(F("closed_on").desc(nulls_first=True), "-made_on", "-id")

    @scopes
    def visible_to(self, user, permission=VIEW):
        return self.filter(survivor__in=Survivor.objects.visible_to(user, permission))


class Goal(Record):
    """
    What Cam wants, in Cam's words (S17, OUT-1). Nothing is unlocked by one, and none is fine too.

    Mentor and navigator share it; `version` tells a stale tab that the other was faster. Letting
    go is an end like any other and asks for no reason.
    """

    class Progress(models.TextChoices):
        NOT_STARTED = "not_started", _("Not started")
        SOME = "some", _("Some")
        A_LOT = "a_lot", _("A lot")
        DONE = "done", _("Done")
        LET_GO = "let_go", _("Let go")

    survivor = models.ForeignKey(Survivor, on_delete=models.CASCADE, related_name="goals")
    owner = SealOwner()
    ref = ref_field()
    words = SealedText(_("their words"), max_length=140)
    progress = models.CharField(
        _("how it is going"),
        max_length=12,
        choices=Progress.choices,
        default=Progress.NOT_STARTED,
    )
    confidence = models.PositiveSmallIntegerField(
        _("how sure they feel"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    made_on = models.DateField(default=clock.today, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    closed_on = models.DateField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = GoalQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(confidence__isnull=True) | Q(confidence__range=(1, 5)),
                name="confidence_is_one_to_five",
                violation_error_message=_("Choose 1 to 5, or leave it out."),
            ),
            models.CheckConstraint(
                condition=Q(progress__in=CLOSED, closed_on__isnull=False)
                | (~Q(progress__in=CLOSED) & Q(closed_on__isnull=True)),
                name="a_goal_that_ended_has_a_day",
                violation_error_message=_("A goal that ended has its day."),
            ),
        ]
        indexes = [models.Index(fields=["survivor", "closed_on"], name="goals_of_a_person")]

    def __str__(self):
        return self.ref

    def get_absolute_url(self):
        return reverse("change_goal", args=[self.ref])

    def person_id(self):
        return self.survivor_id

    @property
    def is_open(self):
        return self.progress not in CLOSED


class StepQuerySet(ScopedQuerySet):
    def open(self):
        """Neither done nor dropped, for people whose record is not finished; soonest first."""
        return (
            self.filter(done_on=None, dropped_on=None)
            .exclude(survivor__status=Survivor.Status.FINISHED)
            .order_by(F("due_on").asc(nulls_last=True), "made_on", "pk")
        )

    def to_remind(self):
        """Open, and her record is too: while she asked for a break, nothing reminds (lesson 14)."""
        return self.open().filter(survivor__status=Survivor.Status.OPEN)

    def of(self, user):
        """What this user promised to do."""
        return self.filter(who=user)

    def without_owner(self):
        """Steps whose owner left or no longer sees her. She needs no owner for her own."""
        return self.to_remind().filter(by_person=False).exclude(somebody_holds_it())

    @scopes
    def visible_to(self, user, permission=VIEW):
        return self.filter(survivor__in=Survivor.objects.visible_to(user, permission))


class Step(Record):
    """
    A small next step, maybe towards a goal. Somebody on the staff promised it, or she does it.
    """

    survivor = models.ForeignKey(Survivor, on_delete=models.CASCADE, related_name="steps")
    goal = models.ForeignKey(
        Goal, on_delete=models.SET_NULL, null=True, blank=True, related_name="steps"
    )
    owner = SealOwner()
    ref = ref_field()
    what = SealedText(_("next step"), max_length=60)
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="steps",
    )
    by_person = models.BooleanField(_("they do it themselves"), default=False)
    due_on = models.DateField(_("by when"), null=True, blank=True)
    made_on = models.DateField(default=clock.today)
    done_on = models.DateField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)

    objects = StepQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(by_person=True, who__isnull=True)
                | Q(by_person=False, who__isnull=False),
                name="one_does_a_step",
                violation_error_message=_("Choose who does it."),
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(dropped_on__isnull=True),
                name="a_step_ends_one_way",
                violation_error_message=_("This step is done or dropped, not both."),
            ),
        ]
        indexes = [models.Index(fields=["who", "done_on", "due_on"], name="steps_of_someone")]

    def __str__(self):
        return f"{self.due_on}"

    def get_absolute_url(self):
        return reverse("change_step", args=[self.ref])

    def person_id(self):
        return self.survivor_id

    @property
    def is_open(self):
        return self.done_on is None and self.dropped_on is None

    @property
    def is_late(self):
        return self.is_open and self.due_on is not None and self.due_on < clock.today()

    @property
    def doer(self):
        """Who does it, as the screen says it."""
        return str(_("They do it themselves")) if self.by_person else self.who.name
