"""Handing out what a handoff shares: asked again at that moment, whatever was true at the start."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from referrals.disclosure.gate import dispatch
from referrals.disclosure.models import OutboxItem
from referrals.handoffs.actions import share_anew
from referrals.handoffs.models import Handoff
from referrals.handoffs.states import State


@transaction.atomic
def hand_out(*, handoff, by):
    """
    (ledger row, body) of what this handoff shares, released to `by` now.

    What was made ready lives thirty days; after that it is made ready anew, with its own row.
    Raises ValidationError: `nothing_shared`, `ended`, `no_live_consent` (stopped or run out).
    """
    handoff = Handoff.objects.lock(handoff.pk)
    if handoff.disclosure_id is None:
        message = _("This handoff shares nothing, so there is nothing to hand over.")
        raise ValidationError(message, code="nothing_shared")
    if handoff.is_ended:
        raise ValidationError(_("This handoff has ended. Nothing more leaves."), code="ended")
    if handoff.state == State.CONSENT_PENDING:
        message = _(
            "They stopped sharing, or the agreement has ended. Nothing leaves until they make a "
            "new one."
        )
        raise ValidationError(message, code="no_live_consent")
    ready = OutboxItem.objects.unscoped("this handoff's own").filter(
        disclosure=handoff.disclosure_id
    )
    if not ready.exists():
        handoff = share_anew(handoff=handoff, by=by)
    return handoff.disclosure, dispatch(disclosure=handoff.disclosure, by=by)
