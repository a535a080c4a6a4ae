"""Who looked at whom. Written before the page is released; never changed; no names."""

from django.db import models


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

    def __str__(self):
        return f"{self.chain} {self.number}"
