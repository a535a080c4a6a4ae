"""What the frame of every page needs: product name, who is signed in, the rooms of their role."""

from dataclasses import dataclass

from django.conf import settings
from django.db import DatabaseError
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject, lazystr
from django.utils.translation import gettext_lazy as _

from coordination.access import may
from coordination.organisation.models import Organisation
from coordination.users.lock import LOCKED

ON_THE_BAR = 5  # more than five targets do not fit a 320 px bar at 44 px each


@dataclass
class Room:
    """One entry of the main navigation. `bar` is False where only the rail has the space."""

    key: str
    label: str
    url_name: str
    permission: str = ""
    bar: bool = True
    href: str = ""

    @property
    def icon(self):
        return self.key


# In the order they are read. A supervisor's five are Today, Team, People, Handoffs, Me.
ROOMS = [
    Room("today", _("Today"), "today"),
    Room("team", _("Team"), "team", "selfcare.view_team"),
    Room("people", _("People"), "survivor_list", "coordination.view_people"),
    Room("log", _("Log"), "log_pick", "mentors.add_contact"),
    Room("pairing", _("Pairing"), "pairing_board", "mentors.add_pairing"),
    Room("handoffs", _("Handoffs"), "handoff_list", "referrals.view_handoff"),
    Room("groups", _("Groups"), "group_list", "referrals.view_group", bar=False),
    Room("partners", _("Partners"), "partner_list", "referrals.view_partner", bar=False),
    Room("program", _("Program"), "program", "coordination.view_every_survivor", bar=False),
    Room("eye", _("Who has looked"), "access_log", "coordination.review_access"),
    Room("shield", _("Kept apart"), "denial_list", "coordination.lift_denial", bar=False),
    Room("clock", _("Reminders"), "reminders", "coordination.change_organisation", bar=False),
    Room("me", _("Me"), "me"),
]


def rooms_of(user):
    """The rooms a user may enter, the five most used marked for the bar (experience.md b.0)."""
    rooms = []
    for room in ROOMS:
        href = address(room.url_name)
        if href and (not room.permission or may(user, room.permission)):
            rooms.append(Room(room.key, room.label, room.url_name, "", room.bar, href))
    fit_on_the_bar(rooms)
    return rooms


def fit_on_the_bar(rooms):
    """Somebody with two roles has more rooms than the bar has places; Me keeps the last one."""
    on_bar = [room for room in rooms if room.bar]
    for room in on_bar[ON_THE_BAR - 1 : -1]:
        room.bar = False


def address(url_name, *parts):
    """The address of a room, or nothing while that room is not there."""
    try:
        return reverse(url_name, args=parts)
    except NoReverseMatch:
        return ""


def current_room(rooms, path):
    """The room a path lies in, for pages that do not name theirs."""
    inside = [room for room in rooms if path.startswith(room.href)]
    return max(inside, key=lambda room: len(room.href)).key if inside else ""


def _organisation():
    try:
        return Organisation.current()
    except DatabaseError:  # the page that says we are broken still needs a name
        return Organisation()


def shell(request):
    """Context of the frame. Nothing is read before a template asks for it."""
    user = getattr(request, "user", None)
    signed_in = bool(user and user.is_authenticated) and not request.session.get(LOCKED)
    organisation = SimpleLazyObject(_organisation)
    rooms = SimpleLazyObject(lambda: rooms_of(user) if signed_in else [])
    return {
        "organisation": organisation,
        "product_name": lazystr(SimpleLazyObject(lambda: organisation.product_name)),
        "nav": rooms,
        "nav_here": SimpleLazyObject(lambda: current_room(rooms, request.path)),
        "user": user,
        "signed_in": signed_in,
        "theme": _theme(request),
        "lock_after": settings.LOCK_AFTER_SECONDS,
    }


def _theme(request):
    """Light or Dark where somebody chose; empty follows the device."""
    chosen = request.session.get("theme", "") if hasattr(request, "session") else ""
    return chosen if chosen in {"light", "dark"} else ""
