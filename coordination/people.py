"""What coordination brings to the list of people: chips, the next step, the rule to check."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.access import listing
from coordination.flags.models import Flag
from coordination.goals.models import Step
from coordination.registry import people
from coordination.safe_contact.models import SafeContact
from coordination.survivors.lists import needing_a_look
from coordination.survivors.models import Survivor
from coordination.templatetags.daybook import days_ago

EVERYONE = "coordination.view_every_survivor"


@people.chip("all", label=_("All"), order=10)
def everyone(survivors, user):
    """All we walk with now, who wait, or who asked for a break."""
    return survivors.open()


@people.chip("paused", label=_("Paused"), order=40)
def paused(survivors, user):
    return survivors.filter(status=Survivor.Status.PAUSED)


@people.chip("finished", label=_("Finished"), order=50)
def finished(survivors, user):
    return survivors.filter(status=Survivor.Status.FINISHED).standing()


@people.chip("look", label=_("Needs a look"), order=60, empty=_("No one needs a look."))
def needs_a_look(survivors, user):
    return needing_a_look(survivors, user)


@people.chip(
    "error",
    label=_("Entered in error"),
    order=70,
    permission=EVERYONE,
    beside="finished",
    empty=_("No record was entered in error."),
)
def entered_in_error(survivors, user):
    """Records made by accident, for the managers who may open them again."""
    return survivors.filter(in_error=True)


@people.column("last_contact", label=_("Last contact"), order=40)
def last_contact(request, survivors):
    """How long ago, in words."""
    return {
        one.pk: days_ago(one.last_contact_on) if one.last_contact_on else gettext("None yet")
        for one in survivors
    }


@people.column("next_step", label=_("Next step"), order=50)
def next_step(request, survivors):
    """The step that is due first."""
    steps = Step.objects.open().filter(survivor__in=[one.pk for one in survivors])
    words = {}
    for step in listing(request, steps):
        words.setdefault(step.survivor_id, step)
    return {pk: step.what for pk, step in words.items()}


@people.look("rule", label="", order=10)
def rule_to_check(user):
    """The day to ask again how to reach them has come; the tag of the row says so."""
    cards = SafeContact.objects.filter(check_again_on__lte=clock.today())
    return cards.visible_to(user).values("survivor")


@people.look("flag", label=_("Look at a safety instruction again"), order=12)
def flag_to_look_at(user):
    """A safety instruction has reached its day."""
    return Flag.objects.due().order_by().visible_to(user).values("survivor")


@people.look("no_rule", label="", order=11)
def no_rule_yet(user):
    """Nobody has asked how to reach them; the tag of the row says so."""
    cards = SafeContact.objects.visible_to(user).values("survivor")
    return Survivor.objects.open().visible_to(user).exclude(pk__in=cards).values("pk")
