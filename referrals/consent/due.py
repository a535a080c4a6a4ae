"""Agreements come to their last day; drafts grow old."""

from coordination.registry import due
from referrals.consent import actions
from referrals.consent.models import Consent, ConsentEvent


@due.job
def end_agreements(now):
    """Say once of each agreement whose last day is over that it ended."""
    said = ConsentEvent.objects.unscoped("run_due").filter(kind=ConsentEvent.Kind.ENDED)
    over = Consent.objects.unscoped("run_due").over().exclude(pk__in=said.values("consent"))
    for agreement in over.order_by("pk"):
        actions.mark_ended(agreement=agreement)


@due.job
def drop_drafts(now):
    actions.drop_old_drafts(now)
