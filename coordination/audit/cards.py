"""Who has looked, on a person's page."""

from django.utils.translation import gettext_lazy as _

from coordination.audit import reading
from coordination.registry.cards import card


@card(
    place="person",
    order=90,
    title=_("Who has looked"),
    template="coordination/audit/cards/looked.html",
    permission="coordination.view_people",
    anchor="looked",
)
def looked(request, survivor):
    """
    Who looked this month. A peer may see only when they looked themselves: that is one link away,
    and her page asks nothing for it.
    """
    actors = reading.readers_for(request.user)
    if actors == {request.user.pk}:
        return {"person": survivor, "own_only": True}
    staff = reading.Staff()
    found = reading.this_month(survivor.pk, actors)
    outside = reading.outside_team(survivor.pk, [actor for actor, *_rest in found], staff)
    readers = [
        {"name": staff.name(actor), "times": times, "last": last, "outside": actor in outside}
        for actor, times, last in found
    ]
    readers.sort(key=lambda reader: not reader["outside"])
    return {"person": survivor, "readers": readers, "outside": bool(outside), "all": not actors}
