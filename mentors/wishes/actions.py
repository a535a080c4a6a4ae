"""Writing down what she asked for."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.models import Survivor
from mentors.peers.traits import BY_KEY
from mentors.wishes.models import COUNTS, Weight, Wishes


@transaction.atomic
def set_wishes(*, survivor, answers, words="", by):
    """
    Keep what she asked for, in place of what she asked for before.

    `answers` maps a trait to {"weight": Weight, "want": [codes]}. Raises ValidationError
    `want_missing` when a wish that matters names nothing.
    """
    Survivor.objects.lock(survivor.pk)
    held = Wishes.objects.unscoped("her wishes").filter(survivor=survivor).first()
    held = held or Wishes(survivor=survivor, owner=survivor.pk)
    held.answers = {key: _checked(key, wish) for key, wish in answers.items() if wish}
    held.words, held.asked_on = words.strip(), clock.today()
    held.full_clean()
    held.save()
    return held


def _checked(key, wish):
    trait, weight = BY_KEY[key], Weight(wish["weight"])
    want = [code for code in trait.choices if code in wish.get("want", [])]
    if weight in COUNTS and not want:
        message = _("%(wish)s: choose at least one, or choose Does not matter.")
        raise ValidationError(message, code="want_missing", params={"wish": trait.label})
    return {"weight": weight.value, "want": want if weight in COUNTS else []}
