"""What a manager decides about pairings, on Today."""

from django.utils.translation import gettext_lazy as _

from coordination.access import listing
from coordination.registry.cards import card
from mentors.pairing.models import Pairing

SHOWN = 7


@card(
    place="today",
    order=8,
    title=_("A pairing needs an answer"),
    template="mentors/pairing/cards/needs_answer.html",
    permission="mentors.add_pairing",
)
def needs_answer(request):
    """Pairings nobody but a manager can take further: what to do, never why."""
    rows = Pairing.objects.needs_answer().select_related("survivor", "peer__user")
    rows = listing(request, rows.order_by("status_since", "pk"), limit=SHOWN + 1)
    return {"pairings": rows[:SHOWN], "more": len(rows) > SHOWN} if rows else None
