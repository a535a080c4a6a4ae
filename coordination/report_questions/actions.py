"""Keeping what she answered for reports."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.report_questions.lists import RATHER_NOT
from coordination.report_questions.models import ReportAnswers
from coordination.survivors.models import Survivor


@transaction.atomic
def set_report_answers(*, survivor, answers, by, seen=None):
    """
    Keep her answers: pairs of (QuestionList, codes). No codes: not asked, and nothing is kept.

    Each keeps the version of its list and the day it was first given. Questions that are not
    named stay as they are. `seen`: the `mark` of the answers the page was made from ("" for
    none), where there was a page. Raises ValidationError `not_in_list`, `one_answer`, or `changed`
    when somebody saved after that page was opened.
    """
    Survivor.objects.lock(survivor.pk)
    row = ReportAnswers.objects.unscoped("her answers").filter(survivor=survivor).first()
    if seen is not None and seen != (row.mark if row else ""):
        message = _("Someone changed this while you were writing. Look at what is saved now.")
        raise ValidationError(message, code="changed")
    row = row or ReportAnswers(survivor=survivor, owner=survivor.pk)
    held = dict(row.answers)
    for asked, said in answers:
        held.pop(asked.id, None) if not said else _keep(held, asked, _checked(asked, said))
    row.answers, row.asked_on = held, clock.today()
    row.full_clean()
    row.save()
    return row


def _keep(held, asked, said):
    entry = {"list": asked.version, "said": said}
    before = held.get(asked.id, {})
    same = {key: before.get(key) for key in entry} == entry
    held[asked.id] = before if same else entry | {"on": clock.today().isoformat()}


def _checked(asked, said):
    """Her codes in the order of the list; "prefers not to say" stands alone."""
    if RATHER_NOT in said:
        return [RATHER_NOT]
    codes = [code for code, _label in asked.choices if code in said]
    if len(codes) != len(set(said)):
        raise ValidationError(_("Choose from the list."), code="not_in_list")
    if len(codes) > 1 and not asked.several:
        raise ValidationError(_("Choose one."), code="one_answer")
    return codes
