"""A handoff while it is planned: five pages, one row, nothing sent and nothing told."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from coordination import clock
from coordination.models import Survivor
from referrals.handoffs.models import Handoff
from referrals.handoffs.states import State

PLAN_LASTS = timedelta(days=7)  # like every draft (RET-1)
PLAN = {
    "need",
    "nothing_shared",
    "items",
    "way",
    "how",
    "introducer",
    "introduce_on",
    "introduce_time",
    "help_with",
    "if_not_right",
    "prepared",
    "place_is_safe",
    "contact",
    "next_check_on",
}


@transaction.atomic
def choose_place(*, survivor, by, partner=None, group=None, need=None):
    """
    Begin a plan, or turn the one this worker has for this person to another place.

    A group is told nothing, whatever was chosen before (HND-6). Raises ValidationError
    `already_open` when she is on her way there already.
    """
    survivor = Survivor.objects.lock(survivor.pk)
    refuse_second(survivor, partner, group)
    plan = _plans(survivor, by).first()
    plan = plan or Handoff(survivor=survivor, owner=survivor.pk, owner_user=by, introducer=by)
    if (plan.partner, plan.group) != (partner, group):
        plan.partner, plan.group = partner, group
        plan.items, plan.nothing_shared, plan.contact = [], group is not None, ""
    if need is not None:
        plan.need = need
    return _keep(plan, by)


@transaction.atomic
def change_plan(*, plan, changes, by):
    """Keep the answers of one page of the plan. Raises ValidationError `started` once it is one."""
    plan = Handoff.objects.lock(plan.pk)
    if plan.state != State.DRAFT:
        raise ValidationError(_("This handoff has already started."), code="started")
    for name in PLAN & changes.keys():
        setattr(plan, name, changes[name])
    if plan.nothing_shared:
        plan.items = []
    return _keep(plan, by)


@transaction.atomic
def drop_plan(*, plan, by):
    """Forget a plan and every trace of it: nothing has happened yet. Twice is once."""
    held = Handoff.objects.unscoped("the plan just dropped").drafts().filter(pk=plan.pk).first()
    if held is not None:
        held.delete()
        Handoff.history.filter(id=plan.pk).delete()
    return plan


def drop_old_plans(now):
    """Plans nobody touched for a week. For `run_due`."""
    old = Handoff.objects.unscoped("run_due").drafts()
    for plan in old.filter(state_since__lt=clock.today() - PLAN_LASTS):
        drop_plan(plan=plan, by=None)


def refuse_second(survivor, partner, group):
    """One open handoff per person and place (HND-4); different places in parallel are fine."""
    others = Handoff.objects.unscoped("one open handoff to a place").open()
    if others.filter(survivor=survivor, partner=partner, group=group).exists():
        message = _("There is already an open handoff to %(place)s. Go on with that one.")
        raise ValidationError(message % {"place": partner or group}, code="already_open")


def _plans(survivor, user):
    return (
        Handoff.objects.unscoped("the worker's own plan")
        .drafts()
        .filter(survivor=survivor, owner_user=user)
    )


def _keep(plan, by):
    plan.state_since = clock.today()
    return save(plan, by)


def save(handoff, by):
    handoff._history_user = by
    handoff.full_clean()
    handoff.save()
    return handoff
