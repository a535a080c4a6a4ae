"""What coordination brings to a person's line of time: steps done, goals that ended."""

from django.db.models import DateTimeField, F
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from coordination.goals.models import CLOSED, Goal, Step
from coordination.registry import timeline
from coordination.templatetags.daybook import when


def step_done(moment, survivor):
    """Done: Bring the form. Its words open like those of any row of hers."""
    step = Step(id=moment.key, owner=survivor.pk, what_sealed=moment.sealed)
    return {
        "icon": "check",
        "text": _("Done: %(step)s") % {"step": step.what},
        "meta": " · ".join(part for part in [when(moment.day), _doer(moment.who)] if part),
    }


def _doer(name):
    """A first name; nothing where she did it herself."""
    return name.split(" ")[0] if name else ""


@timeline.moments(kind="steps", permission="coordination.view_people", words=step_done)
def steps_done(user, survivor):
    """Next steps that were done, on the day they were."""
    rows = Step.objects.filter(survivor=survivor, done_on__isnull=False).visible_to(user)
    return rows, {
        "day": F("done_on"),
        "at": Cast("done_on", DateTimeField()),
        "who": F("who__name"),
        "sealed": F("what"),
    }


def goal_ended(moment, survivor):
    """Goal: Get my driving license (Done). Letting go is an end like any other (S17)."""
    goal = Goal(id=moment.key, owner=survivor.pk, words_sealed=moment.sealed, ref=moment.ref)
    named = {"words": goal.words, "progress": Goal.Progress(moment.what).label}
    return {
        "icon": "goals",
        "text": _("Goal: %(words)s (%(progress)s)") % named,
        "meta": when(moment.day),
        "href": goal.get_absolute_url(),
    }


@timeline.moments(kind="goals", permission="coordination.view_people", words=goal_ended)
def goals_ended(user, survivor):
    """Goals that were reached or let go, on the day they were."""
    rows = Goal.objects.filter(survivor=survivor, closed_on__isnull=False, progress__in=CLOSED)
    return rows.visible_to(user), {
        "day": F("closed_on"),
        "at": Cast("closed_on", DateTimeField()),
        "what": F("progress"),
        "ref": F("ref"),
        "sealed": F("words"),
    }
