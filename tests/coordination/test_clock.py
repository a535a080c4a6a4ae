"""The one clock: what "so many days ago" means where days are not all as long."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured

from coordination import clock

LATE = datetime(2026, 11, 25, 4, 13, tzinfo=UTC)  # 11:13 in the evening in New York, in winter


@pytest.mark.parametrize("days", [0, 1, 24, 25, 100, 365])
def test_days_ago_is_the_same_time_of_day_across_a_change_of_clocks(days):
    with clock.at(LATE):
        before = clock.days_ago(days)
        assert clock.local_day(before) == clock.today() - timedelta(days=days)
        assert before.tzinfo is UTC


def test_days_ago_in_summer_is_an_hour_nearer_in_winter():
    with clock.at(LATE):
        assert clock.now() - clock.days_ago(100) == timedelta(days=100, hours=1)


def test_real_records_have_the_real_time(settings):
    settings.DAYBOOK_SAMPLE = False
    with pytest.raises(ImproperlyConfigured), clock.at(LATE):
        pass
