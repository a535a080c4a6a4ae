"""What an action asks before it moves a pairing; each refusal is a sentence with a code."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from coordination.models import Denial, Survivor
from mentors.pairing.models import Pairing
from mentors.peers.models import Kind, Peer

MOST_OFFERS = 3  # PAIR-4: the person chooses among one to three
TAKEN = {
    Kind.MENTOR: (_("This person already has a mentor."), "already_has_mentor"),
    Kind.NAVIGATOR: (_("This person already has a navigator."), "already_has_navigator"),
}


def locked(pairing):
    """Survivor, peer and pairing, locked in the order every action keeps, and fetched again."""
    survivor = Survivor.objects.lock(pairing.survivor_id)
    peer = Peer.objects.lock(pairing.peer_id)
    pairing = Pairing.objects.lock(pairing.pk)
    pairing.survivor, pairing.peer = survivor, peer
    return pairing


def pairings():
    return Pairing.objects.unscoped("rules count every pairing, whoever may see it")


def free_slot(peer):
    """
    The lowest free number of a peer's spots. The peer must be locked.

    Raises ValidationError `no_free_spot` at the peer's own limit (PAIR-7).
    """
    used = set(pairings().walking().filter(peer=peer).values_list("slot", flat=True))
    if len(used) >= peer.limit:
        message = _("%(name)s has no free spot now. See other ideas.")
        raise ValidationError(message, code="no_free_spot", params={"name": peer.first_name})
    return next(number for number in range(1, len(used) + 2) if number not in used)


def refuse_taken(survivor, kind):
    """One active mentor and one active navigator per person."""
    if pairings().walking().filter(survivor=survivor, kind=kind).exists():
        message, code = TAKEN[Kind(kind)]
        raise ValidationError(message, code=code)


def refuse_closed(survivor):
    """Nobody is offered to a person who asked for a break, or whose record is finished."""
    if survivor.status != Survivor.Status.OPEN:
        message = _("This record is paused or finished. Open it before you offer a peer.")
        raise ValidationError(message, code="not_open")


def kept_apart(survivor, peer):
    """Whether a safety rule keeps this peer away from this person, whatever else they are."""
    denied = Denial.objects.unscoped("the deny list")
    return denied.filter(survivor=survivor, user=peer.user_id).exists()


def refuse_kept_apart(pairing):
    """A pairing that a safety rule came into waits for its ending; the sentence names no rule."""
    if kept_apart(pairing.survivor, pairing.peer):
        message = _("This pairing needs an answer. Talk with both, then end it.")
        raise ValidationError(message, code="needs_answer")


def refuse_unfit(survivor, peer):
    """
    A peer who takes nobody new now, or whom a safety rule keeps away from this person.

    The sentence for a safety rule does not say which: names on the deny list are not shown.
    """
    if kept_apart(survivor, peer):
        message, code = _("%(name)s cannot be offered here. See other ideas."), "cannot_be_offered"
    elif peer.paused or not peer.user.is_active:
        message, code = _("%(name)s takes nobody new now. See other ideas."), "not_taking"
    else:
        return
    raise ValidationError(message, code=code, params={"name": peer.first_name})


def refuse_many(survivor, peer):
    """One open offer per peer, and three at most to choose from."""
    offers = pairings().open().filter(survivor=survivor, kind=peer.kind)
    if offers.filter(peer=peer).exists():
        message = _("%(name)s is offered to them already.")
        raise ValidationError(message, code="already_offered", params={"name": peer.first_name})
    if offers.count() >= MOST_OFFERS:
        message = _("Three peers are offered already. Wait for an answer, or take one back.")
        raise ValidationError(message, code="three_offers")


def refuse_unless_offered(pairing):
    """An answer counts while the offer is open; a later one changes nothing."""
    if pairing.is_walking:
        raise ValidationError(_("They are paired already."), code="already_active")
    if not pairing.is_offered:
        raise ValidationError(_("This offer is closed. See the board."), code="already_answered")


def refuse_unless_walking(pairing):
    if pairing.status == Pairing.Status.ENDED:
        raise ValidationError(_("This pairing has already ended."), code="already_ended")
    if not pairing.is_walking:
        raise ValidationError(_("They are not paired yet."), code="not_paired")
