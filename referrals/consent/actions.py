"""Offering, signing, declining and stopping a sharing agreement."""

import hashlib
import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from coordination import clock
from coordination.models import Organisation, Step, Survivor
from coordination.records import ALPHABET
from referrals.consent import elements, stopping, wording
from referrals.consent.models import AgreementDraft, Consent, ConsentEvent, HandOver

Kind = ConsentEvent.Kind
Status = Consent.Status
TOKEN_MINUTES = 15
EXTENSIONS = 10
TOKEN_LETTERS = 32
DRAFT_DAYS = 7


@transaction.atomic
def draft_agreement(*, agreement, good="", think="", by):
    """
    Write an agreement down, ready for the person to answer. `agreement` is unsaved.

    An unanswered one with the same partner is replaced. `good` and `think` are what was talked
    over; empty means our own words. Raises ValidationError by field when an element is missing.
    """
    survivor = Survivor.objects.lock(agreement.survivor_id)
    organisation = Organisation.current()
    agreement.owner = survivor.pk
    agreement.starts_on = clock.today()
    agreement.witness = by
    elements.check(agreement, organisation)
    _replace_unanswered(agreement, by)
    agreement.wording = wording.VERSIONS[agreement.language]
    agreement.text = wording.agreement_text(
        agreement,
        organisation,
        good=good or wording.good_things(agreement.partner),
        think=think or wording.think_about(agreement.partner),
    )
    _save(agreement, by)
    _event(agreement, Kind.OFFERED, by)
    drop_draft(survivor=survivor, by=by)
    return agreement


def _replace_unanswered(agreement, by):
    open_questions = Consent.objects.unscoped("unanswered ones with this partner").filter(
        survivor=agreement.survivor, partner=agreement.partner, status=Status.DRAFT
    )
    for old in Consent.objects.lock_all(open_questions):
        old.status = Status.REPLACED
        _sign(old, by).save()
        _event(old, Kind.REPLACED, by)


@transaction.atomic
def sign_agreement(*, agreement, signature, told_back=None, read_aloud=None, by):
    """
    The person agreed and typed her name. It holds from this moment.

    Raises ValidationError: signature (no name), already_answered, end (its last day came first).
    """
    held = Consent.objects.lock(agreement.pk)
    if held.status == Status.SIGNED:
        return held
    _refuse_answered(held)
    name = wording.plain(signature)
    if not name:
        message = _("Type your name. You can also choose No thank you.")
        raise ValidationError(message, code="signature")
    if held.expires_on <= clock.today():
        message = _("The end date has passed. Make a new agreement with a later date.")
        raise ValidationError(message, code="end")
    held.status, held.signature, held.signer = Status.SIGNED, Consent.Signature.TYPED, name
    held.signed_at = clock.now()
    held.starts_on = clock.today()
    held.told_back = held.told_back if told_back is None else told_back or held.told_back
    held.read_aloud = held.read_aloud if read_aloud is None else read_aloud or held.read_aloud
    _save(held, by)
    _event(held, Kind.SIGNED, by)
    return held


@transaction.atomic
def decline_agreement(*, agreement, by):
    """She said no. That is recorded and changes nothing else (CON-5)."""
    held = Consent.objects.lock(agreement.pk)
    if held.status == Status.DECLINED:
        return held
    _refuse_answered(held)
    held.status = Status.DECLINED
    _save(held, by)
    _event(held, Kind.SAID_NO, by)
    return held


@transaction.atomic
def stop_sharing(*, agreement, how_told=Consent.Told.SAID, by):
    """
    Stop an agreement at once, on any expression by any channel (CON-13). Twice is once.

    Nothing here validates: no rule about an old row may keep somebody from stopping.
    """
    held = Consent.objects.lock(agreement.pk)
    if held.status == Status.DRAFT:
        return _take_back(held, by)
    if held.status != Status.SIGNED:
        return held
    held.status, held.stopped_at = Status.STOPPED, clock.now()
    held.how_told = how_told if how_told in Consent.Told.values else Consent.Told.OTHER
    _sign(held, by).save()
    _event(held, Kind.STOPPED, by, how=held.how_told)
    stopping.tell(held, why="stopped", by=by)
    return held


def _take_back(question, by):
    """Stopping what was never signed: the question is withdrawn, and its screens close."""
    _close_screens(question)
    question.status = Status.REPLACED
    _sign(question, by).save()
    _event(question, Kind.REPLACED, by)
    return question


def _close_screens(agreement):
    screens = HandOver.objects.unscoped("earlier screens").filter(consent=agreement, used_at=None)
    screens.update(expires_at=clock.now())


@stopping.on_stop
def promise_to_tell(agreement, why, by):
    """Somebody calls the partner today: "Tell the partner to stop" (S33)."""
    if why != "stopped":
        return
    what = _("Tell %(partner)s to stop") % {"partner": agreement.partner.name}
    if len(what) > 60:
        what = _("Tell the partner to stop")
    step = Step(survivor_id=agreement.survivor_id, who=by, what=what, due_on=clock.today())
    step.owner = agreement.survivor_id
    _sign(step, by).save()


@transaction.atomic
def mark_ended(*, agreement):
    """The last day is over: say so once, and let what relied on it pause (CON-14)."""
    held = Consent.objects.lock(agreement.pk)
    ended = ConsentEvent.objects.unscoped("said once").filter(consent=held, kind=Kind.ENDED)
    if held.status != Status.SIGNED or held.expires_on >= clock.today() or ended.exists():
        return held
    _event(held, Kind.ENDED, None)
    stopping.tell(held, why="ended", by=None)
    return held


# The screen she decides on ----------------------------------------------------------------


@transaction.atomic
def hand_over(*, agreement, by):
    """
    A token for the screen the person decides on. Kept only as a digest; earlier ones die.

    Raises ValidationError when she has already answered.
    """
    held = Consent.objects.lock(agreement.pk)
    _refuse_answered(held)
    _close_screens(held)
    token = "".join(secrets.choice(ALPHABET) for _letter in range(TOKEN_LETTERS))
    HandOver(consent=held, token_hash=digest(token), expires_at=_soon(), by=by).save()
    return token


@transaction.atomic
def more_time(*, screen):
    """Another quarter of an hour, up to ten times (WCAG 2.2.1)."""
    held = HandOver.objects.lock(screen.pk)
    if held.used_at is None and held.expires_at > clock.now() and held.extended < EXTENSIONS:
        held.expires_at, held.extended = _soon(), held.extended + 1
        held.save()
    return held


@transaction.atomic
def answer(*, screen, sign, signature="", told_back=False, read_aloud=False):
    """
    What she chose on the handed-over screen. The token dies with the answer, whatever it was.

    Raises ValidationError (nothing is used up) when the name is missing or the time is over.
    """
    agreement = Consent.objects.lock(screen.consent_id)
    held = HandOver.objects.lock(screen.pk)
    if held.used_at is not None or held.expires_at <= clock.now():
        message = _("This page has timed out to protect you. Hand it back.")
        raise ValidationError(message, code="timed_out")
    if sign:
        agreement = sign_agreement(
            agreement=agreement,
            signature=signature,
            told_back=told_back,
            read_aloud=read_aloud,
            by=held.by,
        )
    else:
        agreement = decline_agreement(agreement=agreement, by=held.by)
    held.used_at = clock.now()
    held.save()
    return agreement


def digest(token):
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _soon():
    return clock.now() + timedelta(minutes=TOKEN_MINUTES)


# Drafts -----------------------------------------------------------------------------------


@transaction.atomic
def keep_draft(*, survivor, answers, by):
    """Keep what was answered so far; one draft for each person and member of staff."""
    Survivor.objects.lock(survivor.pk)
    found = AgreementDraft.objects.unscoped("their own draft").filter(survivor=survivor, author=by)
    draft = found.first() or AgreementDraft(survivor=survivor, owner=survivor.pk, author=by)
    draft.answers, draft.kept_at = answers, clock.now()
    draft.full_clean()
    draft.save()
    return draft


@transaction.atomic
def drop_draft(*, survivor, by):
    """There is nothing to agree on any more."""
    mine = AgreementDraft.objects.unscoped("their own draft")
    mine.filter(survivor=survivor, author=by).delete()


def drop_old_drafts(now):
    """Drafts live seven days (RET-1)."""
    old = AgreementDraft.objects.unscoped("run_due")
    old.filter(kept_at__lt=now - timedelta(days=DRAFT_DAYS)).delete()


# ------------------------------------------------------------------------------------------


def _refuse_answered(held):
    if held.status != Status.DRAFT:
        message = _("This agreement already has an answer. Make a new one to change it.")
        raise ValidationError(message, code="already_answered")


def _sign(row, by):
    """Name the author of the row's next version, and its moment."""
    row._history_user, row._history_date = by, clock.now()
    return row


def _save(agreement, by):
    agreement.full_clean()
    _sign(agreement, by).save()


def _event(agreement, kind, by, how=""):
    ConsentEvent(
        consent=agreement, owner=agreement.owner, kind=kind, by=by, how=how, at=clock.now()
    ).save()
