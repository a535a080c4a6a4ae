"""Writing down a contact, correcting it, taking it out."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination import clock, vault
from coordination.goals.actions import add_step, drop_step
from coordination.models import Step, Survivor
from coordination.safe_contact.rule import rule_of
from mentors.contacts.models import OLD_DAYS, Contact
from mentors.pairing.models import Pairing
from mentors.trail import sign

CHANGEABLE = ["kind", "mode", "outcome", "happened_at", "minutes", "safety_changed", "topics"]
CHANGEABLE += ["note", "against_rule", "late_reason", "wait_until", "details", "told", "wants"]
CHANGEABLE += ["together", "reflection"]
LONGEST_WAIT = 366
AFTER_WRITING = _("This was written before that moment. What came later is a new entry.")
Outcome = Contact.Outcome


@transaction.atomic
def log_contact(*, contact, next_step=None):
    """
    Keep a new contact of an open pairing. `next_step`: {"what", "due_on", "who"}, or None; `who`
    is a user, or None when she does it herself.

    Raises ValidationError `against_rule` when she has not said yes to this way and nobody said
    who began, `asked_to_wait` when she asked for time and nobody said so, `no_message`,
    `in_future`, `wait_date`, `needs_reason` (older than 90 days), or `ended`.
    """
    survivor = Survivor.objects.lock(contact.pairing.survivor_id)
    pairing = Pairing.objects.lock(contact.pairing_id)
    if not pairing.is_walking:
        raise ValidationError(_("This pairing has ended. Nothing was saved."), code="ended")
    contact.survivor, contact.owner = survivor, survivor.pk
    contact.written_at = clock.now()
    _check(contact)
    _refuse_against_rule(contact, survivor)
    # Both constraints of the table were asked in words above; the database asks them again.
    sign(contact, contact.author).full_clean(validate_constraints=False)
    if next_step:
        promised = {"who": contact.author} | next_step
        contact.step = _promise(survivor, contact.author, **promised)
    contact.save()
    _keep_last_contact(survivor)
    return contact


def _promise(survivor, by, *, what, who, due_on=None):
    step = Step(survivor=survivor, who=who, by_person=who is None, what=what, due_on=due_on)
    return add_step(step=step, by=by)


@transaction.atomic
def correct_contact(*, contact, changes, reason="", by):
    """
    Change an entry one wrote oneself; the version before stays in its history (NOTE-2).

    After 24 hours it is a correction and needs a reason. Raises ValidationError `not_author`,
    `needs_reason`, `already_in_error`, and what `log_contact` raises.
    """
    survivor, held = _locked(contact, by)
    if not held.is_fresh:
        if not reason.strip():
            message = _("Write in a few words why you correct this.")
            raise ValidationError(message, code="needs_reason")
        held.corrected_at, held.correction_reason = clock.now(), reason.strip()
    before = (held.mode, held.outcome, held.kind)
    with vault.acting_as("see what changed"):  # what stays the same is not sealed anew
        for name in CHANGEABLE:
            if name in changes and getattr(held, name) != changes[name]:
                setattr(held, name, changes[name])
    _check(held)
    if before != (held.mode, held.outcome, held.kind):
        _refuse_against_rule(held, survivor)
    sign(held, by).full_clean()
    held.save()
    _keep_last_contact(survivor)
    return held


@transaction.atomic
def mark_error(*, contact, reason, by):
    """Take an entry out of every list, with a reason; nothing is deleted."""
    if not reason.strip():
        raise ValidationError(_("Write in a few words what was wrong."), code="needs_reason")
    return _take_out(contact, reason.strip(), by)


@transaction.atomic
def undo_contact(*, contact, by):
    """
    Take out an entry written within ten minutes, and drop the step promised with it (S26).

    Nobody is asked why. Raises ValidationError `too_late`, `already_in_error`, `not_author`.
    """
    if not contact.is_undoable and not contact.in_error:
        message = _("Ten minutes have passed. Write in a few words what was wrong.")
        raise ValidationError(message, code="too_late")
    held = _take_out(contact, "", by)
    if held.step is not None:
        drop_step(step=held.step, by=by)
    return held


def _take_out(contact, reason, by):
    survivor, held = _locked(contact, by)
    held.in_error, held.error_reason = True, reason
    sign(held, by).full_clean()
    held.save()
    _keep_last_contact(survivor)
    return held


def _locked(contact, by):
    survivor = Survivor.objects.lock(contact.survivor_id)
    held = Contact.objects.lock(contact.pk)
    if held.author_id != by.pk:
        message = _("Only the person who wrote this can change it.")
        raise ValidationError(message, code="not_author")
    if held.in_error:
        message = _("This entry is marked as entered in error already.")
        raise ValidationError(message, code="already_in_error")
    return survivor, held


def _check(contact):
    """What makes an entry whole. What belongs to another answer is dropped."""
    if contact.happened_at > clock.now():
        message = _("The contact must be today or earlier.")
        raise ValidationError(message, code="in_future")
    if contact.happened_at > contact.written_at:
        raise ValidationError(AFTER_WRITING, code="after_writing")
    if contact.outcome == Outcome.NO_ANSWER:
        contact.minutes = None
    if contact.outcome == Outcome.TALKED and not contact.minutes:
        raise ValidationError(_("Choose how long it was."), code="minutes_missing")
    if contact.outcome != Outcome.ASKED_TO_WAIT:
        contact.wait_until = None
    _check_wait(contact)
    old = contact.written_at - contact.happened_at > timedelta(days=OLD_DAYS)
    with vault.acting_as("whether a late entry says why"):
        explained = bool(contact.late_reason.strip())
    if old and not explained:
        message = _("This was more than 90 days ago. Write in a few words why it comes now.")
        raise ValidationError(message, code="needs_reason")


def _check_wait(contact):
    if contact.wait_until is None:
        return
    days = (contact.wait_until - timezone.localdate(contact.happened_at)).days
    if not 0 < days <= LONGEST_WAIT:
        message = _("Choose a day after the contact, within a year.")
        raise ValidationError(message, code="wait_date")


def wait_in_force(contact):
    """The entry in which she asked this peer to wait, when that held on the day of `contact`."""
    day = timezone.localdate(contact.happened_at)
    rows = Contact.objects.unscoped("whether she asked to wait").waiting(day)
    rows = rows.filter(pairing=contact.pairing_id, happened_at__lt=contact.happened_at)
    return rows.exclude(pk=contact.pk).order_by("-happened_at").first()


def _refuse_against_rule(contact, survivor):
    """The safe-contact rule, and her wait, are asked where they could be broken (NOTE-4)."""
    if contact.kind == Contact.Kind.GROUP:
        return
    with vault.acting_as("ask her contact rule"):
        rule = rule_of(survivor)
    if contact.outcome == Outcome.LEFT_MESSAGE and not rule.may_leave_message(contact.mode):
        message = _("Their rule says no messages. Choose what happened.")
        raise ValidationError(message, code="no_message")
    wait = wait_in_force(contact)
    if not rule.allows(contact.mode) and not contact.against_rule:
        message = _("They have not said yes to this way. Say who began.")
        raise ValidationError(message, code="against_rule")
    if wait and not contact.against_rule:
        raise ValidationError(_("They asked to wait. Say who began."), code="asked_to_wait")
    if rule.allows(contact.mode) and not wait:
        contact.against_rule = ""


def _keep_last_contact(survivor):
    """The day she was last reached, for lists. A derived day: her history is not made for it."""
    reached = Contact.objects.unscoped("the last time she was reached").reached()
    last = reached.filter(survivor=survivor).aggregate(last=Max("happened_at"))["last"]
    day = timezone.localdate(last) if last else None
    if day != survivor.last_contact_on:
        rows = Survivor.objects.unscoped("keep her last contact").filter(pk=survivor.pk)
        rows.update(last_contact_on=day)
        survivor.last_contact_on = day
