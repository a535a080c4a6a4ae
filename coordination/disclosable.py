"""What of a record stays here, whatever an agreement says; what may leave is in referrals."""

from coordination import own_copy  # noqa: F401
from coordination.goals import items as goals  # noqa: F401  registers itself
from coordination.registry.disclosable import never_leaves

never_leaves(
    "coordination.AccessReview.note",
    "coordination.Draft.values",
    "coordination.Survivor.pronouns",
    "coordination.ReportAnswers.answers",
    "coordination.SafeContact.words",
    "coordination.SafeContact.not_answer",
    "coordination.SafeContact.our_name",
    "coordination.SafeContact.her_name",
    "coordination.Flag.words",
    "coordination.Outcome.answers",
    "coordination.Outcome.stated",
    "coordination.Outcome.safety",
    "coordination.Outcome.correction_reason",
    "coordination.Outcome.error_reason",
)
