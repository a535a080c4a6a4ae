"""Who walked with her before, beside the periods they belong to (PAIR-11)."""

from django.utils.translation import gettext_lazy as _

from coordination.access import listing, may
from coordination.registry.cards import card
from mentors.pairing.models import Pairing


@card(
    place="service",
    order=10,
    title=_("Who walked with them before"),
    template="mentors/cards/former_peers.html",
    permission="mentors.view_pairing",
)
def former_peers(request, survivor):
    """
    Each former peer once, the latest first. Whose choice an end was is not said here (PAIR-3).

    Who pairs may offer one again; nobody is offered by opening a record.
    """
    rows = Pairing.objects.filter(survivor=survivor, status=Pairing.Status.ENDED)
    rows = rows.exclude(peer__user__denials__survivor=survivor)  # nor a hint of a safety rule
    rows = listing(request, rows.select_related("peer__user").order_by("-ended_on", "pk"))
    latest = {}
    for pairing in rows:
        latest.setdefault(pairing.peer_id, pairing)
    if not latest:
        return None
    can_offer = may(request.user, "mentors.add_pairing") and survivor.asked_on is not None
    open_ = survivor.status == survivor.Status.OPEN
    return {"person": survivor, "pairings": list(latest.values()), "can_offer": can_offer and open_}
