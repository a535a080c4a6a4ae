"""What referrals brings to Find: to start a handoff, and the directory."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coordination.access import listing
from coordination.registry import finds
from coordination.registry.finds import Hit
from referrals.groups.models import Group
from referrals.partners.models import Partner

FEWEST = 2  # one letter would list half of the directory

finds.deed(
    order=30,
    label=_("Start a handoff"),
    url_name="survivor_list",
    permission="referrals.add_handoff",
)


@finds.source(order=10, title=_("Groups"), permission="referrals.view_group")
def groups(request, query):
    """Groups a search may offer, by every word in their name, town or place."""
    if len(query.text) < FEWEST:
        return []
    rows = Group.objects.listed().matching(query.text).order_by("name", "pk")
    found = listing(request, rows, limit=finds.MOST)
    return [Hit(row.name, reverse("group_detail", args=[row.ref]), row.area) for row in found]


@finds.source(order=20, title=_("Partners"), permission="referrals.view_partner")
def partners(request, query):
    """Places we work with, found like names of people: without accents, with one slip."""
    if len(query.text) < FEWEST:
        return []
    rows = [(query.rank(row.name), row) for row in listing(request, Partner.objects.in_order())]
    fits = sorted((pair for pair in rows if pair[0] is not None), key=lambda pair: pair[0])
    return [
        Hit(row.name, reverse("partner", args=[row.ref]), row.get_kind_display())
        for _rank, row in fits[: finds.MOST]
    ]
