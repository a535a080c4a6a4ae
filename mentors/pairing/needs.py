"""What a manager decides about pairings, among what needs them today."""

from django.urls import reverse
from django.utils.translation import gettext as _

from coordination.access import listing
from coordination.registry import needs
from coordination.templatetags.daybook import when
from mentors.pairing.models import Pairing

SHOWN = 7


@needs.source(order=5)
def pairings(request):
    """Pairings nobody but a manager can take further: what to do, never why."""
    rows = Pairing.objects.needs_answer().select_related("survivor", "peer__user")
    rows = rows.order_by("status_since", "pk")
    return [needs.later(_need, row) for row in listing(request, rows, limit=SHOWN)]


def _need(row):
    names = {"name": row.survivor.name, "peer": row.peer.first_name}
    if row.is_walking:
        meta, action = _("Talk with both, then end the pairing."), _("End it")
        href = reverse("end_pairing", args=[row.ref])
    else:
        meta = _("They were to meet: %(day)s. Ask what they want now.")
        meta, action = meta % {"day": when(row.meeting_on)}, _("Record the answer")
        href = reverse("record_answer", args=[row.ref])
    return needs.Need(
        text=_("A pairing needs an answer"),
        name=_("%(name)s and %(peer)s") % names,
        meta=meta,
        href=href,
        action=action,
    )
