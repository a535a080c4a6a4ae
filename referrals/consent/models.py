"""Sharing agreements, their events, the drafts before them and the screen they are signed on."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from coordination import clock
from coordination.access import VIEW
from coordination.models import Survivor
from coordination.records import Record, ref_field
from coordination.registry import disclosable
from coordination.scoping import ScopedQuerySet, scopes
from coordination.sealed import SealedJSON, SealedText, SealOwner
from referrals.partners.models import Partner

ENDS_SOON_DAYS = 14
LONGEST_DAYS = 365


class How(models.TextChoices):
    """The ways something may be told. E-mail and text only where the organisation allows it."""

    IN_PERSON = "in_person", _("In person, together")
    PHONE = "phone", _("Phone")
    MESSAGE = "message", _("Secure message")
    PAPER = "paper", _("Paper they carry")
    EMAIL = "email", _("Email or text")


class Day(models.Func):
    """A date as a number of days, by functions that SQLite itself knows."""

    output_field = models.FloatField()
    function = "julianday"

    def as_postgresql(self, compiler, connection):
        template = "(%(expressions)s - DATE '2000-01-01')"
        return self.as_sql(compiler, connection, template=template)


class ConsentQuerySet(ScopedQuerySet):
    @scopes
    def visible_to(self, user, permission=VIEW):
        """Agreements of the people whose record is open to this user."""
        return self.filter(survivor__in=Survivor.objects.visible_to(user, permission))

    def live(self):
        """
        Signed, not stopped, its last day not over: the only definition of a live agreement.

        An agreement that ends on March 1 holds through March 1 where the organisation works.
        """
        return self.filter(
            status=Consent.Status.SIGNED,
            signed_at__lte=clock.now(),
            expires_on__gte=clock.today(),
        )

    def ending_soon(self):
        """Live, with two weeks or less to go; soonest first."""
        last = clock.today() + timedelta(days=ENDS_SOON_DAYS)
        return self.live().filter(expires_on__lte=last).order_by("expires_on", "pk")

    def over(self):
        """Signed and never stopped, but past the last day."""
        return self.filter(status=Consent.Status.SIGNED, expires_on__lt=clock.today())


class Consent(Record):
    """
    A sharing agreement: one person, one partner, named things, one purpose, an end (CON-3, CON-4).

    `text` is exactly what she read. Once signed, only stopping changes the row; a changed
    agreement is a new one.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Not answered yet")
        SIGNED = "signed", _("Live")
        DECLINED = "declined", _("Said no")
        STOPPED = "stopped", _("Stopped")
        REPLACED = "replaced", _("Not used")

    class Signature(models.TextChoices):
        TYPED = "typed", _("Typed their name")

    class Told(models.TextChoices):
        SAID = "said", _("Said it")
        WROTE = "wrote", _("Wrote it")
        OTHER = "other", _("Another way")

    survivor = models.ForeignKey(Survivor, on_delete=models.CASCADE, related_name="agreements")
    owner = SealOwner()
    ref = ref_field()
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="agreements")
    contact = SealedText(_("who there"), max_length=80, blank=True)
    items = models.JSONField(default=list)
    wants = SealedText(_("what they want"), max_length=80, blank=True)
    best_times = SealedText(_("best times"), max_length=80, blank=True)
    one_more_thing = SealedText(_("one more thing"), max_length=80, blank=True)
    purpose = SealedText(_("why"), max_length=100)
    how = models.JSONField(default=list)
    starts_on = models.DateField(default=clock.today)
    expires_on = models.DateField(_("ends on"))
    after_first_visit = models.BooleanField(default=False)
    language = models.CharField(max_length=10, default="en")
    read_aloud = models.BooleanField(default=False)
    interpreter = SealedText(_("interpreter"), max_length=80, blank=True)
    large_print = models.BooleanField(default=False)
    told_back = models.BooleanField(default=False)
    wording = models.CharField(max_length=20)
    text = SealedJSON()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    signature = models.CharField(max_length=10, choices=Signature.choices, blank=True)
    signer = SealedText(_("who signed"), max_length=120, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    witness = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="agreements_witnessed"
    )
    stopped_at = models.DateTimeField(null=True, blank=True)
    how_told = models.CharField(max_length=10, choices=Told.choices, blank=True)

    objects = ConsentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=["signed", "stopped"])
                | (Q(signed_at__isnull=False) & ~Q(signature="")),
                name="signed_agreement_says_how_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(status="stopped") | Q(stopped_at__isnull=False),
                name="stopped_agreement_says_when",
            ),
            models.CheckConstraint(
                condition=Q(expires_on__gt=models.F("starts_on")),
                name="agreement_ends_after_it_starts",
                violation_error_message=_("The end date must be after today."),
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Day("expires_on") - Day("starts_on"), LONGEST_DAYS),
                name="agreement_lasts_a_year_at_most",
                violation_error_message=_("An agreement can last a year at most."),
            ),
            models.UniqueConstraint(
                fields=["survivor", "partner"],
                condition=Q(status="draft"),
                name="one_open_question_per_partner",
            ),
        ]
        indexes = [models.Index(fields=["survivor", "status"], name="agreements_of_someone")]

    def __str__(self):
        return f"{self.get_status_display()}, {self.expires_on}"

    def person_id(self):
        return self.survivor_id

    @property
    def is_live(self):
        """`live()` for the words on a page. Before anything leaves, the gate asks the database."""
        return (
            self.status == self.Status.SIGNED
            and self.signed_at <= clock.now()
            and self.expires_on >= clock.today()
        )

    @property
    def days_left(self):
        """Days after today on which it still holds."""
        return (self.expires_on - clock.today()).days

    @property
    def state(self):
        """(word, kind of tag): Live, Ends soon, Ended, Stopped, Said no, Not answered yet."""
        if self.is_live and self.days_left <= ENDS_SOON_DAYS:
            return _("Ends soon"), "due"
        if self.is_live:
            return _("Live"), "ok"
        if self.status == self.Status.SIGNED:
            return _("Ended"), "plain"
        return self.get_status_display(), "stop" if self.status == self.Status.STOPPED else "plain"

    @property
    def item_labels(self):
        """What may be shared, in words."""
        known = disclosable.items()
        return [known[key].label for key in self.items if key in known]

    @property
    def how_labels(self):
        return [How(way).label for way in self.how]


class ConsentEventQuerySet(ScopedQuerySet):
    @scopes
    def visible_to(self, user, permission=VIEW):
        return self.filter(consent__in=Consent.objects.visible_to(user, permission))


class ConsentEvent(Record):
    """
    Something that happened to an agreement (CON-9). Never changed, and outlives the agreement:
    it names nobody, and the key that opens the rest may be gone.
    """

    append_only = True

    class Kind(models.TextChoices):
        OFFERED = "offered", _("Offered")
        SIGNED = "signed", _("Signed")
        SAID_NO = "said_no", _("Said no")
        COPIED = "copied", _("Copy given")
        STOPPED = "stopped", _("Stopped")
        ENDED = "ended", _("Ended")
        REPLACED = "replaced", _("Not used: a new one was made")

    consent = models.ForeignKey(
        Consent, on_delete=models.DO_NOTHING, db_constraint=False, related_name="events"
    )
    owner = models.UUIDField(editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    how = models.CharField(max_length=10, blank=True)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = ConsentEventQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["consent", "kind"],
                condition=~Q(kind__in=["offered", "copied"]),
                name="one_answer_and_one_ending",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.at}"


class AgreementDraftQuerySet(ScopedQuerySet):
    @scopes
    def visible_to(self, user, permission=VIEW):
        """One's own, of people whose record is open."""
        return self.filter(author=user, survivor__in=Survivor.objects.visible_to(user, permission))


class AgreementDraft(Record):
    """The answers of the seven steps so far, kept on the server at every Continue."""

    survivor = models.ForeignKey(Survivor, on_delete=models.CASCADE, related_name="+")
    owner = SealOwner()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="agreement_drafts"
    )
    answers = SealedJSON(default=dict, blank=True)
    kept_at = models.DateTimeField(default=clock.now)

    objects = AgreementDraftQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["survivor", "author"], name="one_agreement_draft_each")
        ]

    def __str__(self):
        return f"{self.kept_at}"


class HandOverQuerySet(ScopedQuerySet):
    @scopes
    def visible_to(self, user, permission=VIEW):
        """Nobody lists them: the token in the address is the only way in."""
        return self.none()


class HandOver(Record):
    """
    A screen handed to the person, so that she decides alone (S31).

    Only the token's digest is kept. It opens one agreement, for a quarter of an hour, once.
    """

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="hand_overs")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    extended = models.PositiveSmallIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    objects = HandOverQuerySet.as_manager()

    class Meta(Record.Meta):
        pass

    def __str__(self):
        return f"{self.expires_at}"

    def person_id(self):
        return self.consent.survivor_id
