"""How things are with one person, as the list page and her card show it, at a fixed cost."""

from dataclasses import dataclass, field

from django.db.models import OuterRef, Subquery
from django.utils.translation import get_language

from coordination import clock
from coordination.access import READ_NOTES, listing, listing_with_notes, may
from coordination.episodes.models import Episode
from coordination.outcomes import reading
from coordination.outcomes.measures import DOMAINS, MEASURES
from coordination.outcomes.models import Asking, Outcome
from coordination.outcomes.offers import offered
from coordination.outcomes.reminders import open_window
from coordination.survivors.models import Survivor

NEWEST = 100  # sets of answers that are looked at; five a measure and year are many
# The first day of her period with us now, as a column of a person somebody may see.
_PERIODS = Episode.objects.unscoped("of a person who is scoped").open()
CAME_ON = Subquery(_PERIODS.filter(survivor=OuterRef("pk")).values("started_on")[:1])
UNFOLDED = 3  # sets with a link in sight; earlier ones are folded


@dataclass
class Entry:
    """One measure of one person: what was asked, how it moved, what can be done."""

    measure: object
    can_ask: bool
    rows: list = field(default_factory=list)  # finished, newest first
    draft: object = None
    unsafe: object = None  # its safety page was not read yet: nothing of it is shown
    is_due: bool = False

    @property
    def last(self):
        return self.rows[0] if self.rows else None

    @property
    def newest(self):
        return self.rows[:UNFOLDED]

    @property
    def older(self):
        return self.rows[UNFOLDED:]

    @property
    def lines(self):
        return reading.lines(self.rows)

    @property
    def domain(self):
        return DOMAINS[self.measure.domain]

    @property
    def is_screening(self):
        return bool(self.last) and reading.has_bands(self.last)


@dataclass
class Overview:
    """`readable`: whether this user reads answers; `days`: those of any asking, newest first."""

    readable: bool
    days: list
    off_since: object
    window: object
    entries: list = field(default_factory=list)

    @property
    def asked(self):
        """The measures of which there is something to show."""
        return [entry for entry in self.entries if entry.rows or entry.draft or entry.unsafe]


def overview(request, person, offers=True):
    """
    Everything about how things are that this user may see of a person they may see.

    `offers=False` leaves out what could be asked now: her card shows only what was.
    """
    rows = Outcome.objects.standing().filter(survivor=person)
    rows = rows.select_related("text", "asked_by", "survivor").newest()
    seen = listing_with_notes(request, rows, limit=NEWEST)
    days = list(dict.fromkeys(row.asked_on for row in seen))
    off_since = _off_since(request, person)
    window = open_window(
        started_on=_came_on(request.user, person),
        asked=days,
        today=clock.today(),
        status=person.status,
        wanted=off_since is None,
    )
    found = Overview(_readable(request, person), days, off_since, window)
    if found.readable:
        asks = off_since is None and person.status != Survivor.Status.FINISHED
        on = offered(get_language()) if offers else []
        found.entries = _entries([row for row in seen if row.readable], window, asks, on)
    return found


def _off_since(request, person):
    """Since when she does not want to be asked; her own page brings the row along."""
    held = person._state.fields_cache
    off = [held["asking"]] if "asking" in held else None
    if off is None:
        off = listing(request, Asking.objects.filter(survivor=person), limit=1)
    return off[0].off_since if off and off[0] else None


def _came_on(user, person):
    """The first day of her period with us now; coming back starts anew."""
    if hasattr(person, "came_on"):  # her own page asked already
        return person.came_on or person.opened_on
    periods = Episode.objects.visible_to(user).open().filter(survivor=person)
    return periods.values_list("started_on", flat=True).first() or person.opened_on


def _readable(request, person):
    if not may(request.user, "coordination.record_outcome"):
        return False
    if hasattr(person, "readable"):  # her own page asked already
        return person.readable
    return bool(listing(request, Survivor.objects.filter(pk=person.pk), permission=READ_NOTES))


def _entries(rows, window, asks, offers):
    """One entry for each measure that is offered or was asked; `rows`: whose answers are open."""
    held = {}
    for row in rows:
        held.setdefault(row.measure, []).append(row)
    on = {measure.slug: measure for measure, _text in offers}
    entries = []
    for slug in MEASURES:
        if slug in on or slug in held:
            measure = on.get(slug) or held[slug][0].asked
            entries.append(_entry(measure, held.get(slug, []), asks and slug in on, window))
    return entries


def _entry(measure, rows, can_ask, window):
    entry = Entry(measure, can_ask)
    for row in rows:
        if row.waits_for_safety:
            entry.unsafe = entry.unsafe or row
        elif row.finished_at is None:
            entry.draft = row
        else:
            entry.rows.append(row)
    entry.is_due = bool(can_ask and window and entry.rows)
    return entry
