"""Partners name no person we support."""

from coordination.registry import erasure
from referrals.partners.models import Partner

erasure.register(Partner, "", how="keep")
