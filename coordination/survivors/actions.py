"""What happens to a person's record."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coordination import access, clock, vault
from coordination.episodes import actions as episodes
from coordination.episodes.models import Episode
from coordination.registry import denials, open_work
from coordination.survivors.models import Survivor, new_code

Status = Survivor.Status


def add_survivor(*, survivor, by):
    """
    Start a record. Only a name to call her by is needed (PRI-4).

    Her key is made first, in its own database; an unused key opens nothing.
    """
    vault.create_key(survivor.pk)
    return _save_new(survivor, by)


@transaction.atomic
def _save_new(survivor, by):
    survivor.status_since = survivor.opened_on = clock.today()
    survivor._history_user = by
    while Survivor.plain.filter(code=survivor.code).exists():  # of 33 million, some meet
        survivor.code = new_code()
    survivor.full_clean()
    survivor.save()
    episodes.begin(survivor=survivor, by=by)
    access.refresh(survivor)
    return survivor


@transaction.atomic
def change_survivor(*, survivor, changes, by):
    """Change what is written about her: `changes` maps a field to its new value."""
    held = Survivor.objects.lock(survivor.pk)
    for name, value in changes.items():
        setattr(held, name, value)
    held._history_user = by
    held.full_clean()
    held.save()
    if "asked_on" in changes and held.status != Status.FINISHED:
        episodes.follow(survivor=held, by=by)
    return held


@transaction.atomic
def ask_for_peer(*, survivor, since, by, starts=False):
    """
    Since when she asks for a peer; None when she does not ask now. `starts`: one walks with her.

    Her caller holds the lock on her row, and reads `asked_on` from it afterwards.
    """
    if survivor.asked_on != since:
        survivor.asked_on = since
        survivor._history_user, survivor._history_date = by, clock.now()
        survivor.save()
    episodes.follow(survivor=survivor, by=by, starts=starts)


@transaction.atomic
def set_status(*, survivor, status, by, reason="", what_next="", wants_peer=False):
    """
    Open, pause or finish a record. The same status again changes nothing.

    Finishing needs a `reason` (Episode.Reason) and ends the period; opening again begins a new
    one, in which she waits when `wants_peer`. Raises ValidationError `still_open` when a pairing
    or a handoff would be left without an end, `reason_missing`, or `finished` for a pause of
    what is over.
    """
    held = Survivor.objects.lock(survivor.pk)
    if held.status == status:
        return held
    if status == Status.FINISHED:
        _finish(held, reason, what_next, by)
    elif status == Status.PAUSED:
        _pause(held, by)
    else:
        _open(held, wants_peer, by)
    held.status, held.status_since = status, clock.today()
    held._history_user = by
    held.full_clean()
    held.save()
    access.refresh(held)
    return held


def _finish(held, reason, what_next, by):
    left = open_work.about(held)
    if left:
        message = _("End these first: %(left)s.") % {"left": "; ".join(left)}
        raise ValidationError(message, code="still_open")
    episodes.end(survivor=held, reason=reason, what_next=what_next, by=by)
    held.asked_on, held.in_error = None, reason == Episode.Reason.IN_ERROR


def _pause(held, by):
    if held.status == Status.FINISHED:
        raise ValidationError(_("This record is finished. Open it first."), code="finished")
    episodes.hold(survivor=held, by=by)


def _open(held, wants_peer, by):
    if held.status == Status.PAUSED:
        episodes.resume(survivor=held, by=by)
        return
    held.in_error, held.asked_on = False, clock.today() if wants_peer else None
    episodes.begin(survivor=held, by=by)


@transaction.atomic
def start_service(*, survivor, by):
    """Work with her has begun, with or without a peer. Pressed twice it has begun once."""
    held = Survivor.objects.lock(survivor.pk)
    if held.status != Status.OPEN:
        message = _("This record is paused or finished. Open it first.")
        raise ValidationError(message, code="not_open")
    return episodes.follow(survivor=held, by=by, starts=not held.asked_on)


@transaction.atomic
def deny(*, survivor, user, kind, by):
    """
    Close this record to a user for good: their own, a relative's, a conflict of interest.

    What stood between the two is taken back where its app says so. Closed twice stays closed once.
    """
    survivor = Survivor.objects.lock(survivor.pk)
    rows = access.Denial.objects.unscoped("the deny list")
    denial = rows.filter(survivor=survivor, user=user).first()
    if denial is not None:
        return denial
    denial = access.Denial(survivor=survivor, user=user, kind=kind)
    denial._history_user = by
    denial.full_clean()
    denial.save()
    access.DenialEvent.write(denial, access.DenialEvent.Did.CLOSED, by)
    denials.follow(survivor, user, by)
    access.refresh(survivor)
    return denial


@transaction.atomic
def lift_denial(*, denial, why, by):
    """
    Take somebody off the deny list. Returns the row of the trail, which keeps who, when and why.

    Raises ValidationError `own` for one's own entry or a record of one's own (ROL-6), `no_why`,
    `lifted` when it is gone already.
    """
    survivor = Survivor.objects.lock(denial.survivor_id)
    rows = access.Denial.objects.unscoped("the deny list").select_related("user")
    held = rows.filter(pk=denial.pk).first()
    if held is None:
        raise ValidationError(_("This was lifted already."), code="lifted")
    if held.user_id == by.pk or held.kind == access.Denial.Kind.OWN_RECORD:
        message = _("This stays closed: nobody opens their own record, or lifts their own entry.")
        raise ValidationError(message, code="own")
    if why not in access.DenialEvent.Why.values:
        raise ValidationError(_("Choose why this is lifted."), code="no_why")
    held.survivor = survivor
    event = access.DenialEvent.write(held, access.DenialEvent.Did.LIFTED, by, why)
    held._history_user = by
    held.delete()
    access.refresh(survivor)
    return event
