"""The places a plan can go to: partners, those she has an agreement with first, and groups."""

from dataclasses import dataclass, field

from django.db.models import Prefetch
from django.utils import formats
from django.utils.translation import gettext as _

from referrals.consent.models import Consent
from referrals.groups.models import Group, Meeting
from referrals.partners.models import Partner

PARTNERS_SHOWN = 12
FOUND_SHOWN = 12


@dataclass
class Places:
    """Choices of one question with their rows and hints; `found`: how many a search brought."""

    rows: dict = field(default_factory=dict)
    hints: dict = field(default_factory=dict)
    choices: list = field(default_factory=list)
    found: int = 0

    def add(self, heading, found):
        """Add (row, hint) pairs under a heading, without those already there."""
        options = []
        for row, hint in found:
            key = key_of(row)
            if key not in self.rows:
                self.rows[key] = row
                self.hints[key] = hint
                options.append((key, str(row)))
        if options:
            self.choices.append((heading, options))


def key_of(row):
    """How a form names a place; the reference says nothing about it."""
    return f"{'group' if isinstance(row, Group) else 'partner'}-{row.ref}"


def offered(user, survivor, *, text="", chosen=None, key=""):
    """
    What to choose from. `chosen`: the place of the plan; `key`: the one a form came back with;
    `text`: more to look for, among partners and groups.
    """
    places = Places()
    agreements = {
        agreement.partner_id: _("Agreement ends %(day)s")
        % {"day": formats.date_format(agreement.expires_on, "M j")}
        for agreement in Consent.objects.visible_to(user).live().filter(survivor=survivor)
    }
    partners = Partner.objects.visible_to(user).in_order()
    picked = [chosen] if chosen else []
    picked += [row for row in _by_key(user, key) if row not in picked]
    places.add(_("Chosen"), [(row, agreements.get(row.pk, "")) for row in picked])
    covered = [(row, agreements[row.pk]) for row in partners.filter(pk__in=agreements)]
    places.add(_("With an agreement"), covered)
    if text:
        named = _partners(partners.filter(name__icontains=text))
        groups = Group.objects.visible_to(user).listed().matching(text).order_by("name", "pk")
        groups = _groups(groups)
        places.add(_("Partners found"), named)
        places.add(_("Groups found: they are told nothing"), groups)
        places.found = len(named) + len(groups)
    else:
        places.add(_("Partners"), _partners(partners[:PARTNERS_SHOWN]))
    return places


def _by_key(user, key):
    kind, _dash, ref = key.partition("-")
    source = {"partner": Partner.objects, "group": Group.objects}.get(kind)
    return list(source.visible_to(user).filter(ref=ref)) if source else []


def _partners(rows):
    return [(row, str(row.get_kind_display())) for row in rows[:FOUND_SHOWN]]


def _groups(rows):
    current = Meeting.objects.unscoped("times of groups already scoped").current()
    rows = rows.prefetch_related(Prefetch("meetings", current, to_attr="times"))[:FOUND_SHOWN]
    return [(row, " · ".join([str(time) for time in row.times][:2] + [row.area])) for row in rows]
