"""The peers who could be offered to one person, as the pure rules need to know them."""

from coordination.access import listing
from coordination.models import Denial
from mentors.matching.fit import Candidate, ideas
from mentors.pairing.models import Pairing
from mentors.peers.models import Peer


def ideas_for(request, person):
    """
    Ideas for a person whom `fetch` opened, from the peers this user may see.

    Peers of a kind she walks with already are left out; so are peers offered to her now.
    """
    open_now = Pairing.objects.visible_to(request.user).open().filter(survivor=person)
    pairs = list(open_now.values_list("kind", "peer", "status"))
    kinds = {kind for kind, _peer, status in pairs if status in ("active", "paused")}
    asked = {peer for _kind, peer, _status in pairs}
    denied = Denial.objects.unscoped("only its effect shows").filter(survivor=person)
    kept_apart = set(denied.values_list("user", flat=True))
    peers = Peer.objects.with_load().working().exclude(kind__in=kinds).select_related("user")
    candidates = [
        _candidate(peer, kept_apart)
        for peer in listing(request, peers.by_name())
        if peer.pk not in asked
    ]
    wishes = getattr(person, "wishes", None)
    return ideas(wishes.counting() if wishes else [], candidates, person.name)


def _candidate(peer, kept_apart):
    return Candidate(
        ref=peer.ref,
        first_name=peer.first_name,
        name=peer.short_name,
        kind=peer.get_kind_display(),
        shares=peer.shares,
        used=peer.used,
        limit=peer.limit,
        taking=not peer.paused,
        denied=peer.user_id in kept_apart,
        last_paired_on=peer.last_paired_on,
    )
