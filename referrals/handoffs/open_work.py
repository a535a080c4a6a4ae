"""A record is not finished while a handoff has no ending."""

from django.utils.translation import gettext as _

from coordination.registry import open_work, under_way
from referrals.handoffs.models import Handoff


@open_work.kind
def open_handoffs(survivor):
    """One line for each handoff without an ending."""
    rows = Handoff.objects.unscoped("what is still open about her").open().with_place()
    return [
        _("the handoff to %(place)s") % {"place": handoff.place}
        for handoff in rows.filter(survivor=survivor)
    ]


@under_way.kind
def people_with_open_handoffs(people):
    """Those of these people who have a handoff without an ending (PAIR-8: a navigator's clock)."""
    rows = Handoff.objects.unscoped("whose handoff is open").open().filter(survivor__in=people)
    return set(rows.values_list("survivor", flat=True))
