"""What somebody is told in Daybook, and the neutral mail that says only that there is something."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.access import VIEW, may
from coordination.records import Record, ref_field
from coordination.registry import notices
from coordination.scoping import ScopedQuerySet, scopes
from coordination.survivors.models import Survivor


class NoticeQuerySet(ScopedQuerySet):
    def unread(self):
        return self.filter(seen_at=None)

    def newest(self):
        return self.order_by("-made_at", "-id")

    @scopes
    def visible_to(self, user, permission=VIEW):
        """
        One's own notices, as far as the pages they lead to are still open to this user.

        Rosa walked with Cam until yesterday: what she was told about Cam is gone from her Inbox
        the moment the pairing ends, like Cam's page itself (domain.md 17, lesson 2).
        """
        if not user.is_active:
            return self.none()
        kinds = [kind.key for kind in notices.kinds().values() if may(user, kind.permission)]
        seen = Survivor.objects.visible_to(user, permission)
        return self.filter(user=user, kind__in=kinds).filter(
            Q(survivor=None) | Q(survivor__in=seen)
        )


class Notice(Record):
    """
    Something one person wants to know: a kind, where it leads, whom it is about, and who did it.

    It holds no words: they come from the registry. The same thing told twice before it was read
    is one notice.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    ref = ref_field()
    kind = models.CharField(max_length=40)
    path = models.CharField(max_length=120)
    survivor = models.ForeignKey(
        Survivor, on_delete=models.CASCADE, null=True, blank=True, related_name="notices"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "path"],
                condition=Q(seen_at=None),
                name="told_once_until_read",
            )
        ]
        indexes = [models.Index(fields=["user", "-made_at"], name="notices_of_someone")]

    def __str__(self):
        return self.kind

    def person_id(self):
        return self.survivor_id or self.user_id

    @property
    def words(self):
        return notices.words_of(self.kind)


class MailItemQuerySet(ScopedQuerySet):
    def open(self):
        """What was queued or sent since this person last opened Today or the Inbox."""
        return self.filter(looked_at=None)

    def to_send(self, now):
        """Due, claimed by nobody, wanted, and for somebody who may still sign in."""
        return self.open().filter(
            sent_at=None,
            claimed_at=None,
            due_at__lte=now,
            user__is_active=True,
            user__mail_on=True,
        )

    @scopes
    def visible_to(self, user, permission=VIEW):
        return self.filter(user=user)


class MailItem(Record):
    """
    One mail that says "something is new" and nothing else (experience.md e.6).

    `claimed_at` is set before it is sent: a process that dies in between leaves a mail that may
    have gone, and it is not sent again. A refusal of the mail server lifts the claim.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_items"
    )
    made_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(default=clock.now)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("times it did not go out"), default=0)

    objects = MailItemQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(looked_at=None), name="one_mail_until_they_look"
            )
        ]

    def __str__(self):
        return f"{self.due_at:%Y-%m-%d}"

    def person_id(self):
        return self.user_id
