"""Loading a text, saying that permission is held, and taking it out of use again."""

from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from coordination import clock
from coordination.instruments.models import InstrumentText


@transaction.atomic
def load_text(*, text, by=None):
    """
    Keep a text that a reader made, waiting for permission. `by` is None at the command line.

    The same text loaded again is the row that is there. Raises ValidationError when other words
    stand under the same version already, since old results name the version they were made with.
    """
    rows = InstrumentText.objects.of(text.key_name).filter(language=text.language)
    held = rows.filter(version=text.version).first()
    if held and held.digest == text.digest():
        return held
    if held:
        raise ValidationError(
            _("Version %(version)s is loaded already, with other words: name another version."),
            code="version",
            params={"version": text.version},
        )
    row = InstrumentText(**asdict(text), digest=text.digest(), loaded_by=by)
    row._history_user = by
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def switch_on(*, text, by):
    """
    `by` says that permission to use this text is held; from now on it is the one that is shown.

    A text of the same instrument and language that was on is replaced (INS-2).
    """
    held = _locked(text)
    if held.is_on:
        return held
    others = InstrumentText.objects.switched_on().of(held.key_name).filter(language=held.language)
    for other in others.select_for_update():
        other.replaced_on = clock.today()
        _keep(other, by)
    held.confirmed_on, held.confirmed_by, held.replaced_on = clock.today(), by, None
    return _keep(held, by)


@transaction.atomic
def switch_off(*, text, by):
    """Nobody answers it any more; results that rest on it keep its words."""
    held = _locked(text)
    if not held.is_on:
        return held
    held.replaced_on = clock.today()
    return _keep(held, by)


@transaction.atomic
def remove_text(*, text, by):
    """Take away a text nobody ever used. Raises ValidationError once it was switched on."""
    held = _locked(text)
    if held.ever_on:
        raise ValidationError(
            _("This text was in use, so it stays with its results: switch it off instead."),
            code="state",
        )
    held._history_user = by
    held.delete()
    return held


def _locked(text):
    """All texts of one instrument and language are taken together, so two ticks never cross."""
    rows = InstrumentText.objects.of(text.key_name).filter(language=text.language)
    found = {row.pk: row for row in rows.order_by("pk").select_for_update()}
    if text.pk not in found:
        raise ValidationError(_("Somebody removed this text in the meantime."), code="state")
    return found[text.pk]


def _keep(row, by):
    row._history_user = by
    row.full_clean()
    row.save()
    return row
