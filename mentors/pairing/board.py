"""Who waits, who is offered, who walks: what the board and Today list. Querysets only."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.models import Survivor
from mentors.pairing.models import Pairing
from mentors.peers.models import Peer

Status = Pairing.Status
# Key of a list on the board: its heading, what it says when empty.
LISTS = {
    "waiting": (_("Waiting"), _("No one is waiting.")),
    "offered": (_("Offered"), _("No open offers.")),
    "meeting": (_("Meeting set"), _("No meetings are set.")),
    "paired": (_("Paired"), _("No one is paired yet.")),
    "paused": (_("Paused"), _("No pairing is paused.")),
}
STATUS = {
    "offered": Status.PROPOSED,
    "meeting": Status.ACCEPTED,
    "paired": Status.ACTIVE,
    "paused": Status.PAUSED,
}


def waiting():
    """People who asked for a peer and have no open offer, longest wait first."""
    offered = Pairing.objects.unscoped("who has an open offer").offered()
    rows = Survivor.objects.asked_for_peer().exclude(pk__in=offered.values("survivor"))
    return rows.select_related("wishes")


def longest_wait_this_month(user):
    """Days the longest wait took that ended with a pairing this month; None without one."""
    first = clock.today().replace(day=1)
    rows = Pairing.objects.visible_to(user).filter(started_on__gte=first, asked_on__isnull=False)
    days = [(start - asked).days for asked, start in rows.values_list("asked_on", "started_on")]
    return max(days, default=None)


def pairings(key):
    """The pairings of one list, oldest in their step first."""
    rows = Pairing.objects.filter(status=STATUS[key]).order_by("status_since", "pk")
    return rows.select_related("survivor__wishes", "peer__user")


def free_spots():
    """Peers who can start with somebody new, most free spots first."""
    rows = Peer.objects.with_load().with_free_spot().select_related("user")
    return rows.order_by(F("used") - F("limit"), "user__name", "pk")
