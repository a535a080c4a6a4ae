"""
One line of time on a person's page: what each app has to tell of her, newest first (S14).

Two ways to bring something. A *source* is a function that lists its own entries, text and all
(contacts). *Moments* are facts that need few columns (a handoff moved, an agreement was signed):
all moments of all apps come in a single query, however many apps bring some.
"""

from collections import namedtuple
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import (
    BinaryField,
    CharField,
    DateField,
    DateTimeField,
    F,
    IntegerField,
    UUIDField,
    Value,
)
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination.roles import may

# The filters, in the order of their links.
KINDS = {
    "talked": _("Talked"),
    "tries": _("Tries"),
    "groups": _("Groups"),
    "handoffs": _("Handoffs"),
    "sharing": _("Sharing"),
    "steps": _("Steps"),
    "goals": _("Goals"),
}
ALL = _("All")
PER_PAGE = 25
MOST_SKIPPED = 1000  # entries of one day

# Columns of a moment, each with the type both databases must agree on, and what stands there when
# an app has nothing to say. `order` tells two of one moment apart, the later the higher; `sealed`
# carries the bytes of one sealed field, opened by `words`.
TYPES = {
    "day": (DateField(), None),
    "at": (DateTimeField(), None),
    "order": (IntegerField(), 0),
    "key": (UUIDField(), None),
    "what": (CharField(), ""),
    "ref": (CharField(), ""),
    "who": (CharField(), ""),
    "place": (CharField(), ""),
    "sealed": (BinaryField(), None),
}
Moment = namedtuple("Moment", ["source", *TYPES])


@dataclass(frozen=True)
class Source:
    """Where entries come from. `kinds`: which filters it answers; `words`: of a Moment only."""

    kinds: tuple
    permission: str
    rows: callable
    words: callable = None


@dataclass(frozen=True)
class Line:
    """
    A stretch of the line, newest first. `earlier`: the day before which it goes on, `skip`: how
    many of that next stretch were shown already.
    """

    entries: list = field(default_factory=list)
    earlier: date = None
    skip: int = 0


_sources = []


def source(*, kinds, permission):
    """
    Register a function (request, survivor, kind, before, limit) to entries, newest first.

    `kind` is one of `kinds` or "" for all; `before` a day or None: only entries of days before it.
    An entry is a dictionary: day (date or moment), icon, text, meta, and maybe href and note.
    """

    def register(function):
        _sources.append(Source(tuple(kinds), permission, function))
        return function

    return register


def moments(*, kind, permission, words):
    """
    Register a function (user, survivor) to (scoped rows, {column: expression}); `words` turns
    (moment, survivor) into an entry without its day. `day` and `at` must be among the columns.
    """

    def register(function):
        _sources.append(Source((kind,), permission, function, words))
        return function

    return register


def filters(user):
    """The kinds that somebody brings and this user may see: key to label."""
    brought = {kind for one in _sources if may(user, one.permission) for kind in one.kinds}
    return {kind: label for kind, label in KINDS.items() if kind in brought}


def newest(request, survivor, limit):
    """The last few entries, for her page; `earlier` only says whether there are more."""
    found = _collect(request, survivor, "", None, limit + 1)
    return Line(found[:limit], found[limit]["day"] if len(found) > limit else None)


def line(request, survivor, *, kind="", before=None, skip=0, limit=PER_PAGE):
    """
    A stretch of her line, whole days only; a day that fills more than a page goes on with `skip`.

    Costs one query for all moments and what each source asks, however long the line is. The
    caller has fetched her.
    """
    found = _collect(request, survivor, kind, before, skip + limit + 1)[skip:]
    if len(found) <= limit:
        return Line(found)
    cut = found[limit]["day"]  # this day may not be whole
    whole = [entry for entry in found if entry["day"] > cut]
    if whole:
        return Line(whole, whole[-1]["day"])
    after = date.fromordinal(cut.toordinal() + 1)
    return Line(found[:limit], after, limit + (skip if before == after else 0))


def _collect(request, survivor, kind, before, limit):
    asked = [
        one
        for one in _sources
        if may(request.user, one.permission) and (not kind or kind in one.kinds)
    ]
    found = _moments(request.user, survivor, [one for one in asked if one.words], before, limit)
    for one in asked:
        if not one.words:
            entries = one.rows(request, survivor, kind, before, limit)
            found += [_dated(entry, entry["day"]) for entry in entries]
    found.sort(key=lambda entry: (entry["at"], entry.get("order", 0)), reverse=True)
    return found[:limit]


def _dated(entry, moment):
    """The entry with its local day, and a moment to sort by."""
    if isinstance(moment, datetime):
        return {**entry, "day": timezone.localdate(moment), "at": moment}
    return {**entry, "day": moment, "at": _start_of(moment)}


def _start_of(day):
    return timezone.make_aware(datetime(day.year, day.month, day.day))


def start_of(day):
    """The first moment of a day where the organisation works: for `happened_at__lt`."""
    return _start_of(day)


# Moments ------------------------------------------------------------------------------------


def _moments(user, survivor, sources, before, limit):
    """All moments of these sources, in one query."""
    queries = []
    for number, one in enumerate(sources):
        rows, columns = one.rows(user, survivor)
        rows._check()  # inside a union nobody else would ask
        rows = rows.order_by().annotate(**_columns(number, columns))
        if before:
            rows = rows.filter(line_day__lt=before)
        queries.append(rows.values_list(*[f"line_{name}" for name in Moment._fields]))
    if not queries:
        return []
    first, *others = queries
    rows = first.union(*others, all=True) if others else first
    found = [
        Moment(*row)
        for row in rows.order_by("-line_day", "-line_at", "-line_order", "line_key")[:limit]
    ]
    return [_entry(sources[moment.source], moment, survivor) for moment in found]


def _columns(number, given):
    columns = {"source": Value(number)} | {"key": F("pk")} | given
    return {f"line_{name}": columns.get(name) or _nothing(name) for name in Moment._fields}


def _nothing(name):
    kind, blank = TYPES[name]
    return Cast(Value(blank), kind) if blank is None else Value(blank, output_field=kind)


def _entry(source_of, moment, survivor):
    """`at` sorts within the day; its day is the local one the row was written with."""
    entry = source_of.words(moment, survivor)
    at = moment.at if isinstance(moment.at, datetime) else _start_of(moment.day)
    if timezone.localdate(at) != moment.day:  # a row that keeps only a day
        at = _start_of(moment.day)
    return {**entry, "day": moment.day, "at": at, "order": moment.order}
