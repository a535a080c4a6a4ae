"""What an agreement may name."""

from coordination.registry.disclosable import never_leaves

from .consent import items  # noqa: F401  registers itself
from .disclosure import copies  # noqa: F401
from .packets import items as packets  # noqa: F401

never_leaves(
    "referrals.AgreementDraft.answers",
    "referrals.Consent.contact",
    "referrals.Consent.interpreter",
    "referrals.Disclosure.purpose",
    "referrals.OutboxItem.body",
    "referrals.Handoff.need",
    "referrals.Handoff.help_with",
    "referrals.Handoff.if_not_right",
    "referrals.Handoff.contact",
    "referrals.HandoffEvent.note",
    "referrals.HowItWent.answers",
    "referrals.HowItWent.words",
)
