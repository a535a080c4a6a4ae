"""Words for days, names and small pictures."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template

from coordination import charts, clock
from coordination.roles import Role
from coordination.templatetags import daybook
from tests.coordination.test_shell import Staff

MONDAY = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)  # 10:00 in the agency


@pytest.fixture(autouse=True)
def monday():
    with clock.at(MONDAY):
        yield


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "today"),
        (1, "yesterday"),
        (2, "2 days ago"),
        (41, "41 days ago"),
        (-1, "tomorrow"),
        (-3, "in 3 days"),
    ],
)
def test_days_ago_fits_a_sentence(days, said):
    assert daybook.days_ago(clock.today() - timedelta(days=days)) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 23), "Today"),
        (date(2026, 11, 22), "Yesterday"),
        (date(2026, 11, 24), "Tomorrow"),
        (date(2026, 11, 9), "Mon, Nov 9"),
        (date(2025, 11, 9), "Sun, Nov 9, 2025"),
    ],
)
def test_when_says_near_days_in_words_and_adds_another_year(day, said):
    assert daybook.when(day) == said


def test_a_moment_late_in_the_evening_is_still_that_day_here():
    assert daybook.when(datetime(2026, 11, 23, 4, 30, tzinfo=UTC)) == "Yesterday"
    assert daybook.at(datetime(2026, 11, 23, 13, 12, tzinfo=UTC)) == "Today, 8:12 a.m."


@pytest.mark.parametrize("read", [daybook.days_ago, daybook.when, daybook.at])
def test_no_day_says_nothing(read):
    assert read(None) == ""


@pytest.mark.parametrize(("name", "letter"), [("rosa", "R"), (" J.", "J"), ("", "?"), (None, "?")])
def test_a_circle_shows_one_letter(name, letter):
    assert daybook.initial(name) == letter


def test_each_form_gets_its_own_token():
    assert daybook.once_token() != daybook.once_token()


def test_may_asks_the_roles_of_the_user():
    template = Template('{% load daybook %}{% may "mentors.add_contact" as ok %}{{ ok }}')

    assert template.render(Context({"user": Staff(Role.PEER)})) == "True"
    assert template.render(Context({"user": Staff(Role.SUPERVISOR)})) == "False"
    assert template.render(Context({})) == "False"


def test_a_zero_week_is_a_stub_and_the_tallest_fills_the_box():
    bars = charts.spark([0, 1, 4])

    assert [bar["zero"] for bar in bars] == [True, False, False]
    assert [bar["height"] for bar in bars] == ["2.0", "6.0", "24.0"]
    assert charts.spark([]) == []


def test_bars_stand_on_one_scale_and_what_is_over_is_apart():
    over, under, free = charts.bar_rows(
        [
            {"label": "Devon", "value": 8, "limit": 6},
            {"label": "Ana", "value": 4, "limit": 6},
            {"label": "Steps", "value": 2},
        ]
    )

    assert (over["share"], over["over"], over["limit_share"]) == (75, 25, 75)
    assert (under["share"], under["over"], under["limit_share"]) == (50, 0, 75)
    assert (free["share"], free["over"], free["limit_share"]) == (25, 0, None)


def test_bars_of_nothing_stay_at_zero():
    assert charts.bar_rows([]) == []
    assert charts.bar_rows([{"label": "Ana", "value": 0}])[0]["share"] == 0


@pytest.mark.parametrize(
    ("share", "drawn"), [(62.5, "62.5%"), (None, "0.0%"), (140, "100.0%"), (-1, "0.0%")]
)
def test_a_width_is_a_percent_in_every_language(share, drawn):
    assert daybook.width(share) == drawn


def test_every_icon_that_a_template_names_is_there():
    import re

    from tests.coordination.test_front_end import ROOT, TEMPLATES

    names = {
        (path.name, name)
        for path in TEMPLATES
        for name in re.findall(r'icon\.html" with name="([\w-]+)"', path.read_text())
    }
    icons = {path.stem for path in (ROOT / "templates/components/icons").glob("*.svg")}

    assert names
    assert [found for found in sorted(names) if found[1] not in icons] == []
