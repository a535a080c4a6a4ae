"""Tables that only grow, on both databases."""

import pytest
from django.db import Error, connections, transaction

from coordination import append_only, clock
from coordination.models import ReadAudit


def rows():
    return ReadAudit.objects.all()


@pytest.fixture
def row(cast):
    return ReadAudit.objects.create(
        chain=cast.cam.pk, number=1, at=clock.now(), person=cast.cam.pk, kinds="facts", mac="x"
    )


def test_a_row_may_be_added(row):
    assert rows().count() == 1


def test_a_row_is_never_changed(row):
    with pytest.raises(Error), transaction.atomic(using=rows().db):
        rows().update(kinds="nothing")

    assert rows().get().kinds == "facts"


def test_a_row_is_never_removed(row):
    with pytest.raises(Error), transaction.atomic(using=rows().db):
        rows().delete()

    assert rows().count() == 1


@pytest.mark.parametrize("alias", list(connections))
def test_every_table_that_only_grows_has_its_triggers(alias, db):
    assert append_only.missing(alias) == []


def test_a_missing_trigger_shows(db):
    alias = rows().db
    append_only.lift(alias)

    assert ReadAudit._meta.db_table in append_only.missing(alias)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_the_triggers_are_back_after_the_flush_between_tests(cast, turn):
    assert [append_only.missing(alias) for alias in connections] == [[] for _ in connections]
    assert not rows().exists()
    rows().create(
        chain=cast.cam.pk, number=1, at=clock.now(), person=cast.cam.pk, kinds="facts", mac="x"
    )
