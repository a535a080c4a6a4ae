"""Whom somebody looked up in this session, to offer them again: references, no names."""

from coordination.access import listing
from coordination.survivors.models import Survivor

RECENT = "found"  # in the session, which ends with signing out
MOST = 5


def remember(request, person):
    """Put a person on top of those looked up in this session."""
    before = [ref for ref in request.session.get(RECENT, []) if ref != person.ref]
    request.session[RECENT] = [person.ref, *before][:MOST]


def recent(request):
    """Those looked up in this session whom one may still see, the last one first."""
    refs = request.session.get(RECENT, [])
    if not refs:
        return []
    rows = listing(request, Survivor.objects.open().standing().filter(ref__in=refs))
    return sorted(rows, key=lambda person: refs.index(person.ref))
