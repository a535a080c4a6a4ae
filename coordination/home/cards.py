"""Today of those who look after the whole: what needs a manager, and what is not set up yet."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coordination.access import listing
from coordination.goals.models import Step
from coordination.home.set_up import missing
from coordination.registry import needs
from coordination.registry.cards import card
from coordination.survivors.lists import needing_a_look
from coordination.survivors.models import Survivor

SHOWN = 7


@card(
    place="today",
    order=5,
    title=gettext_lazy("Needs you"),
    template="coordination/home/cards/needs_you.html",
    permission="coordination.view_every_survivor",
)
def needs_you(request):
    """At most seven rows: the longest of each kind first (S08)."""
    rows, more = needs.most(request, SHOWN)
    return {"rows": rows, "more": more}


@needs.source(order=40)
def steps_without_owner(request):
    """Steps whose owner left or no longer sees her: somebody else takes them, or drops them."""
    steps = Step.objects.without_owner().select_related("survivor")
    return [needs.later(_orphan, step) for step in listing(request, steps, limit=SHOWN)]


def _orphan(step):
    return needs.Need(
        text=_("A step needs an owner: %(what)s") % {"what": step.what},
        name=step.survivor.name,
        href=step.get_absolute_url(),
        action=_("Choose who"),
    )


@needs.source(order=50)
def people_to_look_at(request):
    """Rules and instructions to check, people nobody reached: one row that leads to the list."""
    people = needing_a_look(Survivor.objects.all(), request.user)
    count = people.visible_to(request.user).count()
    if not count:
        return []
    text = ngettext("%(count)s person needs a look", "%(count)s people need a look", count)
    return [
        needs.Need(
            text=text % {"count": count},
            meta=_("No contact rule, a rule or instruction to check, or not reached for a while."),
            href=f"{reverse('survivor_list')}?show=look",
            action=_("See who"),
        )
    ]


@card(
    place="today",
    order=10,
    title=gettext_lazy("Setting up"),
    template="coordination/home/cards/setting_up.html",
    permission="coordination.see_set_up",
)
def setting_up(request):
    """What is not set up yet, until it is (S09)."""
    return {"rows": missing()}
