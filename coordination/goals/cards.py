"""Next and Goals on a person's page, and steps nobody holds on a manager's Today."""

from django.utils.translation import gettext_lazy as _

from coordination.access import listing
from coordination.goals.lists import with_steps
from coordination.goals.models import Goal, Step
from coordination.registry.cards import card

SHOWN = 6


@card(
    place="person",
    order=20,
    title=_("Next"),
    template="coordination/goals/cards/next_steps.html",
    permission="coordination.view_people",
    anchor="next",
)
def next_steps(request, survivor):
    """Her open steps, soonest first."""
    steps = Step.objects.open().filter(survivor=survivor).select_related("who")
    return {"steps": listing(request, steps), "person": survivor}


@card(
    place="person",
    order=30,
    title=_("Goals"),
    template="coordination/goals/cards/goals.html",
    permission="coordination.view_people",
    anchor="goals",
)
def goals(request, survivor):
    """What she wants now, in her words; what she reached or let go is one link away."""
    rows = Goal.objects.filter(survivor=survivor).open_first()
    rows = listing(request, rows, limit=SHOWN)
    now = [goal for goal in rows if goal.is_open]
    lines = with_steps(request, now) if now else []
    return {"lines": lines, "any": bool(rows), "person": survivor}
