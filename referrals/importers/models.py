"""Where rows came from, and every time somebody read a list in (standards.md 1, rule 8)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from coordination.access import VIEW, may
from coordination.records import Record
from coordination.scoping import ScopedQuerySet, scopes


class ReferenceQuerySet(ScopedQuerySet):
    @scopes
    def visible_to(self, user, permission=VIEW):
        """For everybody who may look at the directory; it is about no person."""
        return self.all() if may(user, "referrals.view_group") else self.none()


class ImportSource(Record):
    """
    One publisher's list, such as "San Jose". Later files of the same name update it.

    Its rows are never touched by a file of another source (settled.md 9).
    """

    name = models.CharField(max_length=120)
    key = models.CharField(max_length=120, unique=True)  # the name, folded, so case does not split
    support_model = models.ForeignKey(
        "referrals.SupportModel", on_delete=models.PROTECT, null=True, blank=True
    )

    objects = ReferenceQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["name"]

    def __str__(self):
        return self.name


class ImportRun(Record):
    """One reading of one file: which file (its hash), when, by which reader, by whom, what came."""

    source = models.ForeignKey(ImportSource, on_delete=models.PROTECT, related_name="runs")
    file_sha256 = models.CharField(max_length=64)
    reader = models.CharField(max_length=40)
    ran_at = models.DateTimeField()
    ran_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True
    )
    account = models.CharField(max_length=64, blank=True, help_text=_("Account on the server."))
    counts = models.JSONField(default=dict)
    remarks = models.JSONField(default=list)

    objects = ReferenceQuerySet.as_manager()

    append_only = True

    class Meta(Record.Meta):
        ordering = ["-ran_at"]

    def __str__(self):
        return f"{self.source} {self.ran_at:%Y-%m-%d %H:%M}"
