"""Goals in her words, and the steps towards them: promised, handed on, done, dropped."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.goals.models import Goal, Step
from coordination.goals.owners import can_do
from coordination.inbox.actions import notify, withdraw

# Goals --------------------------------------------------------------------------------------------


@transaction.atomic
def add_goal(*, goal, by, step=None):
    """Keep a goal; `step` is an unsaved first step towards it."""
    goal.owner, goal.made_by = goal.survivor_id, by
    _save_goal(goal, by)
    if step is not None:
        step.goal = goal
        add_step(step=step, by=by)
    return goal


@transaction.atomic
def change_goal(*, goal, version, changes, by):
    """
    Change words, progress or confidence: `changes` maps a field to its new value.

    Raises ValidationError `changed` when somebody saved after this page was opened; what they
    wrote stays, and the page shows both.
    """
    held = Goal.objects.lock(goal.pk)
    if held.version != version:
        message = _("Someone changed this while you were writing.")
        raise ValidationError(message, code="changed")
    for name, value in changes.items():
        setattr(held, name, value)
    held.version += 1
    return _save_goal(held, by)


def _save_goal(goal, by):
    if goal.is_open:
        goal.closed_on = None
    else:
        goal.closed_on = goal.closed_on or clock.today()
    return _save(goal, by)


# Steps --------------------------------------------------------------------------------------------


@transaction.atomic
def add_step(*, step, by):
    """
    Promise a next step: `step.who` does it, or, with `by_person`, she herself.

    Raises ValidationError `cannot_do` for somebody who does not see her, `other_goal` for a goal
    of another person.
    """
    step.owner = step.survivor_id
    if step.goal_id and step.goal.survivor_id != step.survivor_id:
        raise ValidationError(_("Choose one of their own goals."), code="other_goal")
    _refuse_unable(step, by)
    _save(step, by)
    _tell(step, by)
    return step


@transaction.atomic
def change_step(*, step, changes, by):
    """
    Change what, by when, or who: `changes` maps a field to its new value.

    Whoever is given it reads so in the Inbox. Raises ValidationError `closed` when it was done or
    dropped meanwhile, `cannot_do` as above.
    """
    held = Step.objects.lock(step.pk)
    if not held.is_open:
        message = _("This step is done or dropped. Open it again first.")
        raise ValidationError(message, code="closed")
    before = held.who_id
    for name, value in changes.items():
        setattr(held, name, value)
    if held.who_id != before:
        _refuse_unable(held, by)
        withdraw(kind="step_given", path=held.get_absolute_url())
        _tell(held, by)
    return _save(held, by)


@transaction.atomic
def finish_step(*, step, by):
    """Mark a step done today. Done twice stays done on the first day."""
    held = Step.objects.lock(step.pk)
    if held.done_on is None:
        held.done_on, held.dropped_on = clock.today(), None
        _save(held, by)
    return held


@transaction.atomic
def drop_step(*, step, by):
    """Let a step go; nobody asks why. What was done stays done."""
    held = Step.objects.lock(step.pk)
    if held.is_open:
        held.dropped_on = clock.today()
        _save(held, by)
    return held


@transaction.atomic
def reopen_step(*, step, by):
    """It was not done after all, or is wanted again."""
    held = Step.objects.lock(step.pk)
    if not held.is_open:
        held.done_on = held.dropped_on = None
        _save(held, by)
    return held


def _refuse_unable(step, by):
    """Who promises it oneself has passed this check on the way in."""
    if step.who not in (None, by) and not can_do(step.who, step.survivor):
        message = _("Give it to someone who walks with them.")
        raise ValidationError(message, code="cannot_do")


def _tell(step, by):
    if step.who is not None:
        path = step.get_absolute_url()
        notify(user=step.who, kind="step_given", path=path, survivor=step.survivor, by=by)


def _save(row, by):
    row._history_user = by
    row.full_clean()
    row.save()
    return row
