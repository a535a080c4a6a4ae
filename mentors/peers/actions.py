"""Adding a peer, and changing limit, pause, supervisor and what they share."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coordination import access
from coordination.models import Survivor
from mentors.peers.models import USUAL_LIMIT, Peer
from mentors.peers.traits import known


@transaction.atomic
def add_peer(*, user, kind, supervisor, limit=None, shares=None, by):
    """Make a member of staff a peer. Raises ValidationError when they are one already."""
    peer = Peer(user=user, owner=user.pk, kind=kind, supervisor=supervisor)
    peer.limit = USUAL_LIMIT if limit is None else limit
    peer.shares = known(shares or {})
    peer.full_clean()
    peer.save()
    return peer


@transaction.atomic
def change_limit(*, peer, limit, note="", by):
    """
    Change how many people a peer walks with. People already there stay, also above the limit.

    Raises ValidationError `needs_reason` for more than twelve people without a note (CAP-1).
    """
    peer = Peer.objects.lock(peer.pk)
    if limit is not None and limit > USUAL_LIMIT and not note.strip():
        message = _("More than %(limit)s people needs a reason. Write it in a few words.")
        raise ValidationError(message, code="needs_reason", params={"limit": USUAL_LIMIT})
    peer.limit, peer.limit_note = limit, note.strip()
    peer.full_clean()
    peer.save()
    return peer


@transaction.atomic
def set_paused(*, peer, paused, by):
    """Stop new pairings for this peer, or start again. No reason is asked."""
    peer = Peer.objects.lock(peer.pk)
    peer.paused = paused
    peer.save()
    return peer


@transaction.atomic
def change_shares(*, peer, shares, by):
    """Change what a peer shares for matching."""
    peer = Peer.objects.lock(peer.pk)
    peer.shares = known(shares)
    peer.full_clean()
    peer.save()
    return peer


@transaction.atomic
def change_supervisor(*, peer, supervisor, by):
    """Move a peer to another supervisor; the facts of her people move with her."""
    survivors = Survivor.objects.unscoped("whose record changes hands").filter(
        pairings__peer=peer, pairings__slot__isnull=False
    )
    survivors = Survivor.objects.lock_all(list(survivors.distinct()))
    peer = Peer.objects.lock(peer.pk)
    peer.supervisor = supervisor
    peer.full_clean()
    peer.save()
    access.refresh(*survivors)
    return peer
