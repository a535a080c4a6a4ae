"""What of this app is still open about a person, before her record can be finished."""

from django.utils.translation import gettext as _

from coordination.registry import open_work
from mentors.pairing.models import WALKING, Pairing


@open_work.kind
def pairings(survivor):
    """Offers and pairings, in words: each is ended with her and the peer, never silently."""
    rows = Pairing.objects.unscoped("what is open about her").filter(survivor=survivor).open()
    for pairing in rows.select_related("peer__user"):
        name = pairing.peer.user.get_short_name()
        if pairing.status in WALKING:
            yield _("the pairing with %(name)s") % {"name": name}
        else:
            yield _("the offer of %(name)s") % {"name": name}
