"""`manage.py import_meetings`: the contract outside checks rely on."""

import json

import pytest
from django.core.management import CommandError, call_command

from referrals.models import Group, ImportRun, ImportSource, Meeting

from .feeds import SHARED, needs_feeds

KEYS = "read created updated unchanged deactivated refused in_person online hybrid inactive"
ROW = {"slug": "kettle", "name": "Kettle", "day": 2, "time": "19:00"}

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path, capsys):
    def run_(rows, *options, file="kettle-2026-11.json"):
        path = tmp_path / file
        path.write_text(rows if isinstance(rows, str) else json.dumps(rows))
        call_command("import_meetings", str(path), *options)
        out, err = capsys.readouterr()
        return json.loads(out.strip().splitlines()[-1]), err

    return run_


def test_it_ends_with_one_line_of_counts(run):
    counts, err = run([ROW, ROW | {"slug": "b", "day": 8}])

    assert list(counts) == KEYS.split()
    assert (counts["read"], counts["created"], counts["refused"], counts["inactive"]) == (
        2,
        1,
        1,
        1,
    )
    assert err.startswith("refused: 2 Kettle: Day “8”")


def test_the_area_names_the_source(run):
    run([ROW])
    run([ROW], "--area", "North")

    assert sorted(ImportSource.plain.values_list("name", flat=True)) == ["North", "kettle"]


def test_the_zone_is_for_rows_that_name_none(run):
    run([ROW, ROW | {"slug": "b", "timezone": "America/Chicago"}], "--timezone", "America/Denver")

    assert sorted(Meeting.plain.values_list("zone", "zone_assumed")) == [
        ("America/Chicago", False),
        ("America/Denver", False),
    ]


def test_a_dry_run_says_every_row_and_writes_nothing(run):
    counts, err = run([ROW, ROW | {"slug": "b", "name": "Lamp"}], "--dry-run")

    assert counts["created"] == 2
    assert "created: 1 Kettle" in err
    assert "created: 2 Lamp" in err
    assert not Group.plain.exists()
    assert not ImportRun.plain.exists()
    assert not ImportSource.plain.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[\n{}\n] more", "line 3 has more text after the end of the list"),
        ('{"meetings": []}', "it is not a list of meetings"),
        ("slug,name\na,b", "line 1 is not valid JSON"),
    ],
)
def test_a_file_that_is_no_feed_changes_nothing_and_says_one_sentence(run, text, said):
    run([ROW])
    with pytest.raises(CommandError) as caught:
        run(text)

    assert str(caught.value) == f"kettle-2026-11.json was not imported: {said}."
    assert caught.value.returncode == 1
    assert Group.plain.get().status == "active"
    assert ImportRun.plain.count() == 1


def test_a_file_that_is_not_there_and_a_zone_that_is_none(run, tmp_path):
    with pytest.raises(CommandError, match="no.json was not imported: No such file"):
        call_command("import_meetings", str(tmp_path / "no.json"))
    with pytest.raises(CommandError, match="“Mars” is not a time zone"):
        run([ROW], "--timezone", "Mars")


@needs_feeds
def test_a_broken_published_file_is_refused_with_its_line():
    with pytest.raises(CommandError, match="invalid.json was not imported: line 80 "):
        call_command("import_meetings", str(SHARED / "1-meetings/edge/invalid.json"))
    assert not Group.plain.exists()


def test_the_sample_list_is_read_without_a_remark(run):
    from referrals.groups.sample import FEED
    from referrals.groups.support_models import BY_SLUG

    counts, err = run(FEED.read_text(), "--dry-run")
    rows = json.loads(FEED.read_text())

    assert counts["created"] == len(rows) >= 25
    assert (counts["refused"], counts["inactive"]) == (0, 1)
    assert min(counts["online"], counts["hybrid"], counts["in_person"]) >= 3
    assert {line.partition(":")[0] for line in err.splitlines()} == {"created"}
    assert {row["support_model"] for row in rows} == set(BY_SLUG)
