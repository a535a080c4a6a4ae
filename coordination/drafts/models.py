"""What somebody typed and did not save."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from coordination.access import VIEW
from coordination.records import Record
from coordination.scoping import ScopedQuerySet, scopes
from coordination.sealed import SealedJSON, SealOwner
from coordination.survivors.models import Survivor
from coordination.vault import DRAFTS


class DraftQuerySet(ScopedQuerySet):
    @scopes
    def visible_to(self, user, permission=VIEW):
        """
        One's own, and only while the person is still open to one.

        Rosa reads what she began to write about Cam; Ana, who walks with Cam too, never does.
        """
        people = Survivor.objects.visible_to(user, permission)
        return self.filter(user=user).filter(Q(survivor=None) | Q(survivor__in=people))


class Draft(Record):
    """
    One form of one page, as its user left it: name to the values sent under that name.

    The owner is the person whose page it is, else the user.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    path = models.CharField(max_length=200)
    survivor = models.ForeignKey(
        Survivor, on_delete=models.CASCADE, null=True, blank=True, related_name="drafts"
    )
    owner = SealOwner()
    values = SealedJSON(default=dict, kind=DRAFTS)
    kept_at = models.DateTimeField(db_index=True)

    objects = DraftQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["user", "path"], name="one_draft_for_a_page")
        ]

    def __str__(self):
        return f"{self.kept_at}"
