"""Lines of time from referrals: handoffs that moved, agreements that changed."""

from django.db.models import CharField, F, Value
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _

from coordination.registry import timeline
from coordination.templatetags.daybook import at
from referrals.consent.models import Consent, ConsentEvent
from referrals.handoffs.models import HandoffEvent
from referrals.handoffs.states import State

NOBODY = Value("", output_field=CharField())  # time did it: an agreement that ran out


def handoff_moved(moment, survivor):
    """Handoff to Riverside Clinic: First visit."""
    named = {"place": moment.place, "state": State(moment.what).label}
    return {
        "icon": "handoffs",
        "text": _("Handoff to %(place)s: %(state)s") % named,
        "meta": " · ".join(part for part in [at(moment.at), _first(moment.who)] if part),
        "href": reverse("handoff", args=[moment.ref]),
    }


@timeline.moments(kind="handoffs", permission="referrals.view_handoff", words=handoff_moved)
def handoff_moves(user, survivor):
    """Each move of her handoffs, facts only; what was a slip of the hand is left out."""
    moves = HandoffEvent.objects.filter(
        handoff__survivor=survivor, kind=HandoffEvent.Kind.MOVE
    ).exclude(handoff__state=State.ENTERED_IN_ERROR)
    return moves.visible_to(user), {
        "day": F("on"),
        "at": F("at"),
        "order": F("number"),
        "what": F("to_state"),
        "ref": F("handoff__ref"),
        "who": Coalesce("by__name", NOBODY),
        "place": Coalesce("handoff__partner__name", "handoff__group__name"),
    }


def agreement_changed(moment, survivor):
    """Sharing with Riverside Clinic: Signed. What may be shared stands in the agreement."""
    named = {"place": moment.place, "what": ConsentEvent.Kind(moment.what).label}
    return {
        "icon": "sharing",
        "text": _("Sharing with %(place)s: %(what)s") % named,
        "meta": " · ".join(part for part in [at(moment.at), _first(moment.who)] if part),
        "href": reverse("agreement", args=[moment.ref]),
    }


@timeline.moments(kind="sharing", permission="referrals.view_consent", words=agreement_changed)
def agreements_changed(user, survivor):
    """When she agreed, said no, took a copy, stopped; when an agreement ran out."""
    hers = Consent.objects.visible_to(user).filter(survivor=survivor)
    rows = ConsentEvent.objects.filter(consent__in=hers).exclude(
        kind__in=[ConsentEvent.Kind.OFFERED, ConsentEvent.Kind.REPLACED]
    )
    return rows.visible_to(user), {
        "day": TruncDate("at"),
        "at": F("at"),
        "what": F("kind"),
        "ref": F("consent__ref"),
        "who": Coalesce("by__name", NOBODY),
        "place": F("consent__partner__name"),
    }


def _first(name):
    return name.split(" ")[0]
