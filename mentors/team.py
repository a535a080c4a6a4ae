"""Who looks after whose work, for pages that show a team."""

from coordination.registry import team
from mentors.peers.models import Peer


@team.line
def supervised(user):
    """The peers whose supervision line leads to this user today."""
    peers = Peer.objects.unscoped("today's supervision line").supervised_by(user)
    return set(peers.values_list("user", flat=True))
