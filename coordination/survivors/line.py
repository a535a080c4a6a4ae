"""A person's whole line of time, by kind and by stretches of days (S14)."""

from datetime import date

from django.shortcuts import render

from coordination.access import allowed, fetch
from coordination.registry import timeline as registry
from coordination.survivors.models import Survivor


@allowed("coordination.view_people")
def timeline(request, ref):
    """Everything that happened, newest first; text folded, and only where one may read it."""
    person = fetch(request, Survivor, ref=ref)
    known = registry.filters(request.user)
    kind = request.GET.get("show", "")
    kind = kind if kind in known else ""
    before = day_in(request.GET.get("before", ""))
    context = {
        "person": person,
        "line": registry.line(request, person, kind=kind, before=before, skip=_skip(request)),
        "filters": links(request.user, kind),
        "kind": kind,
        "before": before,
    }
    return render(request, "coordination/survivors/timeline.html", context)


def _skip(request):
    """How many entries of the day were on the page before; 0 for anything that is no number."""
    asked = request.GET.get("skip", "")
    digits = asked.isascii() and asked.isdigit() and len(asked) < 5
    return min(int(asked), registry.MOST_SKIPPED) if digits else 0


def links(user, chosen=""):
    """The filter links of a line of time: all, then each kind somebody brings."""
    kinds = {"": registry.ALL, **registry.filters(user)}
    return [
        {"label": label, "href": f"?show={kind}" if kind else "?", "current": kind == chosen}
        for kind, label in kinds.items()
    ]


def day_in(text):
    """A day as addresses write it (2026-11-24); None for anything else."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1900 < day.year < 3000 else None  # databases keep few more
