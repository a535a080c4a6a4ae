"""What Find shows: lines under their titles, for nothing typed and for words."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coordination.access import may
from coordination.find import actions
from coordination.find.match import Query
from coordination.registry import finds
from coordination.shell import rooms_of
from coordination.survivors import names


@dataclass(frozen=True)
class Line:
    """
    One thing to choose: an address, or the reference of a person.

    `mark` names the data attribute by which scripts know Hide, Lock and Leave.
    """

    label: str
    href: str = ""
    meta: str = ""
    ref: str = ""
    mark: str = ""


@dataclass
class Part:
    """Lines under their title. `more`: more would fit than are shown."""

    title: str
    lines: list = field(default_factory=list)
    more: bool = False


def parts(request, typed):
    """The parts that hold something. Nothing typed: what to do first, so that Enter hides."""
    query = Query(typed)
    if not typed.strip():
        return _filled(_deeds(request, query), _recents(request), _rooms(request, query))
    if not query:
        return []
    others = [_others(request, source, query) for source in finds.sources(request.user)]
    return _filled(_people(request, query), _deeds(request, query), _rooms(request, query), *others)


def at_hand(request):
    """What every page carries for its dialog: no person, no question to the database."""
    return _filled(_deeds(request, Query("")), _rooms(request, Query("")))


def count(parts):
    """How many lines there are, said politely."""
    number = sum(len(part.lines) for part in parts)
    return ngettext("%(number)s result", "%(number)s results", number) % {"number": number}


def _people(request, query):
    if not may(request.user, "coordination.view_people"):
        return Part("")
    found = names.search(request, query)
    return Part(_("People"), [_person(one, one.name) for one in found.people], found.more)


def _recents(request):
    """Initials only: whoever looks over a shoulder reads no name."""
    people = actions.recent(request) if may(request.user, "coordination.view_people") else []
    return Part(_("Looked up before"), [_person(one, _initials(one.name)) for one in people])


def _person(person, label):
    paused = person.status == person.Status.PAUSED
    meta = f"{person.code} · {person.get_status_display()}" if paused else person.code
    return Line(label, meta=meta, ref=person.ref)


def _initials(name):
    return " ".join(f"{word[0].upper()}." for word in name.replace(".", " ").split()[:3]) or "–"


def _deeds(request, query):
    offered = [Line(one.label, one.href, mark=one.mark) for one in finds.deeds(request.user)]
    return Part(_("Do"), _fitting(query, offered))


def _rooms(request, query):
    offered = [Line(room.label, room.href) for room in rooms_of(request.user)]
    return Part(_("Go to"), _fitting(query, offered))


def _others(request, source, query):
    hits = source.hits(request, query)
    return Part(source.title, [Line(hit.label, hit.href, hit.meta) for hit in hits])


def _fitting(query, offered):
    if not query:
        return offered
    ranked = [(query.rank(str(line.label)), line) for line in offered]
    fits = sorted((pair for pair in ranked if pair[0] is not None), key=lambda pair: pair[0])
    return [line for _rank, line in fits]


def _filled(*parts):
    return [part for part in parts if part.lines]
