"""What happens to a check-in. The user who acts is always its subject."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.instruments import DAYBOOK_SHORT, NotAnAnswer, score
from coordination.models import User
from selfcare.wall import Level

from .models import CheckIn, Pulse, SharedResult


@transaction.atomic
def check_in(*, by, answers, finished):
    """
    Keep Rosa's answers (item to value, None for a blank); `finished` closes the check-in.

    An earlier draft of hers goes on. Nothing is shared by finishing. Raises ValidationError when
    an answer is not one of the steps.
    """
    try:
        score(DAYBOOK_SHORT, answers)
    except NotAnAnswer:
        raise ValidationError(_("Choose one of the words in each row."), code="choice") from None
    User.objects.select_for_update().get(pk=by.pk)  # two tabs of hers wait for each other
    own = CheckIn.objects.unscoped("one's own").filter(subject=by)
    row = own.drafts().first() or CheckIn(subject=by, owner=by.pk)
    row.answers = {str(item): value for item, value in answers.items() if value is not None}
    if finished:
        row.finished_on = clock.today()
        row.turn = (own.aggregate(last=Max("turn"))["last"] or 0) + 1
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def share(*, check_in, level, by):
    """
    Let Rosa's supervisor see this much of one check-in from now on; at *nothing*, no row is left.

    Raises ValidationError `unfinished` for a draft and PermissionError for somebody else's row.
    """
    check_in = CheckIn.objects.lock(check_in.pk)
    if check_in.subject_id != by.pk:
        raise PermissionError("Only its subject shares a check-in.")
    if check_in.finished_on is None:
        raise ValidationError(_("Finish the check-in first."), code="unfinished")
    shared = SharedResult.objects.unscoped("one's own").filter(check_in=check_in)
    if level == Level.NOTHING:
        shared.delete()
        return check_in
    row = shared.first() or SharedResult(check_in=check_in, subject=by, owner=by.pk)
    row.level, row.on = level, check_in.finished_on
    row.values = projection(check_in.result(), level)
    row.full_clean()
    row.save()
    return check_in


def projection(result, level):
    """What a level shows of a result, as plain values; blanks stay out."""
    if level not in (Level.BANDS, Level.SCORES):
        return {}
    shown = {}
    for name, scale in result.scores.items():
        shown[name] = {"band": scale.band}
        if level == Level.SCORES and scale.scorable:
            lowest, highest = DAYBOOK_SHORT.span(name)
            shown[name] |= {"value": scale.value, "lowest": lowest, "highest": highest}
    return shown


def keep_pulse(*, by, feeling):
    """Keep one tap for its subject. Raises ValidationError when it is neither okay nor heavy."""
    if feeling not in Pulse.Feeling.values:
        raise ValidationError(_("Choose Okay, Heavy or Skip."), code="choice")
    pulse = Pulse(subject=by, owner=by.pk, feeling=feeling)
    pulse.full_clean()
    pulse.save()
    return pulse


def drop_stale_drafts():
    """Drafts look back two weeks; older ones describe another time and go. For `run_due`."""
    oldest = clock.today() - timedelta(days=DAYBOOK_SHORT.days)
    CheckIn.objects.unscoped("the daily job").drafts().filter(started_on__lt=oldest).delete()
