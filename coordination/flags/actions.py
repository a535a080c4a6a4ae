"""Writing safety instructions down, looking at them again, ending them."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coordination import clock, vault
from coordination.flags.models import LOOK_AGAIN_DAYS, Flag
from coordination.survivors.models import Survivor


@transaction.atomic
def add_flags(*, survivor, kinds, words="", shown_to=Flag.ShownTo.TEAM, review_on, by):
    """
    Write down what to do; `kinds` are Flag.Kind values, `words` the instruction of "own".

    One that stands already is looked at again by the new day, not written twice. Returns the
    person. Raises ValidationError `nothing` without a kind, `no_words`, `past`, `too_far`.
    """
    survivor = Survivor.objects.lock(survivor.pk)
    if not kinds:
        raise ValidationError(_("Choose what to do, or write it."), code="nothing")
    if Flag.Kind.OWN in kinds and not words.strip():
        raise ValidationError(_("Write what to do, in a few words."), code="no_words")
    if review_on <= clock.today():
        raise ValidationError(_("The day to look again must be after today."), code="past")
    standing = {flag.kind: flag for flag in _standing(survivor) if flag.kind != Flag.Kind.OWN}
    for kind in dict.fromkeys(kinds):
        flag = standing.get(kind) or Flag(survivor=survivor, owner=survivor.pk, kind=kind, by=by)
        flag.shown_to, flag.review_on = shown_to, review_on
        if kind == Flag.Kind.OWN:
            flag.words = words.strip()
        _save(flag, by)
    return survivor


@transaction.atomic
def renew_flag(*, flag, by):
    """Still right: look again in 30 days. Raises ValidationError `ended`."""
    held = _locked(flag)
    held.review_on = clock.today() + timedelta(days=LOOK_AGAIN_DAYS)
    return _save(held, by)


@transaction.atomic
def end_flag(*, flag, by):
    """It holds no more; it stays in the history. Raises ValidationError `ended`."""
    held = _locked(flag)
    held.ended_on = clock.today()
    return _save(held, by)


def _locked(flag):
    Survivor.objects.lock(flag.survivor_id)
    held = Flag.objects.lock(flag.pk)
    if held.ended_on:
        raise ValidationError(_("This instruction has ended already."), code="ended")
    return held


def _standing(survivor):
    return Flag.objects.unscoped("what stands already").standing().filter(survivor=survivor)


def _save(flag, by):
    flag._history_user, flag._history_date = by, clock.now()
    with vault.acting_as("check an instruction"):
        flag.full_clean()
    flag.save()
    return flag
