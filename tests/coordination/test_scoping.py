"""Querysets that refuse to run until somebody said on whose behalf they read."""

import pytest

from coordination.models import Survivor
from coordination.scoping import NotScoped
from mentors.models import Contact, Pairing

RUNS = {
    "list": list,
    "len": len,
    "bool": bool,
    "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(),
    "first": lambda rows: rows.first(),
    "get": lambda rows: rows.get(status="open"),
    "iterator": lambda rows: list(rows.iterator()),
    "aggregate": lambda rows: rows.aggregate(),
    "update": lambda rows: rows.update(status="open"),
    "delete": lambda rows: rows.delete(),
    "subquery": lambda rows: list(Pairing.plain.filter(survivor__in=rows)),
    "union": lambda rows: list(rows.union(rows)),
    "values": lambda rows: list(rows.values("pk")),
}


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
def test_nothing_runs_unscoped(cast, run):
    with pytest.raises(NotScoped):
        run(Survivor.objects.all())


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
def test_nothing_runs_after_a_filter_alone(cast, run):
    with pytest.raises(NotScoped):
        run(Survivor.objects.filter(status="open").exclude(code="").order_by("pk"))


def test_scoped_rows_stay_scoped_when_narrowed(cast):
    rows = Survivor.objects.filter(status="open").visible_to(cast.rosa).order_by("pk")[:5]

    assert list(rows) == [cast.cam]


def test_an_adjective_does_not_scope(cast):
    with pytest.raises(NotScoped):
        list(Contact.objects.standing().newest())


def test_unscoped_says_why(cast):
    with pytest.raises(ValueError, match="Say why"):
        Survivor.objects.unscoped("")

    assert Survivor.objects.unscoped("counting in a test").count() == 2


def test_one_row_is_fetched_again(cast):
    stale = Survivor.plain.get(pk=cast.cam.pk)
    Survivor.plain.filter(pk=stale.pk).update(status="paused")

    assert Survivor.objects.lock(stale.pk).status == "paused"


def test_several_rows_are_locked_in_one_order(cast):
    both = [cast.eve, cast.cam.pk]

    assert Survivor.objects.lock_all(both) == sorted([cast.cam, cast.eve], key=lambda row: row.pk)
