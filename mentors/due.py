"""What is still open between a person and her peers."""

from django.utils.translation import gettext as _

from coordination.registry import open_work
from mentors.pairing.models import Pairing


@open_work.kind
def pairings_and_offers(survivor):
    """Finishing a record leaves no pairing or offer without an end (PAIR-11)."""
    rows = Pairing.objects.unscoped("what would be left open").open().filter(survivor=survivor)
    for pairing in rows.select_related("peer__user"):
        words = _("the pairing with %(name)s") if pairing.is_walking else _("the offer of %(name)s")
        yield words % {"name": pairing.peer.first_name}
