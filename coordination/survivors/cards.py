"""What a person's own room brings to her page: the newest days of her line of time."""

from django.utils.translation import gettext_lazy as _

from coordination.registry import timeline as time
from coordination.registry.cards import card
from coordination.survivors.line import links

ENTRIES_SHOWN = 10


@card(
    place="person",
    order=60,
    title=_("Timeline"),
    template="coordination/survivors/cards/timeline.html",
    permission="coordination.view_people",
    anchor="timeline",
)
def timeline(request, survivor):
    """The newest entries of her line of time, of all apps; the rest is one link away."""
    line = time.newest(request, survivor, ENTRIES_SHOWN)
    return {"person": survivor, "line": line, "filters": links(request.user)}
