"""What sharing agreements bring to shared pages."""

from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coordination.access import listing
from coordination.registry import needs
from coordination.registry.cards import card
from coordination.templatetags.daybook import days_ago
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
    rows = _ending(request)
    return {"rows": rows[:ROWS], "more": len(rows) > ROWS} if rows else None


def _ending(request):
    """Those that end soon, asked once a page."""
    if not hasattr(request, "ending_agreements"):
        ending = Consent.objects.ending_soon().select_related("survivor", "partner")
        request.ending_agreements = listing(request, ending, limit=ROWS + 1)
    return request.ending_agreements


@needs.source(order=14)
def first_to_end(request):
    """The two that end first, among what needs a manager."""
    return [needs.later(_end, agreement) for agreement in _ending(request)[:2]]


def _end(agreement):
    words = {"ago": days_ago(agreement.expires_on)}
    return needs.Need(
        text=say("A sharing agreement ends %(ago)s") % words,
        name=agreement.survivor.name,
        meta=agreement.partner.name,
        href=reverse("agreement", args=[agreement.ref]),
        action=say("See"),
    )
