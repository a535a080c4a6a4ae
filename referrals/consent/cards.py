"""What sharing agreements bring to shared pages."""

from django.utils.translation import gettext_lazy as _

from coordination.access import listing
from coordination.registry.cards import card
from referrals.consent.models import Consent

ROWS = 7


@card(
    place="person",
    order=40,
    title=_("Sharing"),
    template="referrals/consent/cards/sharing.html",
    permission="referrals.view_consent",
    anchor="sharing",
)
def sharing(request, survivor):
    """Her live agreements, and one that waits for her answer, with Stop beside each."""
    mine = Consent.objects.filter(survivor=survivor).select_related("partner")
    drafts = mine.filter(status=Consent.Status.DRAFT)
    rows = listing(request, (mine.live() | drafts).order_by("expires_on", "pk"))
    live = [row for row in rows if row.status == Consent.Status.SIGNED]
    waiting = [row for row in rows if row.status == Consent.Status.DRAFT]
    return {"person": survivor, "live": live, "waiting": waiting}


@card(
    place="today",
    order=35,
    title=_("Agreements that end soon"),
    template="referrals/consent/cards/ending_soon.html",
    permission="coordination.view_every_survivor",
)
def ending_soon(request):
    """Agreements with two weeks or less to go, soonest first (S08)."""
    ending = Consent.objects.ending_soon().select_related("survivor", "partner")
    rows = listing(request, ending, limit=ROWS + 1)
    return {"rows": rows[:ROWS], "more": len(rows) > ROWS} if rows else None
