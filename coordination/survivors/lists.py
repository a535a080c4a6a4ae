"""Which people a list shows, in what order, and what stands in each row (S12)."""

from dataclasses import dataclass

from django.db.models import F, Q

from coordination.registry import people as registry
from coordination.survivors.models import Survivor

FIRST, LOOK = "all", "look"


@dataclass
class PersonRow:
    """One person as the list shows her: `cells` of (label, words) in the order of the columns."""

    person: Survivor
    rule: object
    cells: list
    looks: list
    action: tuple = ()


def chip_of(request):
    """The chip that `?show=` names among those of this user, else all."""
    chips = registry.chips(request.user)
    named = [one for one in chips if one.key == request.GET.get("show", FIRST)]
    return (named or [one for one in chips if one.key == FIRST])[0]


def filters(user, chosen):
    """For components/filters.html."""
    return [
        {"label": one.label, "href": f"?show={one.key}", "current": one.key == chosen.key}
        for one in registry.chips(user)
        if not one.beside or chosen.key in (one.key, one.beside)
    ]


def narrowed(chip, user):
    """Survivors of one chip: longest since a contact first, those never reached on top."""
    rows = Survivor.objects.order_by(F("last_contact_on").asc(nulls_first=True), "id")
    return chip.narrow(rows, user)


def needing_a_look(rows, user):
    """People of any reason for a look; a pause or an end needs none."""
    wanted = Q(pk__in=[])
    for look in registry.looks():
        wanted |= Q(pk__in=look.people(user))
    return rows.filter(wanted, status=Survivor.Status.OPEN)


def rows_of(request, people, chosen, rule_of):
    """
    What stands in the rows of one page: each column is asked once.

    `rule_of` says how to reach one of them; a later room knows it.
    """
    columns = registry.columns(chosen)
    said = [(column.label, column.words(request, people)) for column in columns]
    looks = _looks(request, people) if chosen == LOOK else {}
    actions = {}
    for action in registry.actions():
        actions |= action(request, people)
    rows = [
        PersonRow(
            person,
            rule_of(person),
            [(label, words.get(person.pk, "")) for label, words in said],
            looks.get(person.pk, []),
            actions.get(person.pk, ()),
        )
        for person in people
    ]
    return rows, [column.label for column in columns]


def _looks(request, people):
    """{primary key: why she needs a look}; a reason her row shows anyway has no words."""
    found, pks = {}, [one.pk for one in people]
    for look in registry.looks():
        if look.label:
            here = Survivor.objects.filter(pk__in=pks).visible_to(request.user)
            here = here.filter(pk__in=look.people(request.user))
            for pk in here.values_list("pk", flat=True):
                found.setdefault(pk, []).append(look.label)
    return found
