"""Contacts, wishes and peers in a person's own copy of what we keep (S69)."""

from itertools import groupby

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coordination import vault
from coordination.registry.disclosable import item
from mentors.contacts.models import Contact
from mentors.pairing.models import Pairing
from mentors.wishes.models import Wishes
from mentors.wishes.words import rows


@item(
    "own_wishes",
    label=_("what they asked for in a peer"),
    to_herself=True,
    hers=_("What you asked for in a peer"),
)
def own_wishes(survivor):
    """Each wish and how much it matters; then who walks with her, by kind and never by name."""
    wishes = Wishes.objects.unscoped("her own copy").filter(survivor=survivor).first()
    lines = [f"{row['term']}: {row['value']}" for row in rows(wishes)] if wishes else []
    if wishes and wishes.words:
        lines.append(say("In your words: %(words)s") % {"words": wishes.words})
    walking = Pairing.objects.unscoped("her own copy").walking().filter(survivor=survivor)
    for pairing in walking.order_by("started_on"):
        named = {"kind": pairing.get_kind_display(), "day": date_format(pairing.started_on)}
        lines.append(say("A %(kind)s walks with you since %(day)s.") % named)
    return lines


@item(
    "own_contacts",
    label=_("the days we were in touch"),
    to_herself=True,
    hers=_("The days we were in touch"),
)
def own_contacts(survivor):
    """The days of each month, the newest month first; tries that reached nobody do not count."""
    reached = Contact.objects.unscoped("her own copy").reached().filter(survivor=survivor)
    moments = reached.order_by("-happened_at").values_list("happened_at", flat=True)
    days = [timezone.localdate(moment) for moment in moments]
    lines = []
    for month, found in groupby(days, key=lambda day: date_format(day, "F Y")):
        numbers = sorted({day.day for day in found})
        lines.append(f"{month}: {', '.join(map(str, numbers))}")
    return lines


@item(
    "own_notes",
    label=_("notes"),
    to_herself=True,
    hers=_("What was written down"),
    opens=[vault.NOTES],
    by_reader=True,
)
def own_notes(survivor, by):
    """Notes that whoever hands out the copy reads anyway, newest first (PAIR-10 holds here too)."""
    rows = Contact.objects.standing().filter(survivor=survivor).newest().readable_by(by)
    return [f"{_day(row)}: {row.note}" for row in rows if row.note]


def _day(contact):
    return date_format(timezone.localdate(contact.happened_at), "F j, Y")
