"""Contacts: that a peer and a person were in touch, and, sealed apart, what was written."""

from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from coordination import clock
from coordination.access import READ_NOTES, VIEW
from coordination.models import Step, Survivor, Way
from coordination.records import Record, ref_field
from coordination.scoping import ScopedQuerySet, scopes
from coordination.sealed import SealedJSON, SealedText, SealOwner
from coordination.vault import NOTES
from mentors.pairing.models import WALKING, Pairing

EDIT_HOURS = 24  # NOTE-2: the author edits freely; later changes are corrections with a reason
OLD_DAYS = 90
UNDO_MINUTES = 10  # an entry taken out this soon asks for no reason (S26)


class ContactQuerySet(ScopedQuerySet):
    def standing(self):
        """Without entries marked as entered in error."""
        return self.filter(in_error=False)

    def reached(self):
        """The two were really in touch: what silence is counted from (PAIR-8)."""
        return self.standing().filter(outcome=Contact.Outcome.TALKED)

    def waiting(self, day=None):
        """
        Entries whose wait still holds on `day`: she asked for time, and they did not talk since.

        A later wait takes the place of an earlier one.
        """
        later = Contact.objects.unscoped("whether the wait ended").standing()
        later = later.filter(pairing=OuterRef("pairing"), happened_at__gt=OuterRef("happened_at"))
        ended = Q(outcome=Contact.Outcome.TALKED) & ~Q(kind=Contact.Kind.GROUP)
        later = later.filter(ended | Q(outcome=Contact.Outcome.ASKED_TO_WAIT))
        rows = self.standing().filter(outcome=Contact.Outcome.ASKED_TO_WAIT)
        return rows.filter(~Exists(later), wait_until__gt=day or clock.today())

    def newest(self):
        return self.order_by("-happened_at", "-id")

    @scopes
    def visible_to(self, user, permission=VIEW):
        """
        Entries about people whose record is open to this user; in error: to their author only.

        With READ_NOTES: those whose text they may read. Bea is Cam's new mentor: she reads what
        is written since she began, and what came before only if Cam said yes (PAIR-10).
        """
        rows = self.filter(survivor__in=Survivor.objects.visible_to(user, permission))
        rows = rows.filter(Q(in_error=False) | Q(author=user))
        if permission != READ_NOTES:
            return rows
        before = Pairing.objects.unscoped("this user's own pairings").filter(
            survivor=OuterRef("survivor"),
            peer__user=user,
            status__in=WALKING,
            shares_past_notes=False,
            started_on__gt=TruncDate(
                ExpressionWrapper(OuterRef("happened_at"), output_field=models.DateTimeField())
            ),
        )
        return rows.filter(Q(author=user) | ~Exists(before))

    def readable_by(self, user):
        """Entries whose text this user may read."""
        return self.visible_to(user, READ_NOTES)


class Contact(Record):
    """
    One contact, or one try (domain 7, Contact note).

    When, how and whether they reached each other are facts; the note is text, read only by those
    who walk with her. Pairing and author are set at writing and stay. Changes keep their history.
    """

    class Kind(models.TextChoices):
        ONE_TO_ONE = "one_to_one", _("The two of us")
        GROUP = "group", _("Group")
        ACCOMPANIMENT = "accompaniment", _("I went with them")
        COLLATERAL = "collateral", _("With someone who helps them")
        CRISIS = "crisis", _("A very hard moment")

    class Outcome(models.TextChoices):
        TALKED = "talked", _("We talked")
        NO_ANSWER = "no_answer", _("No answer")
        LEFT_MESSAGE = "left_message", _("Left safe message")
        ASKED_TO_WAIT = "asked_to_wait", _("They asked to wait")
        DID_NOT_COME = "did_not_come", _("They did not come")
        CANCELLED_BY_PERSON = "cancelled_by_person", _("They called it off")
        CANCELLED_BY_PEER = "cancelled_by_peer", _("I called it off")
        MOVED = "moved", _("We moved it to another day")
        WRONG_NUMBER = "wrong_number", _("Wrong number")
        COULD_NOT_FIND = "could_not_find", _("Could not find them")

    class AgainstRule(models.TextChoices):
        THEY_FIRST = "they_first", _("They reached out first")
        MISTAKE = "mistake", _("Against their rule, by mistake")

    owner = SealOwner()
    ref = ref_field()
    pairing = models.ForeignKey(Pairing, on_delete=models.CASCADE, related_name="contacts")
    survivor = models.ForeignKey(Survivor, on_delete=models.CASCADE, related_name="contacts")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="contacts_written"
    )
    kind = models.CharField(_("kind"), max_length=15, choices=Kind.choices, default=Kind.ONE_TO_ONE)
    mode = models.CharField(_("how"), max_length=10, choices=Way.choices)
    outcome = models.CharField(_("what happened"), max_length=20, choices=Outcome.choices)
    happened_at = models.DateTimeField(_("when"), default=clock.now)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(24 * 60)],
    )
    safety_changed = models.BooleanField(_("something changed about safety"), default=False)
    against_rule = models.CharField(max_length=10, choices=AgainstRule.choices, blank=True)
    wait_until = models.DateField(_("they asked to wait until"), null=True, blank=True)
    together = models.BooleanField(_("written together with them"), default=False)
    session = models.ForeignKey(
        "mentors.GroupSession",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contacts",
        editable=False,
    )
    step = models.ForeignKey(
        Step,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the next step promised with it"),
        editable=False,
    )
    topics = SealedJSON(_("what you did"), default=list, blank=True)
    details = SealedJSON(_("where and what for"), default=dict, blank=True)
    note = SealedText(_("note"), max_length=500, blank=True, kind=NOTES)
    told = SealedJSON(_("how it went"), default=dict, blank=True, kind=NOTES)
    wants = SealedText(_("what they want next"), max_length=140, blank=True, kind=NOTES)
    reflection = SealedText(_("their own words"), max_length=140, blank=True, kind=NOTES)
    late_reason = SealedText(_("why it is late"), max_length=140, blank=True, kind=NOTES)
    written_at = models.DateTimeField(default=clock.now, editable=False)
    corrected_at = models.DateTimeField(null=True, blank=True, editable=False)
    correction_reason = SealedText(_("why"), max_length=140, blank=True, kind=NOTES)
    in_error = models.BooleanField(default=False, editable=False)
    error_reason = SealedText(_("why"), max_length=140, blank=True, kind=NOTES)

    objects = ContactQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(happened_at__lte=F("written_at")),
                name="contact_is_not_in_the_future",
                violation_error_message=_("The contact must be today or earlier."),
                violation_error_code="in_future",
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__range=(1, 24 * 60)),
                name="a_contact_lasts_a_day_at_most",
                violation_error_message=_("Choose how long it was."),
            ),
            models.CheckConstraint(
                condition=Q(wait_until__isnull=True) | Q(outcome="asked_to_wait"),
                name="only_who_asked_to_wait_waits",
                violation_error_message=_("Choose what happened."),
            ),
            models.UniqueConstraint(
                fields=["session", "pairing"],
                condition=Q(in_error=False),
                name="once_a_session_for_each_person",
                violation_error_message=_("They are on this session already."),
            ),
        ]
        indexes = [
            models.Index(fields=["survivor", "-happened_at"], name="contacts_of_a_person"),
            models.Index(fields=["author", "-happened_at"], name="contacts_by_a_peer"),
        ]

    def __str__(self):
        return self.ref

    def get_absolute_url(self):
        return reverse("contact", args=[self.ref])

    @property
    def reached(self):
        return self.outcome == self.Outcome.TALKED and not self.in_error

    @property
    def how(self):
        """The chip it was logged with: a group, or the way."""
        return self.Kind.GROUP if self.kind == self.Kind.GROUP else self.mode

    @property
    def is_late(self):
        """Written on a later day than it happened: both days are shown."""
        return timezone.localdate(self.written_at) != timezone.localdate(self.happened_at)

    @property
    def is_fresh(self):
        """Whether its author still edits without giving a reason."""
        return clock.now() - self.written_at <= timedelta(hours=EDIT_HOURS)

    @property
    def is_undoable(self):
        """Whether its author still takes it out without being asked why."""
        soon = clock.now() - self.written_at <= timedelta(minutes=UNDO_MINUTES)
        return soon and not self.in_error
