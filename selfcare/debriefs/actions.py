"""Ask for a debrief, answer with a time, take it back, and close it when it is over."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.inbox.actions import notify, withdraw
from coordination.models import User
from selfcare import wall

from .models import Debrief


@transaction.atomic
def ask_debrief(*, wanted, by):
    """
    Tell by's supervisor that they would like a debrief; asked again, the same request changes.

    Raises ValidationError `no_supervisor` when nobody would see it.
    """
    supervisor = wall.supervisor_of(by)
    if supervisor is None:
        raise ValidationError(
            _("You have no supervisor in Daybook yet. Talk to one of the people below."),
            code="no_supervisor",
        )
    User.objects.select_for_update().get(pk=by.pk)
    own = Debrief.objects.unscoped("one's own").filter(subject=by)
    debrief = own.open().first() or Debrief(subject=by)
    debrief.wanted = wanted
    debrief.full_clean()
    debrief.save()
    notify(user=supervisor, kind="debrief_asked", path=_answer(debrief), by=by)
    return debrief


@transaction.atomic
def set_debrief_time(*, debrief, at, by):
    """
    Marcus says when. Raises ValidationError when it was closed, lies in the past or is far off.

    Raises PermissionError when `by` is not the supervisor on today's line.
    """
    debrief = Debrief.objects.lock(debrief.pk)
    if not wall.line_of(by).filter(user=debrief.subject_id).exists():
        raise PermissionError("Only today's supervisor answers.")
    if debrief.closed_on:
        raise ValidationError(_("This request is closed. Nothing is left to do."), code="closed")
    if at < clock.now() - timedelta(minutes=5):
        raise ValidationError(_("Choose a time that is still to come."), code="past")
    if at > clock.now() + timedelta(days=14):
        raise ValidationError(_("Choose a time in the next two weeks."), code="too_far")
    debrief.set_for, debrief.set_by = at, by
    debrief.full_clean()
    debrief.save()
    notify(user=debrief.subject, kind="debrief_time", path=reverse("ask_debrief"), by=by)
    return debrief


@transaction.atomic
def close_debrief(*, debrief, by):
    """The one who asked no longer needs it. Closing twice changes nothing."""
    debrief = Debrief.objects.lock(debrief.pk)
    if debrief.subject_id != by.pk:
        raise PermissionError("Only the one who asked takes it back.")
    if debrief.closed_on is None:
        debrief.closed_on = clock.today()
        debrief.save()
        withdraw(kind="debrief_asked", path=_answer(debrief))
    return debrief


def _answer(debrief):
    """Where a supervisor answers: a page that is there only while the request is open."""
    return reverse("set_debrief_time", args=[debrief.ref])


def close_for(subject):
    """Close the subject's open debrief: a session took place."""
    open_ones = Debrief.objects.unscoped("the session that took place").open()
    _close(open_ones.filter(subject=subject))


def close_past():
    """Close requests whose time was before today. For `run_due`."""
    open_ones = Debrief.objects.unscoped("the daily job").open()
    _close(open_ones.filter(set_for__lt=clock.now() - timedelta(days=1)))


def _close(rows):
    for debrief in rows:
        withdraw(kind="debrief_asked", path=_answer(debrief))
    rows.update(closed_on=clock.today())
