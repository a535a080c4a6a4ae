"""Agreements and handoffs in a person's own copy of what we keep (S69)."""

from django.utils.formats import date_format
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coordination.registry.disclosable import item
from referrals.consent.models import Consent
from referrals.handoffs.models import Handoff


@item(
    "own_agreements",
    label=_("sharing agreements"),
    to_herself=True,
    hers=_("What you said we may share"),
)
def own_agreements(survivor):
    """With whom, what, and until when; then those that are over."""
    signed = [Consent.Status.SIGNED, Consent.Status.STOPPED]
    rows = Consent.objects.unscoped("her own copy").filter(survivor=survivor, status__in=signed)
    rows = rows.select_related("partner").order_by("-expires_on", "pk")
    lines = [_live(row) for row in rows if row.is_live]
    lines = lines or [say("No agreement holds now. We share nothing about you.")]
    return lines + [_over(row) for row in rows if not row.is_live]


def _live(row):
    named = {
        "partner": row.partner.name,
        "things": "; ".join(map(str, row.item_labels)),
        "day": date_format(row.expires_on, "F j, Y"),
    }
    return say("%(partner)s: %(things)s. It ends on %(day)s.") % named


def _over(row):
    if row.status == Consent.Status.STOPPED:
        return say("%(partner)s: you stopped it.") % {"partner": row.partner.name}
    named = {"partner": row.partner.name, "day": date_format(row.expires_on, "F j, Y")}
    return say("%(partner)s: it ended on %(day)s.") % named


@item(
    "own_handoffs",
    label=_("handoffs"),
    to_herself=True,
    hers=_("Where we introduced you"),
)
def own_handoffs(survivor):
    """Each place, and how far it came."""
    rows = Handoff.objects.unscoped("her own copy").started().filter(survivor=survivor).with_place()
    line = say("%(place)s: %(state)s, %(day)s")
    return [
        line
        % {
            "place": row.place,
            "state": row.get_state_display(),
            "day": date_format(row.state_since, "F j, Y"),
        }
        for row in rows.order_by("-started_on", "pk")
    ]
