"""Which people a list shows, and in what order."""

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from coordination.survivors.models import Survivor

FILTERS = {
    "all": _("All"),
    "asked": _("Asked for a peer"),
    "open": _("Open"),
    "paused": _("Paused"),
    "finished": _("Finished"),
}


def filtered(chosen):
    """Survivors of one chip, longest since a contact first, those never reached on top."""
    rows = Survivor.objects.order_by(F("last_contact_on").asc(nulls_first=True), "id")
    if chosen == "asked":
        return rows.filter(status=Survivor.Status.OPEN, asked_on__isnull=False)
    if chosen in Survivor.Status.values:
        return rows.filter(status=chosen)
    return rows.open()
