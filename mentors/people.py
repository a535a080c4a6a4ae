"""What mentors brings to the list of people: who waits, who is paired, whom nobody has reached."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coordination import clock
from coordination.access import listing, may
from coordination.models import Survivor
from coordination.registry import people
from mentors.contacts.models import Contact
from mentors.contacts.quiet import limits
from mentors.pairing.models import Pairing
from mentors.peers.models import Kind
from mentors.wishes.words import in_short

Status = Survivor.Status


@people.chip("waiting", label=gettext_lazy("Waiting"), order=20)
def waiting(survivors, user):
    """People who asked for a peer and have not said yes to one, longest wait first."""
    return survivors.asked_for_peer()


@people.chip("paired", label=gettext_lazy("Paired"), order=30)
def paired(survivors, user):
    """Paired is derived from what is walking now, never a flag (PAIR-2)."""
    walking = Pairing.objects.walking().visible_to(user)
    return survivors.filter(pk__in=walking.values("survivor"))


@people.column("peer", label=gettext_lazy("Peer"), order=20)
def peer(request, survivors):
    """Who walks with her, who is offered, or how long she has waited."""
    walking, offered = {}, {}
    for pairing in _open_pairings(request, survivors):
        found = walking if pairing.is_walking else offered
        found.setdefault(pairing.survivor_id, []).append(pairing.peer.first_name)
    return {one.pk: _state(one, walking.get(one.pk), offered.get(one.pk)) for one in survivors}


def _open_pairings(request, survivors):
    """The open pairings of the people of this page, asked once for the column and the button."""
    if not hasattr(request, "open_pairings"):
        rows = Pairing.objects.open().filter(survivor__in=[one.pk for one in survivors])
        rows = rows.select_related("peer__user").order_by("kind", "pk")
        request.open_pairings = listing(request, rows)
    return request.open_pairings


def _state(survivor, walking, offered):
    if walking:
        return ", ".join(walking)
    if survivor.status != Status.OPEN:
        return ""
    if offered:
        return _("Offered: %(names)s") % {"names": ", ".join(offered)}
    if survivor.asked_on is None:
        return ""
    days = (clock.today() - survivor.asked_on).days
    if days == 0:
        return _("Waiting since today")
    return ngettext("Waiting %(days)d day", "Waiting %(days)d days", days) % {"days": days}


@people.column("asked_for", label=gettext_lazy("Asked for"), order=25, only_for=["waiting"])
def asked_for(request, survivors):
    """What they want from a peer, in a few words."""
    rows = Survivor.objects.filter(pk__in=[one.pk for one in survivors])
    rows = listing(request, rows.select_related("wishes"))
    return {one.pk: in_short(one) or _("Not asked yet") for one in rows}


@people.look("quiet", label=gettext_lazy("Not reached for a while"), order=20)
def quiet(user):
    """
    People with an active mentor who was not reached within the first limit of PAIR-8.

    Before any contact the pairing's first day counts, so a new pairing is not quiet.
    """
    days, _act = limits()[Kind.MENTOR]
    if days is None:
        return Survivor.objects.none().visible_to(user).values("pk")
    reached = Contact.objects.reached().filter(happened_at__gt=clock.days_ago(days))
    pairings = Pairing.objects.active().filter(
        kind=Kind.MENTOR, started_on__lte=clock.today() - timedelta(days=days)
    )
    pairings = pairings.exclude(pk__in=reached.visible_to(user).values("pairing"))
    waits = Contact.objects.visible_to(user).waiting()  # she asked for time
    pairings = pairings.exclude(pk__in=waits.values("pairing"))
    return pairings.visible_to(user).values("survivor")


@people.action
def log(request, survivors):
    """+ Log for those I walk with; nobody logs for another."""
    if not may(request.user, "mentors.add_contact"):
        return {}
    pairings = _open_pairings(request, survivors)
    mine = [row for row in pairings if row.is_walking and row.peer.user_id == request.user.pk]
    own = {row.survivor_id for row in mine}
    return {
        one.pk: (reverse("log_contact", args=[one.ref]), _("+ Log"))
        for one in survivors
        if one.pk in own and one.status == Status.OPEN
    }
