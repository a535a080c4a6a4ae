"""Nothing of wellbeing leaves, under any agreement."""

from coordination.registry.disclosable import never_leaves

never_leaves(
    "selfcare.CheckIn.answers",
    "selfcare.SharedResult.values",
    "selfcare.Pulse.feeling",
    "selfcare.SupervisionSession.load",
    "selfcare.SupervisionSession.agreed",
    "selfcare.SupervisionSession.why_no_next",
)
