"""What coordination itself brings to shared pages."""

from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.access import listing
from coordination.goals.models import Step
from coordination.registry.cards import card


@card(
    place="person",
    order=30,
    title=_("Next"),
    template="coordination/goals/cards/next_steps.html",
    permission="coordination.view_people",
)
def next_steps(request, survivor):
    """Her open steps, soonest first."""
    steps = Step.objects.open().filter(survivor=survivor).select_related("who")
    return {"steps": listing(request, steps), "today": clock.today(), "person": survivor}
