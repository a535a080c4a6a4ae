"""The one organisation this installation belongs to, and what it may change."""

from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_DAYS = 365


def _days(shipped):
    return models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        default=shipped,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)],
    )


_read = ContextVar("the organisation as this request read it", default=None)


@contextmanager
def read_once():
    """Inside, `Organisation.current()` asks the database once; a save has it asked again."""
    token = _read.set([])
    try:
        yield
    finally:
        _read.reset(token)


class Organisation(models.Model):
    """
    Names, neutral leave page, help lines, and the laws that bind (SW-2: two start on).

    One row. Ask `Organisation.current()`.
    """

    name = models.CharField(max_length=120, default="", blank=True)
    product_name = models.CharField(max_length=40, default="Daybook")
    leave_url = models.URLField(default="https://www.weather.gov/")
    address = models.CharField(max_length=200, default="", blank=True)
    phone = models.CharField(max_length=40, default="", blank=True)
    help_lines = models.TextField(default="", blank=True)
    must_tell = models.TextField(
        default="", blank=True, help_text=_("Times the law makes us tell someone.")
    )
    longest_agreement = models.PositiveSmallIntegerField(
        default=90, validators=[MinValueValidator(1), MaxValueValidator(365)]
    )
    # PAIR-8: days nobody reached her until yellow (quiet) and red (silent); empty is off.
    mentor_quiet_days = _days(14)
    mentor_silent_days = _days(30)
    navigator_quiet_days = _days(7)
    navigator_silent_days = _days(14)
    email_sharing = models.BooleanField(default=False)
    is_sample = models.BooleanField(default=False, editable=False)
    vawa_funded = models.BooleanField(default=False)
    fvpsa_funded = models.BooleanField(default=False)
    voca_funded = models.BooleanField(default=True)
    part2_program = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_organisation"),
            models.CheckConstraint(
                condition=models.Q(longest_agreement__range=(1, 365)),
                name="agreements_last_a_year_at_most",
            ),
            models.CheckConstraint(
                condition=models.Q(mentor_silent_days__gt=models.F("mentor_quiet_days"))
                | models.Q(mentor_quiet_days=None)
                | models.Q(mentor_silent_days=None),
                name="red_comes_after_yellow_for_mentors",
                violation_error_message=_("Red comes after yellow."),
            ),
            models.CheckConstraint(
                condition=models.Q(navigator_silent_days__gt=models.F("navigator_quiet_days"))
                | models.Q(navigator_quiet_days=None)
                | models.Q(navigator_silent_days=None),
                name="red_comes_after_yellow_for_navigators",
                violation_error_message=_("Red comes after yellow."),
            ),
        ]

    def __str__(self):
        return self.name or self.product_name

    def save(self, *args, **kwargs):
        self.pk = 1
        super().save(*args, **kwargs)
        (_read.get() or []).clear()

    @classmethod
    def current(cls):
        """The organisation; a new one with the shipped defaults when nothing is set yet."""
        read = _read.get()
        if not read:
            found = cls.objects.filter(pk=1).first() or cls(pk=1)
            if read is None:
                return found
            read.append(found)
        return copy(read[0])  # a form writes on its own row, also what it then refuses
