"""Promising a step, and doing it."""

from django.db import transaction

from coordination import clock
from coordination.goals.models import Step


@transaction.atomic
def add_step(*, step, by):
    """Promise a next step. `step.who` does it."""
    step.owner = step.survivor_id
    step._history_user = by
    step.full_clean()
    step.save()
    return step


@transaction.atomic
def finish_step(*, step, by):
    """Mark a step done today. Done twice stays done on the first day."""
    held = Step.objects.lock(step.pk)
    if held.done_on is None:
        held.done_on = clock.today()
        held._history_user = by
        held.full_clean()
        held.save()
    return held
