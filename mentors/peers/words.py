"""A peer in words: spots in use, and what they share."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mentors.peers.traits import TRAITS


def spots_used(used, limit):
    """5 of 6 spots in use."""
    text = ngettext(
        "%(used)s of %(limit)s spot in use", "%(used)s of %(limit)s spots in use", limit
    )
    return text % {"used": used, "limit": limit}


def spots(peer):
    """A row for charts.bar_rows, of a peer that came `with_load()`."""
    over = peer.used > peer.limit
    return {
        "label": peer.first_name,
        "value": peer.used,
        "limit": peer.limit,
        "text": _("%(used)s of %(limit)s") % {"used": peer.used, "limit": peer.limit},
        "tag": _("over") if over else _("no new people") if peer.paused else "",
        "tag_kind": "due" if over else "plain",
    }


def about(peer, keys=None):
    """Rows for components/summary_list.html: what the peer shares for matching."""
    shared = [trait for trait in TRAITS if trait.key in peer.shares]
    return [
        {"term": trait.label, "value": ", ".join(trait.words(peer.shares[trait.key]))}
        for trait in shared
        if keys is None or trait.key in keys
    ]
