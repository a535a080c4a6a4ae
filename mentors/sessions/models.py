"""Group sessions: that a peer held one, and how many came. Nothing about who else was there."""

from datetime import timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from coordination import clock
from coordination.access import VIEW
from coordination.models import Way
from coordination.records import Record, ref_field
from coordination.scoping import ScopedQuerySet, scopes
from coordination.sealed import SealedJSON, SealedText, SealOwner
from mentors.contacts.models import EDIT_HOURS
from mentors.peers.models import Peer

USUAL_SIZE = 12  # CAP-1: people to one facilitator
MOST = 500


class GroupSessionQuerySet(ScopedQuerySet):
    def standing(self):
        """Without sessions marked as entered in error."""
        return self.filter(in_error=False)

    def led_by(self, user):
        return self.filter(author=user)

    def newest(self):
        return self.order_by("-happened_at", "-pk")

    @scopes
    def visible_to(self, user, permission=VIEW):
        """
        Rosa sees the sessions she held, Marcus those of peers he supervises, Dana all of them.

        Entered in error: the author alone.
        """
        rows = self.filter(peer__in=Peer.objects.visible_to(user))
        return rows.filter(Q(in_error=False) | Q(author=user))


class GroupSession(Record):
    """
    One session of a group (S27), sealed under the key of the peer who held it.

    `came` counts everybody. Of people by name there are only the contacts of the peer's own
    people who came; nothing is kept about other members (NOTE-5).
    """

    owner = SealOwner()
    ref = ref_field()
    peer = models.ForeignKey(Peer, on_delete=models.PROTECT, related_name="sessions")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="group_sessions"
    )
    title = SealedText(_("which group"), max_length=60)
    mode = models.CharField(_("how"), max_length=10, choices=Way.choices, default=Way.IN_PERSON)
    happened_at = models.DateTimeField(_("when"), default=clock.now)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), validators=[MinValueValidator(1), MaxValueValidator(24 * 60)]
    )
    came = models.PositiveSmallIntegerField(
        _("how many came"), validators=[MaxValueValidator(MOST)]
    )
    topics = SealedJSON(_("what you did"), default=list, blank=True)
    follow_up = SealedText(_("what is to do"), max_length=140, blank=True)
    late_reason = SealedText(_("why it is late"), max_length=140, blank=True)
    written_at = models.DateTimeField(default=clock.now, editable=False)
    corrected_at = models.DateTimeField(null=True, blank=True, editable=False)
    correction_reason = SealedText(_("why"), max_length=140, blank=True)
    in_error = models.BooleanField(default=False, editable=False)
    error_reason = SealedText(_("why"), max_length=140, blank=True)

    objects = GroupSessionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(happened_at__lte=F("written_at")),
                name="session_is_not_in_the_future",
                violation_error_message=_("The session must be today or earlier."),
                violation_error_code="in_future",
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(1, 24 * 60)),
                name="a_session_lasts_a_day_at_most",
                violation_error_message=_("Choose how long it was."),
            ),
        ]
        indexes = [models.Index(fields=["author", "-happened_at"], name="sessions_by_a_peer")]

    def __str__(self):
        return self.ref

    def get_absolute_url(self):
        return reverse("session", args=[self.ref])

    @property
    def is_fresh(self):
        """Whether its author still edits without giving a reason (NOTE-2)."""
        return clock.now() - self.written_at <= timedelta(hours=EDIT_HOURS)

    @property
    def is_large(self):
        """More people than one facilitator usually holds (CAP-1): said, never refused."""
        return self.came > USUAL_SIZE
