"""What an offered peer may read: wishes, times and distance, never who she is (settled 5)."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coordination import vault
from mentors.peers.models import Kind
from mentors.wishes.models import Weight, Wishes


class Distance(models.TextChoices):
    """About how far apart they are, as the manager knows it."""

    NEAR = "near", gettext_lazy("20 minutes or less")
    MIDDLE = "middle", gettext_lazy("About 45 minutes")
    FAR = "far", gettext_lazy("An hour or more")
    PHONE = "phone", gettext_lazy("By phone only")


def sheet(survivor, *, kind, distance=""):
    """
    Lines for the peer. Her own words are left out: they could tell who she is.

    Her wishes are opened here only to be sealed again under the peer's key.
    """
    walks = _("a navigator") if kind == Kind.NAVIGATOR else _("a mentor")
    lines = [_("Someone asks for %(kind)s.") % {"kind": walks}]
    with vault.acting_as("write the sheet an offered peer may read"):
        held = Wishes.objects.unscoped("her wishes").filter(survivor=survivor).first()
        wishes = held.counting() if held else []
    for trait, wish in wishes:
        weight = _("must have") if wish["weight"] == Weight.MUST else _("would be nice")
        words = ", ".join(trait.words(wish["want"]))
        line = _("%(trait)s: %(words)s (%(weight)s).")
        lines.append(line % {"trait": trait.label, "words": words, "weight": weight})
    if not wishes:
        lines.append(_("They did not say yet what matters to them."))
    if distance:
        lines.append(_("Distance: %(far)s.") % {"far": Distance(distance).label.lower()})
    return lines
