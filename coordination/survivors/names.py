"""
Finding people by name among those one may see (S10, settled 16).

Names are sealed, so they are opened in memory for this one request, over plain rows, after the
question of what the user may see narrowed them; nothing of it is kept. The audit names the people
shown, not the people compared.
"""

from dataclasses import dataclass, field
from heapq import nsmallest

from coordination.access import VIEW, SurvivorGrant, listing, scan
from coordination.survivors.models import Survivor

SHOWN = 8


@dataclass
class Found:
    """The people to show, best first, and whether more would fit."""

    people: list = field(default_factory=list)
    more: bool = False


def search(request, query):
    """
    People whose name or code fits a `find.match.Query`: one's own first, then by how well.

    Finished records, and those made by mistake, are never among them.
    """
    people = Survivor.objects.open().standing()
    best = _by_code(request, people, query.code) if query.code else []
    best += [key for key in _by_name(request, people, query) if key not in best]
    rows = people.filter(pk__in=best[:SHOWN]).select_related("safe_contact")
    shown = {row.pk.hex: row for row in listing(request, rows)} if best else {}
    return Found([shown[key] for key in best if key in shown], len(best) > SHOWN)


def _by_name(request, people, query):
    """Primary keys in hex, best first: one more than is shown tells that there are more."""
    own = _own(request.user)
    hits = []
    for key, name in scan(request, people, "name"):
        rank = query.rank(name)
        if rank is not None:
            hits.append((key not in own, rank, name.lower(), key))
    return [hit[-1] for hit in nsmallest(SHOWN + 1, hits)]


def _by_code(request, people, code):
    """A code is no secret word and is looked up by the database."""
    rows = people.filter(code__startswith=code).visible_to(request.user)
    return [key.hex for key in rows.order_by("code").values_list("pk", flat=True)[: SHOWN + 1]]


def _own(user):
    """Those opened to this user by name, not by a role that sees everybody."""
    rows = SurvivorGrant.objects.live(user, VIEW)
    return {key.hex for key in rows.values_list("content_object", flat=True)}
