"""Keeping answers, correcting them, the safety steps, and leaving somebody in peace."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.inbox.actions import notify
from coordination.instruments import score
from coordination.outcomes.measures import RATHER_NOT
from coordination.outcomes.models import DRAFT_DAYS, Asking, Outcome
from coordination.registry import line
from coordination.survivors.models import Survivor

OLDEST_DAYS = 730


@transaction.atomic
def keep_answers(*, outcome, answers, finished, by):
    """
    Keep answers (question to value, None for not asked) of a set that `by` asks; others stay.

    A set begun before goes on, so what is saved half way is never lost. An answer that matters by
    itself opens the safety page in the same transaction, whatever else is blank. Raises
    ValidationError `closed`, `not_wanted`, `finished`, `choice`, `empty`, `in_future`, `too_old`.
    """
    survivor = Survivor.objects.lock(outcome.survivor_id)
    _refuse_closed(survivor)
    row = _going_on(outcome, by)
    row.owner, row.asked_on = survivor.pk, outcome.asked_on
    row.stated = outcome.stated if row.pk == outcome.pk else outcome.stated or row.stated
    before = row.answers
    row.answers = _merged(row, answers)
    _check(row)
    if finished:
        row.finished_at = clock.now()
    _open_safety(row, before, by)
    return _save(row, by)


@transaction.atomic
def correct_outcome(*, outcome, answers, asked_on, stated="", reason="", by):
    """
    Change a set one asked oneself; the version before stays in its history.

    After 24 hours it is a correction and needs a reason. Raises ValidationError `not_author`,
    `already_in_error`, `needs_reason`, and what `keep_answers` raises.
    """
    row = _own(outcome, by)
    if not row.is_fresh:
        if not reason.strip():
            message = _("Write in a few words why you correct this.")
            raise ValidationError(message, code="needs_reason")
        row.corrected_at, row.correction_reason = clock.now(), reason.strip()
    row.asked_on, row.stated = asked_on, stated
    before = row.answers
    row.answers = _merged(row, answers)
    _check(row)
    _open_safety(row, before, by)
    return _save(row, by)


@transaction.atomic
def mark_error(*, outcome, reason, by):
    """Take a set out of every list, with a reason; nothing is deleted."""
    row = _own(outcome, by)
    if not reason.strip():
        raise ValidationError(_("Write in a few words what was wrong."), code="needs_reason")
    row.in_error, row.error_reason = True, reason.strip()
    return _save(row, by)


@transaction.atomic
def read_safety(*, outcome, talked, by):
    """Somebody read the safety page; `talked`: they have talked with their supervisor."""
    row = Outcome.objects.lock(outcome.pk)
    day = clock.today().isoformat()
    held = dict(row.safety)
    held.setdefault("read", day)
    if talked:
        held.setdefault("talked", day)
    if held != row.safety:
        row.safety = held
        _save(row, by)
    return row


@transaction.atomic
def set_asking(*, survivor, wanted, by):
    """Ask her no more, or ask again. The day is kept and no reason; said twice changes nothing."""
    survivor = Survivor.objects.lock(survivor.pk)
    rows = Asking.objects.unscoped("what its caller asked for")
    row = rows.filter(survivor=survivor).first() or Asking(survivor=survivor)
    if (row.off_since is None) == wanted:
        return row
    row.off_since = None if wanted else clock.today()
    return _save(row, by)


def close_drafts(now):
    """What was begun and left for two weeks is closed as it stands. For `run_due`."""
    old = now - timedelta(days=DRAFT_DAYS)
    drafts = Outcome.objects.unscoped("the daily job").drafts().filter(written_at__lt=old)
    for key in list(drafts.values_list("pk", flat=True)):
        with transaction.atomic():
            row = Outcome.objects.lock(key)
            if row.finished_at is None and not row.in_error:
                row.finished_at = now
                _save(row, row.asked_by)


# Inside ---------------------------------------------------------------------------------


def _refuse_closed(survivor):
    if survivor.status == Survivor.Status.FINISHED:
        message = _("Their record is finished. Open it again before you ask.")
        raise ValidationError(message, code="closed")
    off = Asking.objects.unscoped("whether she wants to be asked").filter(
        survivor=survivor, off_since__isnull=False
    )
    if off.exists():
        message = _("They do not want to be asked. If that changed, say so on the page before.")
        raise ValidationError(message, code="not_wanted")


def _going_on(outcome, by):
    """The set begun before, or this new one. One that was finished elsewhere is not reopened."""
    own = Outcome.objects.unscoped("one's own").filter(asked_by=by)
    if not outcome._state.adding:
        row = own.filter(pk=outcome.pk).select_for_update(of=("self",)).first()
        if row is None or row.finished_at or row.in_error:
            message = _("This was finished in another window. Open it there to change it.")
            raise ValidationError(message, code="finished")
        return row
    same = own.drafts().filter(survivor=outcome.survivor_id, measure=outcome.measure)
    outcome.asked_by = by
    return same.select_for_update(of=("self",)).first() or outcome


def _own(outcome, by):
    Survivor.objects.lock(outcome.survivor_id)
    row = Outcome.objects.lock(outcome.pk)
    if row.asked_by_id != by.pk:
        message = _("Only the person who wrote this can change it.")
        raise ValidationError(message, code="not_author")
    if row.in_error:
        message = _("This entry is marked as entered in error already.")
        raise ValidationError(message, code="already_in_error")
    return row


def _merged(row, answers):
    """The answers held, with these on top; None takes one away. Raises `choice`."""
    questions = {question.key: question for question in row.asked.questions}
    merged = dict(row.answers)
    for key, value in answers.items():
        if value is None:
            merged.pop(key, None)
        elif key in questions and questions[key].takes(value):
            merged[key] = value
        else:
            raise ValidationError(_("Choose one of the answers in each row."), code="choice")
    if not merged:
        message = _("Nothing is answered yet. Choose an answer, or go back.")
        raise ValidationError(message, code="empty")
    return merged


def _check(row):
    days = (clock.today() - row.asked_on).days
    if days < 0:
        raise ValidationError(_("The day must be today or earlier."), code="in_future")
    if days > OLDEST_DAYS:
        message = _("That is more than two years ago. Check the year.")
        raise ValidationError(message, code="too_old")


def who_is_told(row):
    """
    Who hears that the one who asked would like a word: their supervisor of today, where her record
    is open to them. Nobody else would ever find the notice.
    """
    supervisor = line.supervisor_of(row.asked_by)
    if supervisor is None:
        return None
    seen = Survivor.objects.visible_to(supervisor).filter(pk=row.survivor_id)
    return supervisor if seen.exists() else None


def _open_safety(row, before, by):
    """
    PHQ-9 item 9 above 0, whatever the total; the supervisor is told that a word is wanted.

    `before`: the answers held until now. Written higher later, it opens anew.
    """
    flagged = bool(row.text_id and score(row.asked.key, row.numbers()).flags)
    if not flagged:
        row.safety = {}
    elif not row.safety or _rose(row, before):
        row.safety = {"opened": clock.today().isoformat()}
        supervisor = who_is_told(row)
        if supervisor is not None:
            path = reverse("survivor", args=[row.survivor.ref])
            notify(user=supervisor, kind="word_wanted", path=path, survivor=row.survivor, by=by)


def _rose(row, before):
    keys = [str(flag.item) for flag in row.asked.key.flags]
    return any(_number(row.answers, key) > _number(before, key) for key in keys)


def _number(answers, key):
    value = answers.get(key, 0)
    return 0 if value == RATHER_NOT else value


def _save(row, by):
    row._history_user, row._history_date = by, clock.now()
    row.full_clean()
    row.save()
    return row
