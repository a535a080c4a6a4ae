"""That somebody who does not read notes opened one, and why (settled 2)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.access import VIEW, may
from coordination.models import Survivor
from coordination.records import Record
from coordination.scoping import ScopedQuerySet, scopes
from coordination.sealed import SealedText, SealOwner
from mentors.contacts.models import Contact

OPEN_SECONDS = 60
SHORTEST, LONGEST = 10, 140  # letters of a reason


class NoteRevealQuerySet(ScopedQuerySet):
    @scopes
    def visible_to(self, user, permission=VIEW):
        """
        Those who may read the entry see who opened it and why; Marcus sees what he opened himself.

        Priya reviews them by code, with the reason; never one about somebody whose record is
        closed to her for good. Dana sees none: reasons are not for managers (experience.md a.1).
        """
        if may(user, "coordination.review_access"):
            denied = Survivor.objects.unscoped("the deny list").filter(denials__user=user)
            return self.exclude(owner__in=denied.values("pk"))
        mine = Q(by=user, owner__in=Survivor.objects.visible_to(user).values("pk"))
        return self.filter(mine | Q(contact__in=Contact.objects.readable_by(user)))


class NoteReveal(Record):
    """
    Marcus opened the text of Rosa's entry about Cam, at a moment, for a reason.

    It only grows, and outlives the entry; then the key that opens the reason is gone.
    """

    append_only = True

    contact = models.ForeignKey(
        Contact, on_delete=models.DO_NOTHING, db_constraint=False, related_name="reveals"
    )
    owner = SealOwner()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    reason = SealedText(_("why"), max_length=LONGEST)

    objects = NoteRevealQuerySet.as_manager()

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["owner", "at"], name="notes_opened_of_someone")]

    def __str__(self):
        return f"{self.by_id} {self.at}"

    @property
    def is_open(self):
        """Whether the minute is not over."""
        return 0 <= (clock.now() - self.at).total_seconds() <= OPEN_SECONDS
