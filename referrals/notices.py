"""What agreements and handoffs tell people about."""

from django.utils.translation import gettext_lazy as _

from coordination.registry.notices import notice

notice(
    "agreement_ends",
    words=_("A sharing agreement ends within two weeks."),
    permission="referrals.view_consent",
)
notice(
    "sharing_stopped",
    words=_("Sharing stopped. A handoff of yours waits for a new agreement."),
    permission="referrals.view_handoff",
)
notice(
    "handoff_check",
    words=_("A handoff of yours is past the day to check on it."),
    permission="referrals.update_handoff",
)
