"""Safety instructions on the person page, and those to look at again on Today."""

from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coordination.access import listing, may
from coordination.flags.lists import standing
from coordination.flags.models import Flag
from coordination.registry import needs
from coordination.registry.cards import card

SHOWN, NEEDS_SHOWN = 5, 3


@card(
    place="person",
    order=5,
    title=_("Safety"),
    template="coordination/flags/cards/flags.html",
    permission="coordination.view_people",
    column="top",
)
def instructions(request, survivor):
    """What to do, short, the ones to look at again marked."""
    can_change = may(request.user, "coordination.change_flags")
    return {"flags": standing(request, survivor), "person": survivor, "can_change": can_change}


@card(
    place="today",
    order=22,
    title=_("Look at this again"),
    template="coordination/flags/cards/look_again.html",
    permission="mentors.add_contact",
)
def look_again(request):
    """For a peer: instructions whose day has come; one tap says they are still right."""
    rows = listing(request, Flag.objects.due().select_related("survivor"), limit=SHOWN + 1)
    return {"flags": rows[:SHOWN], "more": len(rows) > SHOWN} if rows else None


@needs.source(order=45)
def due_instructions(request):
    """The same among what needs a manager, the longest due."""
    rows = listing(request, Flag.objects.due().select_related("survivor"), limit=NEEDS_SHOWN)
    return [needs.later(_need, flag) for flag in rows]


def _need(flag):
    return needs.Need(
        text=say("Look at this again: %(what)s") % {"what": flag.text},
        name=flag.survivor.name,
        href=reverse("flags", args=[flag.survivor.ref]),
        action=say("Look"),
    )
