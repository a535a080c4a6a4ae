"""What of a record stays here, whatever an agreement says; what may leave is in referrals."""

from coordination.registry.disclosable import never_leaves

never_leaves(
    "coordination.Survivor.pronouns",
    "coordination.SafeContact.words",
    "coordination.Step.what",
)
