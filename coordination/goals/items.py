"""Goals and steps in a copy for her own hands. No agreement with a partner may name them."""

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coordination.goals.models import Goal, Step
from coordination.registry.disclosable import item
from coordination.templatetags.daybook import when


@item("goals", label=_("goals, in their own words"), to_herself=True, hers=_("Your goals"))
def goals(survivor):
    """Each goal and how it goes, the open ones first."""
    rows = Goal.objects.unscoped("her own copy").filter(survivor=survivor).open_first()
    return [
        say("%(words)s (%(progress)s)")
        % {"words": goal.words, "progress": goal.get_progress_display()}
        for goal in rows
    ]


@item("steps", label=_("next steps that are open"), to_herself=True, hers=_("Next steps"))
def steps(survivor):
    """What was promised, who does it, and by when."""
    rows = Step.objects.unscoped("her own copy").open().filter(survivor=survivor)
    return [_line(step) for step in rows.select_related("who")]


def _line(step):
    who = say("you") if step.by_person else say("we")  # paper names no staff
    if step.due_on is None:
        return say("%(what)s: %(who)s") % {"what": step.what, "who": who}
    line = say("%(what)s: %(who)s, by %(day)s")
    return line % {"what": step.what, "who": who, "day": when(step.due_on)}
