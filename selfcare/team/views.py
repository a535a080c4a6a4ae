"""The supervisor's team (S54, thin) and one member of it (S55, thin)."""

from django.shortcuts import render

from coordination import clock
from coordination.access import allowed
from coordination.registry import cards
from selfcare import load, wall
from selfcare.debriefs.models import Debrief
from selfcare.supervision.models import SupervisionSession

from . import board

SESSIONS, SHARED = 12, 12


@allowed("selfcare.view_team")
def team(request):
    """Who needs me this week; the cards come from every app."""
    people = board.members(request)
    shown = list(cards.shown("team", request)) if people else []
    context = {
        "people": people,
        "main_cards": [one for one in shown if one.card.column == "main"],
        "side_cards": [one for one in shown if one.card.column == "side"],
        "day": clock.today(),
    }
    return render(request, "selfcare/team/team.html", context)


@allowed("selfcare.view_team")
def team_member(request, ref):
    """One peer: load, what they share and may change, and supervision."""
    peer = wall.teammate(request, ref)
    member = next(one for one in board.members(request) if one.peer.pk == peer.pk)
    sessions = SupervisionSession.objects.filter(subject=peer.user).latest_first()
    debriefs = Debrief.objects.open().filter(subject=peer.user).select_related("subject")
    contacts = load.contacts_by_week(peer.user)
    context = {
        "member": member,
        "peer": peer,
        "shared": board.shared_by(request, member, limit=SHARED),
        "sessions": wall.shared_with(request, sessions, limit=SESSIONS),
        "debriefs": wall.shared_with(request, debriefs),
        "contacts": contacts,
        "contacts_total": sum(contacts),
    }
    return render(request, "selfcare/team/team_member.html", context)
