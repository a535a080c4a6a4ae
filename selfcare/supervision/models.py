"""Supervision sessions: one text, read by both."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coordination.records import Record, ref_field
from coordination.scoping import scopes
from coordination.sealed import SealedText, SealOwner
from coordination.vault import SHARED
from selfcare.wall import SharedQuerySet, line_of


class SupervisionSessionQuerySet(SharedQuerySet):
    @scopes
    def visible_to(self, user):
        """Rosa's sessions to Rosa, and to Marcus who held them, while he is her supervisor."""
        if not user.is_active:
            return self.none()
        held = Q(supervisor=user, subject__in=line_of(user).values("user"))
        return self.filter(Q(subject=user) | held)

    def latest_first(self):
        return self.order_by("-held_on", "-pk")


class SupervisionSession(Record):
    """
    A session that took place (SUP-2). There is no second, hidden text.

    Dates are plain, so that what is due can be counted; what was said is sealed under the key of
    the one who is supervised. `minutes` is the length.
    """

    class Kind(models.TextChoices):
        PLANNED = "planned", _("Planned")
        DEBRIEF = "debrief", _("Debrief")
        GROUP = "group", _("Group")

    class Load(models.TextChoices):
        LIGHT = "too_light", _("Too light")
        RIGHT = "about_right", _("About right")
        HEAVY = "too_heavy", _("Too heavy")

    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="supervision_sessions"
    )
    supervisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sessions_held"
    )
    owner = SealOwner()
    ref = ref_field()
    held_on = models.DateField()
    minutes = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(480)]
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    load = SealedText(max_length=15, kind=SHARED)
    agreed = SealedText(max_length=500, blank=True, kind=SHARED)
    next_on = models.DateField(null=True, blank=True)
    why_no_next = SealedText(max_length=140, blank=True, kind=SHARED)

    objects = SupervisionSessionQuerySet.as_manager()

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["subject", "held_on"], name="sessions_of_someone")]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__range=(1, 480)), name="a_session_lasts_up_to_eight_hours"
            ),
            models.CheckConstraint(
                condition=Q(next_on=None) | Q(next_on__gt=models.F("held_on")),
                name="the_next_session_is_later",
                violation_error_message=_("Choose a next date after this session."),
            ),
        ]

    def __str__(self):
        return str(self.held_on)

    def get_load_display(self):
        """The load in words; opens the seal."""
        return dict(self.Load.choices).get(self.load, "")
