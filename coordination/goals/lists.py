"""Goals with their steps, as pages show them: two queries, however many there are."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coordination.access import listing
from coordination.goals.models import Goal, Step
from coordination.templatetags.daybook import when


@dataclass
class GoalLine:
    """A goal and its steps; dropped ones do not count."""

    goal: Goal
    steps: list

    @property
    def kind(self):
        """The color of the word; letting go is as plain as not having begun."""
        return {"done": "ok", "a_lot": "info", "some": "info"}.get(self.goal.progress, "plain")

    @property
    def in_words(self):
        """2 of 3 steps."""
        done, count = sum(step.done_on is not None for step in self.steps), len(self.steps)
        words = ngettext("%(done)s of %(count)s step", "%(done)s of %(count)s steps", count)
        return words % {"done": done, "count": count} if count else ""

    @property
    def path(self):
        """The steps as a path of stops: done ones filled, the first open one is now."""
        done = sorted((one for one in self.steps if one.done_on), key=lambda one: one.done_on)
        ordered = [*done, *(one for one in self.steps if not one.done_on)]
        stops, now = [], self.goal.is_open
        for step in ordered:
            state = "done" if step.done_on else "now" if now else "next"
            now = now and state == "done"
            stops.append({"label": step.what, "state": state, "meta": meta(step)})
        return stops

    @property
    def open_steps(self):
        return [step for step in self.steps if step.is_open]


def meta(step):
    """Who does it, and when it was done or is to be done."""
    if step.done_on:
        return _("%(who)s · done %(day)s") % {"who": step.doer, "day": when(step.done_on)}
    if step.due_on:
        return _("%(who)s · by %(day)s") % {"who": step.doer, "day": when(step.due_on)}
    return step.doer


def with_steps(request, goals, steps=None):
    """These goals of one person, each with its steps in the order they were made."""
    if steps is None:
        rows = Step.objects.filter(goal__in=goals, dropped_on=None).select_related("who")
        steps = listing(request, rows)
    of_goal = defaultdict(list)
    for step in sorted(steps, key=lambda one: (one.made_on, one.pk)):
        of_goal[step.goal_id].append(step)
    return [GoalLine(goal, of_goal[goal.pk]) for goal in goals]
