"""
Reading the read audit: who looked at whom, when, and what stands out (S65).

The audit may lie in a database of its own, so nothing here joins it with anything: rows first,
then names in one query. Every function costs the same for one row and for a million.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import Count, Max, Min, Q
from django.db.models.functions import ExtractHour, TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.access import Denial, SurvivorGrant
from coordination.audit import kinds
from coordination.audit.models import ReadAudit
from coordination.registry import team
from coordination.roles import MAY, Role, may

OPENS_AT, CLOSES_AT = 7, 21  # hours of the day; a look before or after is out of hours
GROUPS, MOST_PAIRS, MOST_OUTLIERS, KEPT_DAYS = 40, 2000, 50, 90
MOST_A_PAGE = 400  # read at once, so that a full day is shown whole without a query more
ALL_SEEN = "coordination.view_every_survivor"


@dataclass(frozen=True)
class Look:
    """
    One look, or several of one kind by one person on one day.

    `who` is empty for the screen that is handed to the person herself. `person` is her id.
    """

    at: datetime
    day: date
    who: str
    actor: object
    person: object
    kind: str
    times: int = 1
    ref: str = ""
    outside: bool = False
    late: bool = False

    @property
    def words(self):
        return kinds.WORDS[self.kind]


class Staff:
    """Everybody with an account, read once: names for ids, and who sees every person by role."""

    def __init__(self):
        user = apps.get_model("coordination", "User")
        self.names, self.refs = {}, {}
        roles = [role for role in Role if ALL_SEEN in MAY[role]]
        held = apps.get_model("coordination", "RoleHeld").objects.filter(role__in=roles)
        self.see_all = set(held.values_list("user", flat=True))
        for pk, name, ref in user.objects.order_by("name").values_list("pk", "name", "ref"):
            self.names[pk], self.refs[ref] = name, pk

    def name(self, actor):
        """A name; words for the screen handed over, and for an account that is gone."""
        if actor is None:
            return _("The person, on a screen we handed them")
        return self.names.get(actor, _("Someone who is gone"))


def readers_for(user):
    """
    Whose looks this user may see (experience.md a.1): None for everybody's.

    Rosa sees her own, Marcus those of his team, Dana that somebody looked and who.
    """
    if may(user, ALL_SEEN) or may(user, "coordination.review_access"):
        return None
    return team.of(user) if may(user, "selfcare.view_team") else {user.pk}


# One person -----------------------------------------------------------------------------------


def of_person(person, *, actors=None, before=None, limit=GROUPS):
    """
    (looks of whole days, newest first; the day before which to go on, or None).

    One row for each reader, day and kind. `actors`: whose looks; None: everybody's.
    """
    rows = ReadAudit.objects.filter(person=person)
    if actors is not None:
        rows = rows.filter(actor__in=actors)
    if before:
        rows = rows.filter(at__lt=start_of(before))
    grouped = rows.annotate(day=TruncDate("at")).values("day", "actor", "view")
    grouped = grouped.annotate(times=Count("pk"), last=Max("at")).order_by("-day", "-last")
    read, earlier = list(grouped[:MOST_A_PAGE]), None
    found = read
    if len(read) > limit:
        cut = read[limit]["day"]
        found = [row for row in read if row["day"] > cut] or [
            row for row in read if row["day"] == cut
        ]
        last = found[-1]["day"]
        earlier = last if read[-1]["day"] < last or len(read) == MOST_A_PAGE else None
    return _merged(person, found), earlier


def _merged(person, rows):
    """Pages of the same kind make one look."""
    merged = {}
    for row in rows:
        key = (row["day"], row["actor"], kinds.kind_of(row["view"]))
        times, last = merged.get(key, (0, row["last"]))
        merged[key] = (times + row["times"], max(last, row["last"]))
    return [
        {"person": person, "day": day, "actor": actor, "kind": kind, "times": times, "at": last}
        for (day, actor, kind), (times, last) in merged.items()
    ]


def named(rows, staff):
    """Looks with the names of those who looked."""
    return [Look(who=staff.name(row["actor"]), **row) for row in rows]


def this_month(person, actors=None):
    """Of each reader since the first of the month, lists left out: (id, times, last moment)."""
    rows = ReadAudit.objects.filter(person=person, at__gte=start_of(clock.today().replace(day=1)))
    rows = rows.exclude(kinds.only(kinds.LIST)).exclude(actor=None)
    if actors is not None:
        rows = rows.filter(actor__in=actors)
    counted = rows.values("actor").annotate(times=Count("pk"), last=Max("at"))
    return list(counted.order_by("-times", "actor").values_list("actor", "times", "last"))


# What stands out --------------------------------------------------------------------------------


def log(*, start, end, hidden, actor=None, kind=""):
    """The rows of a stretch of days, newest first. `hidden`: people and staff left out."""
    rows = ReadAudit.objects.filter(at__gte=start, at__lt=end).exclude(person__in=hidden)
    if actor:
        rows = rows.filter(actor=actor)
    if kind:
        rows = rows.filter(kinds.only(kind))
    return rows.order_by("-at", "-pk")


def outliers(rows, staff):
    """
    What a privacy officer looks at first: opened by somebody not on her team at that moment, or
    out of hours. Being on a list does not count. Newest first, `MOST_OUTLIERS` of each sort.
    """
    rows = rows.exclude(kinds.only(kinds.LIST)).exclude(actor=None)
    found = {row.pk: row for row in _out_of_hours(rows)}
    outside = _outside(rows, staff)
    found |= outside
    looks = [_look(row, staff, outside=row.pk in outside) for row in found.values()]
    return _by_day(sorted(looks, key=lambda look: look.at, reverse=True))


def _by_day(looks):
    """One reader, one person, one day, one kind: one line, the newest look of it and how many."""
    lines = {}
    for look in looks:
        key = (look.actor, look.person, look.day, look.kind, look.outside, look.late)
        newest = lines.get(key, look)
        lines[key] = replace(newest, times=newest.times + (newest is not look))
    return list(lines.values())


def looks(rows, staff):
    """Single rows as looks, marked where they stand out."""
    rows = list(rows)
    pairs = {(row.actor, row.person) for row in rows if row.actor not in staff.see_all}
    spans = _spans(pairs)
    return [
        _look(row, staff, outside=_counts(row) and _not_there(row, staff, spans)) for row in rows
    ]


def _counts(row):
    return row.actor is not None and kinds.kind_of(row.view) != kinds.LIST


def _look(row, staff, outside=False):
    return Look(
        at=row.at,
        day=timezone.localdate(row.at),
        who=staff.name(row.actor),
        actor=row.actor,
        person=row.person,
        kind=kinds.kind_of(row.view),
        ref=row.ref,
        outside=outside,
        late=_counts(row) and not OPENS_AT <= timezone.localtime(row.at).hour < CLOSES_AT,
    )


def _out_of_hours(rows):
    hour = rows.annotate(hour=ExtractHour("at"))
    return hour.filter(Q(hour__lt=OPENS_AT) | Q(hour__gte=CLOSES_AT))[:MOST_OUTLIERS]


def _outside(rows, staff):
    """Rows by people who see nobody by role, at a moment when nothing opened the record to them."""
    pairs = rows.exclude(actor__in=staff.see_all).order_by().values("actor", "person")
    pairs = list(pairs.annotate(first=Min("at"), last=Max("at")).order_by("-last")[:MOST_PAIRS])
    spans = _spans({(pair["actor"], pair["person"]) for pair in pairs})
    asked = [
        Q(actor=pair["actor"], person=pair["person"])
        for pair in pairs
        if not _covered(spans[pair["actor"], pair["person"]], pair["first"], pair["last"])
    ]
    if not asked:
        return {}
    most = 4 * MOST_OUTLIERS  # the newest pairs fill it; SQLite refuses a condition of a thousand
    found = list(rows.filter(reduce(or_, asked[:most]))[:most])
    return {row.pk: row for row in found if _not_there(row, staff, spans)}


def _not_there(row, staff, spans):
    if row.actor in staff.see_all:
        return False
    return not _covered(spans[row.actor, row.person], row.at, row.at)


def _covered(spans, first, last):
    return any(start <= first and (end is None or last <= end) for start, end in spans)


def _spans(pairs):
    """(user, person) to the stretches of time in which her record was open to them."""
    rows = SurvivorGrant.history.filter(
        user__in={user for user, _person in pairs},
        content_object__in={person for _user, person in pairs},
    ).order_by("history_date", "history_id")
    found = defaultdict(dict)
    names = ["id", "user_id", "content_object_id", "history_type", "history_date", "expires_at"]
    for grant, user, person, kind, at, expires_at in rows.values_list(*names):
        start = found[user, person].get(grant, (at, None))[0]
        found[user, person][grant] = (start, at if kind == "-" else expires_at)
    spans = defaultdict(list)
    for pair, grants in found.items():
        spans[pair] = list(grants.values())
    return spans


def outside_team(person, actors, staff):
    """Those of these readers who see nobody by role and to whom her record is not open today."""
    rows = SurvivorGrant.objects.filter(content_object=person, user__in=actors)
    inside = set(rows.values_list("user", flat=True)) | staff.see_all
    return [actor for actor in actors if actor not in inside]


# Whom a reviewer may be told about -----------------------------------------------------------


def denied_to(user):
    """People whose record is closed to this user for good: not even by code."""
    rows = Denial.objects.unscoped("the deny list").filter(user=user)
    return set(rows.values_list("survivor", flat=True))


def codes(people):
    """Id to (code, reference) of these people; somebody who was removed has none."""
    survivor = apps.get_model("coordination", "Survivor")
    rows = survivor.objects.unscoped("by code, for the review of access").filter(pk__in=people)
    return {pk: (code, ref) for pk, code, ref in rows.values_list("pk", "code", "ref")}


def start_of(day):
    """The first moment of a day where the organisation works."""
    return timezone.make_aware(datetime(day.year, day.month, day.day))


def month_of(text):
    """(first day, first day of the next month) of `2026-11`; this month for anything else."""
    try:
        first = datetime.strptime(text, "%Y-%m").date()
    except ValueError:
        first = clock.today().replace(day=1)
    if not 2000 < first.year < 3000:
        first = clock.today().replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1)


def by_ref(user, ref):
    """The person of a reference, unopened; None when there is nobody or the list denies it."""
    survivor = apps.get_model("coordination", "Survivor")
    rows = survivor.objects.unscoped("by code, for the review of access").filter(ref=ref)
    return rows.exclude(pk__in=denied_to(user)).first()


def log_of(person):
    """All of one person's rows of the last ninety days, newest first."""
    rows = ReadAudit.objects.filter(person=person, at__gte=clock.days_ago(KEPT_DAYS))
    return rows.order_by("-at", "-pk")


def review_of(user, row):
    """One row as {look, code, ref} for the page that reviews it; None where it may not be."""
    staff = Staff()
    if row is None or row.person in staff.names or row.person in denied_to(user):
        return None
    [look] = looks([row], staff)
    code, ref = codes([row.person]).get(row.person, ("", ""))
    return {"look": look, "code": code or _("Removed"), "ref": ref}
