"""Who looked at whom: written before the page is released, never changed, without a name."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.access import VIEW, Denial, may
from coordination.records import Record
from coordination.scoping import ScopedQuerySet, scopes
from coordination.sealed import SealedText, SealOwner


class ReadAudit(models.Model):
    """
    One row per person per response that showed her, or a wellbeing answer.

    Each process keeps its own chain: `mac` covers the row and the one before it, so a row that
    is changed, removed or moved shows. On SQLite the table has its own file.
    """

    append_only = True

    chain = models.UUIDField()
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor = models.UUIDField(null=True)
    person = models.UUIDField(db_index=True)
    kinds = models.CharField(max_length=60)
    view = models.CharField(max_length=60)
    method = models.CharField(max_length=8)
    mac = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="one_row_per_link")]
        indexes = [
            models.Index(fields=["at"], name="looks_by_time"),
            models.Index(fields=["person", "at"], name="looks_at_someone"),
        ]

    def __str__(self):
        return f"{self.chain} {self.number}"

    @property
    def ref(self):
        """Its name in an address: the chain and the place in it."""
        return f"{self.chain.hex}-{self.number}"

    def person_id(self):
        return self.person

    @classmethod
    def by_ref(cls, ref):
        """The row of a reference, or None."""
        chain, _dash, number = ref.partition("-")
        if len(chain) != 32 or not number.isascii() or not number.isdigit() or len(number) > 9:
            return None
        try:
            return cls.objects.filter(chain=uuid.UUID(chain), number=int(number)).first()
        except ValueError:
            return None


class AccessReviewQuerySet(ScopedQuerySet):
    @scopes
    def visible_to(self, user, permission=VIEW):
        """For those who review access; never about somebody whose record is closed to them."""
        if not may(user, "coordination.review_access"):
            return self.none()
        denied = Denial.objects.unscoped("the deny list").filter(user=user)
        return self.exclude(owner__in=denied.values("survivor"))


class AccessReview(Record):
    """
    Priya looked into one look and says what she found (S65). It only grows.

    Sealed under the key of the person who was looked at, so it goes with her; `chain` and
    `number` name the row of the read audit, which may lie in another database. It covers what
    the same reader opened of her on that day up to that row: `actor`, `looked_on`, `looked_at`.
    """

    append_only = True

    owner = SealOwner()
    chain = models.UUIDField()
    number = models.PositiveIntegerField()
    actor = models.UUIDField(null=True)
    looked_on = models.DateField()
    looked_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    note = SealedText(_("what you found"), max_length=300)

    objects = AccessReviewQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["chain", "number"],
                name="one_review_per_look",
                violation_error_message=_("This was reviewed already."),
                violation_error_code="reviewed",
            )
        ]

    def __str__(self):
        return f"{self.chain} {self.number}"

    def covers(self, look):
        """Whether this look was part of what was reviewed."""
        same = (self.owner, self.actor, self.looked_on) == (look.person, look.actor, look.day)
        return same and look.at <= self.looked_at
