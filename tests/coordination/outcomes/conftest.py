"""Sets of answers for the tests of this room."""

import pytest

from coordination import clock
from coordination.instruments import PHQ_9
from coordination.outcomes.models import Outcome
from tests.factories.texts import switched_on


def again(row):
    """The row as the database has it."""
    return Outcome.objects.unscoped("a test").get(pk=row.pk)


def count():
    return Outcome.objects.unscoped("a test").count()


@pytest.fixture
def phq9(cast):
    """Nine questions, switched on by Dana."""
    return switched_on(PHQ_9, cast.dana)


@pytest.fixture
def at():
    """`with at(90): ...`: live so many days ago."""
    return lambda days: clock.at(clock.days_ago(days))
