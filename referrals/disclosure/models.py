"""The ledger of what left, what waits to leave, and a person's own requests."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.access import VIEW
from coordination.models import Survivor
from coordination.records import Record, ref_field
from coordination.scoping import ScopedQuerySet, scopes
from coordination.sealed import SealedJSON, SealedText, SealOwner
from coordination.vault import IDENTITY
from referrals.consent.models import Consent
from referrals.partners.models import Partner


class Format(models.TextChoices):
    """The shape in which something left."""

    PACKET = "packet", _("Printed sheet")
    SPOKEN = "spoken", _("Told by voice")
    MESSAGE = "message", _("Secure message")
    COPY = "copy", _("Full copy")
    CARD = "card", _("Small card")
    SUMMARY = "summary", _("Summary of the record")


class Basis(models.TextChoices):
    """Why it could leave. The other lawful bases of `domain.md` 4 join here."""

    CONSENT = "consent", _("Sharing agreement")
    OWN_REQUEST = "own_request", _("Their own request")


class OwnRequestQuerySet(ScopedQuerySet):
    @scopes
    def visible_to(self, user, permission=VIEW):
        return self.filter(survivor__in=Survivor.objects.visible_to(user, permission))


class OwnRequest(Record):
    """
    She was asked whether it is safe to take a copy, and answered: of one agreement (S32), or,
    without one, of what we keep about her (S69).
    """

    class Answer(models.TextChoices):
        FULL = "full", _("Yes, a full copy")
        CARD = "card", _("Yes, a small card")
        KEEP = "keep", _("Keep it here for them")
        LATER = "later", _("Ask again later")

    survivor = models.ForeignKey(Survivor, on_delete=models.CASCADE, related_name="+")
    owner = SealOwner()
    consent = models.ForeignKey(
        Consent, on_delete=models.CASCADE, null=True, blank=True, related_name="copies_asked"
    )
    answer = models.CharField(max_length=5, choices=Answer.choices)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = OwnRequestQuerySet.as_manager()

    class Meta(Record.Meta):
        pass

    def __str__(self):
        return f"{self.get_answer_display()} {self.at}"

    def person_id(self):
        return self.survivor_id

    @property
    def wants_paper(self):
        return self.answer in (self.Answer.FULL, self.Answer.CARD)


class DisclosureQuerySet(ScopedQuerySet):
    @scopes
    def visible_to(self, user, permission=VIEW):
        """What left about the people whose record is open to this user."""
        return self.filter(owner__in=Survivor.objects.visible_to(user, permission).values("pk"))


class Disclosure(Record):
    """
    One line of the ledger (DIS-5): what left, when, to whom, why, and on what ground.

    It only grows. It outlives the person's record, and then names nobody: `owner` is an opaque
    id whose key is gone, and `purpose` no longer opens.
    """

    append_only = True

    owner = SealOwner()
    ref = ref_field()
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recipient = models.CharField(max_length=80)
    recipient_address = models.CharField(max_length=160, blank=True)
    items = models.JSONField()
    purpose = SealedText(max_length=100)
    basis = models.CharField(max_length=12, choices=Basis.choices)
    consent = models.ForeignKey(
        Consent,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="disclosures",
    )
    notice = models.CharField(max_length=40, blank=True)
    format = models.CharField(max_length=8, choices=Format.choices)
    digest = models.CharField(max_length=64)

    objects = DisclosureQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~Q(basis="consent")
                | (Q(consent__isnull=False) & Q(partner__isnull=False)),
                name="shared_by_consent_names_it",
            )
        ]
        indexes = [models.Index(fields=["owner", "at"], name="what_left_about_someone")]

    def __str__(self):
        return f"{self.ref} {self.at}"


class OutboxItemQuerySet(ScopedQuerySet):
    @scopes
    def visible_to(self, user, permission=VIEW):
        return self.filter(survivor__in=Survivor.objects.visible_to(user, permission))

    def waiting(self):
        """Not handed out yet, and not cancelled."""
        return self.filter(status=OutboxItem.Status.WAITING)


class OutboxItem(Record):
    """
    What is ready to leave, sealed. `dispatch()` hands it out after asking once more.

    Its body opens only like an identity: it may hold her legal name and phone.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Ready")
        SENT = "sent", _("Handed out")
        CANCELLED = "cancelled", _("Cancelled")

    disclosure = models.OneToOneField(Disclosure, on_delete=models.CASCADE, related_name="outbox")
    survivor = models.ForeignKey(Survivor, on_delete=models.CASCADE, related_name="+")
    owner = SealOwner()
    consent = models.ForeignKey(
        Consent, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    body = SealedJSON(kind=IDENTITY)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    made_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    objects = OutboxItemQuerySet.as_manager()

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["consent", "status"], name="what_waits_on_an_agreement")]

    def __str__(self):
        return f"{self.get_status_display()} {self.made_at}"

    def person_id(self):
        return self.survivor_id
