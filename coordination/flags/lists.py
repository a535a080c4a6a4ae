"""Safety instructions as pages show them."""

from django.utils.translation import gettext as _

from coordination.access import listing
from coordination.flags.models import Flag

SHOWN = 20


def standing(request, survivor):
    """What holds today about a person whom `fetch` opened."""
    return listing(request, Flag.objects.standing().filter(survivor=survivor))


def ask_before_location(request, survivor):
    """Whether somebody asks her first before any place she is at, or goes to, is shared."""
    asked = Flag.objects.standing().filter(kind=Flag.Kind.ASK_LOCATION, survivor=survivor)
    return bool(listing(request, asked, limit=1))


def trail(request, survivor):
    """
    Rows for the page, newest first: what was written, changed, looked at again, or ended.

    One query for the instructions this reader may see, one for their versions.
    """
    flags = listing(request, Flag.objects.filter(survivor=survivor))
    versions = Flag.history.filter(id__in=[flag.pk for flag in flags])
    versions = versions.select_related("history_user").order_by("history_date", "history_id")
    rows, before = [], {}
    for version in versions:
        rows.append(
            {
                "text": flag_text(version),
                "said": _said(version, before.get(version.id)),
                "by": version.history_user.name if version.history_user else _("Daybook"),
                "at": version.history_date,
            }
        )
        before[version.id] = version
    return rows[: -SHOWN - 1 : -1]


def flag_text(version):
    """The instruction of a stored version, which has no property of the model."""
    return version.words if version.kind == Flag.Kind.OWN else Flag.Kind(version.kind).label


def _said(version, before):
    if before is None:
        return _("Written down")
    if version.ended_on and not before.ended_on:
        return _("Ended")
    if version.shown_to != before.shown_to:
        return _("Shown to: %(who)s") % {"who": Flag.ShownTo(version.shown_to).label}
    return _("Looked at again")
