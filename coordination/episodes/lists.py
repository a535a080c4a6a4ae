"""The periods of one person, as her page lists them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coordination.access import listing
from coordination.episodes.models import Episode

WORDS = {
    "planned": gettext_lazy("Opened"),
    "waiting": gettext_lazy("Asked for a peer"),
    "active": gettext_lazy("Started"),
    "on_hold": gettext_lazy("Paused"),
    "finished": gettext_lazy("Finished"),
    "cancelled": gettext_lazy("Ended before it started"),
}


class Period:
    """One period and what happened in it, oldest first: (words, day, who)."""

    def __init__(self, episode, versions):
        self.episode = episode
        self.lines = list(_lines(episode, versions))


def periods(request, survivor):
    """Her periods, newest first. Costs the same for one and for twenty."""
    rows = Episode.objects.filter(survivor=survivor).newest()
    rows = listing(request, rows.select_related("opened_by", "ended_by"))
    history = Episode.history.filter(survivor_id=survivor.pk).select_related("history_user")
    versions = {}
    for version in history.order_by("history_date", "history_id"):
        versions.setdefault(version.id, []).append(version)
    return [Period(row, versions.get(row.pk, [])) for row in rows]


def _lines(episode, versions):
    """Each change of step once; a period older than its history says its two days."""
    before = None
    for version in versions:
        if version.status != before:
            day = version.ended_on or version.history_date
            who = version.history_user.name if version.history_user else ""
            yield {"text": _again(version.status, before), "day": day, "who": who}
            before = version.status
    if not versions:
        yield {"text": _("Opened"), "day": episode.started_on, "who": ""}
        if episode.ended_on:
            yield {"text": WORDS[episode.status], "day": episode.ended_on, "who": ""}


def _again(status, before):
    if before == Episode.Status.ON_HOLD and status not in {"finished", "cancelled"}:
        return _("Went on")
    return WORDS[status]
