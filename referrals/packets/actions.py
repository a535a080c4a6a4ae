"""Handing out what a handoff shares: asked again at that moment, whatever was true at the start."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from coordination import clock
from coordination.access import READ_NOTES
from coordination.models import Survivor
from coordination.registry import disclosable
from referrals.disclosure.gate import disclose, dispatch
from referrals.disclosure.models import Format, OutboxItem, OwnRequest
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


@transaction.atomic
def ask_summary(*, survivor, answer, notes=False, by):
    """
    Keep what she answered; for a yes, make what we keep about her ready, with its ledger row.

    `notes`: she asked for what was written down too. Raises ValidationError `notes_closed` when
    `by` does not read notes: a manager hands out the summary without them.
    """
    held = Survivor.objects.lock(survivor.pk)
    asked = OwnRequest(survivor=held, owner=held.pk, answer=answer, by=by, at=clock.now())
    asked.full_clean()
    asked.save()
    if not asked.wants_paper:
        return asked
    card = answer == OwnRequest.Answer.CARD
    if notes and not card and not _reads_notes(held, by):
        message = _("Notes are read by those who walk with them. Ask one of them to print this.")
        raise ValidationError(message, code="notes_closed")
    disclose(
        basis=asked,
        survivor=held,
        recipient=held,
        items=["own_card"] if card else disclosable.summary_keys(notes=notes),
        purpose=_("Their own copy"),
        by=by,
        format=Format.CARD if card else Format.SUMMARY,
    )
    return asked


def _reads_notes(survivor, by):
    return Survivor.objects.visible_to(by, READ_NOTES).filter(pk=survivor.pk).exists()
