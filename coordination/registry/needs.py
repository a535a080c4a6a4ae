"""What needs a manager today (S08). Each app brings its rows; Today shows seven at most."""

from dataclasses import dataclass
from functools import partial

from django.utils.functional import SimpleLazyObject

_sources = []


@dataclass(frozen=True)
class Need:
    """
    One row: what it is (`text`), about whom (`name`), one link (`href`, `action`), and `meta`.

    `kind` colors the tag `tag`; both empty: no tag.
    """

    text: str
    href: str
    action: str
    name: str = ""
    meta: str = ""
    tag: str = ""
    kind: str = "due"


def later(make, *about):
    """
    A Need made when it is shown: names open only for the rows that fit, all keys in one query.
    """
    return SimpleLazyObject(partial(make, *about))


def source(*, order):
    """
    Register a function of a request to Needs, the one that waits longest first.

    One that reads sealed words gives `later(make, row)` in place of the Need itself.
    """

    def register(function):
        _sources.append((order, function))
        return function

    return register


def most(request, limit):
    """The first of each source, then the second, up to `limit`; and whether more is left."""
    found = [function(request) for _order, function in sorted(_sources, key=lambda one: one[0])]
    deepest = max(map(len, found), default=0)
    rows = [rows[depth] for depth in range(deepest) for rows in found if depth < len(rows)]
    return rows[:limit], len(rows) > limit
