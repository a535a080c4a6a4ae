"""A handoff goes with the person; its events keep days and states, and words without a key."""

from coordination.registry import erasure, pages
from referrals.handoffs.models import Handoff, HandoffEvent, HowItWent

erasure.register(Handoff, "survivor", how="delete")
erasure.register(HandoffEvent, "", how="key")
erasure.register(HowItWent, "handoff__survivor", how="delete")
pages.about("handoffs", Handoff)
