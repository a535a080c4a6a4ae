"""Next and Goals on a person's page, and steps nobody holds on a manager's Today."""

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from coordination.access import listing
from coordination.goals.lists import with_steps
from coordination.goals.models import Goal, Step
from coordination.registry.cards import card
from coordination.survivors.models import Survivor

SHOWN = 6


def hers(request, survivor):
    """Her open steps, soonest first, and those of her goals: asked once for both cards."""
    if not hasattr(request, "her_steps"):
        rows = Step.objects.filter(survivor=survivor, dropped_on=None)
        rows = rows.filter(Q(done_on=None) | Q(goal__isnull=False)).select_related("who")
        request.her_steps = listing(
            request, rows.order_by(F("due_on").asc(nulls_last=True), "made_on", "pk")
        )
    return request.her_steps


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
    finished = survivor.status == Survivor.Status.FINISHED
    steps = [] if finished else [one for one in hers(request, survivor) if one.is_open]
    return {"steps": steps, "person": survivor}


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
    lines = with_steps(request, now, hers(request, survivor)) if now else []
    return {"lines": lines, "any": bool(rows), "person": survivor}
