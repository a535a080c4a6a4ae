"""What every row about people has: an id that never comes back, a plain manager for Django."""

import secrets
import uuid

from django.db import models

from .sealed import SealedField

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford base32: no i, l, o, u


def new_ref():
    """Ten random characters for an address; says nothing about order or age."""
    return "".join(secrets.choice(ALPHABET) for _ in range(10))


def ref_field():
    """The public name of a row: `/people/<ref>/`."""
    return models.CharField(max_length=10, unique=True, default=new_ref, editable=False)


class Record(models.Model):
    """
    Base of our models. UUIDv4 keys, so that a restored or reused id never opens to an old grant.

    `plain` is the default manager because `full_clean()` and related rows ask it; our own code
    stays on `objects`, which refuses to run unscoped.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    plain = models.Manager()

    class Meta:
        abstract = True
        default_manager_name = "plain"

    append_only = False

    def save(self, *args, update_fields=None, **kwargs):
        """Save; refuses to leave staged sealed text behind when only some fields are written."""
        if update_fields is not None:
            SealedField.refuse_to_lose(self, update_fields)
        super().save(*args, update_fields=update_fields, **kwargs)

    def person_id(self):
        """Whose record this row is part of: what `fetch` opens and the read audit names."""
        return self.owner if hasattr(self, "owner") else self.survivor_id
