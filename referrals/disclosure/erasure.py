"""The ledger stays: an opaque id, days and places, and words whose key is gone."""

from coordination.registry import erasure
from referrals.disclosure.models import Disclosure, OutboxItem, OwnRequest

erasure.register(Disclosure, "", how="key")
erasure.register(OutboxItem, "survivor", how="delete")
erasure.register(OwnRequest, "survivor", how="delete")
