"""`manage.py score`: sheets of answers, through the command itself."""

import csv
import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from coordination.instruments.about import INSTRUMENTS

ROOT = Path(__file__).resolve().parents[3]
SHARED = ROOT.parent / "shared/data/4-instruments"
INSTRUMENT_ITEMS = {"pcl-5": 20, "barc-10": 10, "gad-7": 7}
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="no ../shared beside this clone")


@pytest.fixture
def scored(tmp_path):
    """`scored(instrument, *rows)`: the lines for rows of cells, under item numbers as names."""

    def run(instrument, *rows, header=True, **options):
        file, out = tmp_path / "answers.csv", StringIO()
        names = [range(1, len(rows[0]) + 1)] if header else []
        file.write_text("".join(",".join(map(str, row)) + "\n" for row in [*names, *rows]))
        call_command("score", instrument, file, stdout=out, **options)
        return [json.loads(line) for line in out.getvalue().splitlines()]

    return run


def numbers(line):
    return {name: scale["score"] for name, scale in line["scales"].items()}


def test_proqol_all_ones_and_all_fives_give_burnout_30(scored):
    ones, fives = scored("proqol-5", [1] * 30, [5] * 30)
    assert list(numbers(ones).values()) == [10, 30, 10]
    assert list(numbers(fives).values()) == [50, 30, 50]
    assert ones["scales"]["burnout"]["band"] == "moderate"
    assert (ones["row"], fives["row"]) == (1, 2)


def test_proqol_one_missing_answer_gives_no_score_for_that_scale_alone(scored):
    [line] = scored("proqol-5", [3] * 28 + ["", 3])
    assert numbers(line) == {
        "compassion_satisfaction": 30,
        "burnout": None,
        "secondary_traumatic_stress": 30,
    }
    assert line["scales"]["burnout"]["reason"] == "not answered: item 29"
    assert line["scales"]["burnout"]["band"] is None


@pytest.mark.parametrize(
    ("instrument", "row", "expected"),
    [
        ("proqol-5", [1, 2, 3, 4, 5] * 6, [28, 28, 32]),
        ("proqol-5", [2, 4] * 15, [36, 34, 26]),
        ("proqol-5", [4, 2] * 15, [24, 26, 34]),
        ("stss", ([1, 2, 3, 4, 5] * 4)[:17], [48, 14, 20, 14]),
        ("stss", ([1, 3] * 9)[:17], [33, 11, 11, 11]),
        ("cbi", [25] * 19, [25, 32.14, 25]),
        ("cbi", [75] * 19, [75, 67.86, 75]),
        ("barc-10", [6] * 10, [60]),
        ("phq-9", [3, 0, 1, 2, 0, 0, 1, 0, 3], [10]),
        ("gad-7", [3] * 7, [21]),
        ("k6", [4] * 6, [24]),
        ("who-5", [2, 3, 2, 3, 3], [13, 52]),
        ("who-5", [3, 2, 2, 3, 2], [12, 48]),
        ("coping-17", [3] * 14 + [4] * 3, [3.18]),
    ],
)
def test_vectors_of_the_design(scored, instrument, row, expected):
    [line] = scored(instrument, row)
    assert list(numbers(line).values()) == expected
    assert line["instrument"] == instrument


def test_every_instrument_of_the_design_is_scored(scored):
    assert " ".join(INSTRUMENTS) == (
        "proqol-5 stss cbi barc-10 phq-9 gad-7 pcl-5 k6 who-5 coping-17"
    )


def test_item_9_of_the_phq9_is_heard_whatever_else_the_row_holds(scored):
    low, none, blank, odd, missing = scored(
        "phq-9",
        [1, 0, 0, 1, 0, 0, 0, 0, 1],
        [3] * 8 + [0],
        [0] * 8 + [""],
        [0, "x", 0, 0, 0, 0, 0, 0, 2],
        ["", 0, 0, 0, 0, 0, 0, 0, 1],
    )
    assert (numbers(low)["total"], low["safety_path"]) == (3, True)
    assert (numbers(none)["total"], none["safety_path"]) == (24, False)
    assert (numbers(blank)["total"], blank["safety_path"]) == (None, None)
    assert (numbers(odd)["total"], odd["safety_path"]) == (None, True)
    assert (numbers(missing)["total"], missing["safety_path"]) == (None, True)


def test_pcl5_has_two_readings_side_by_side(scored):
    low = [3, 2, 1, 0, 2, 2, 1, 2, 2, 1, 0, 0, 0, 0, 2, 1, 0, 2, 0, 0]
    high = [4, 4, 4, 4, 4, 1, 1, 4, 4, 1, 1, 1, 1, 1, 4, 4, 1, 1, 1, 1]
    met, over, blank, odd = scored("pcl-5", low, high, [*low[:19], ""], [*low[:19], 5])
    assert (numbers(met)["total"], met["provisional_by_clusters"]) == (21, True)
    assert met["scales"]["total"]["at_or_over_cut"] is False
    assert (numbers(over)["total"], over["provisional_by_clusters"]) == (47, False)
    assert over["clusters_met"] == {"B": True, "C": False, "D": True, "E": True}
    assert over["scales"]["total"]["at_or_over_cut"] is True
    assert blank["provisional_by_clusters"] is None
    assert blank["clusters_met"]["E"] is None
    assert odd["clusters_met"] is None
    assert set(numbers(odd).values()) == {None}


def test_an_odd_answer_is_named_and_the_other_rows_stand(scored):
    odd, sound = scored("gad-7", [0, 0, 9, 0, 0, 0, 0], [1] * 7)
    assert odd["scales"]["total"] == {
        "score": None,
        "band": None,
        "reason": "item 3 cannot be answered “9”",
    }
    assert sound["scales"]["total"] == {"score": 7, "band": "mild"}


def test_the_cbi_counts_what_its_author_asks_for_and_where_its_item_stands(scored):
    row = [0] * 19
    row[9] = 100  # item 10
    [by_default] = scored("cbi", row)
    [by_order] = scored("cbi", row, reversed_item=10)
    assert numbers(by_default)["work"] == 28.57
    assert numbers(by_order)["work"] == 0
    [few] = scored("cbi", [50, 50, *[""] * 4, *[50] * 7, *[50] * 6])
    assert few["scales"]["personal"]["score"] is None
    assert "needs 3 answers" in few["scales"]["personal"]["reason"]
    assert few["scales"]["work"]["band"] == "raised"
    assert few["scales"]["work"]["band_confirmed"] is False


def test_a_cut_moves_only_where_its_author_leaves_room(scored):
    [line] = scored("barc-10", [4] * 10, cut=40)
    assert (line["scales"]["total"]["cut"], line["scales"]["total"]["at_or_over_cut"]) == (40, True)
    [line] = scored("barc-10", [4] * 10)
    assert (line["scales"]["total"]["cut"], line["scales"]["total"]["at_or_over_cut"]) == (
        47,
        False,
    )
    assert scored("pcl-5", [1] * 20, cut=31)[0]["scales"]["total"]["cut"] == 31
    for instrument, cut, said in (
        ("pcl-5", 30, "between 31 and 33"),
        ("barc-10", 61, "between 10 and 60"),
        ("gad-7", 10, "has no cut"),
    ):
        with pytest.raises(CommandError, match=said):
            scored(instrument, [1] * INSTRUMENT_ITEMS[instrument], cut=cut)


def test_a_sheet_without_names_is_scored_too(scored):
    assert numbers(scored("gad-7", [1] * 7, header=False)[0]) == {"total": 7}


@pytest.mark.parametrize("instrument", ["AUDIT", "dast-10", "phq-8", "daybook-short", ""])
def test_an_instrument_without_a_key_is_refused_by_name(scored, instrument):
    with pytest.raises(CommandError, match=f"no scoring key for “{instrument.lower()}”"):
        scored(instrument, [1] * 10)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("no.csv", None, "no.csv was not read: No such file or directory."),
        ("empty.csv", b"", "empty.csv was not read: it is empty."),
        ("bad.csv", b"\xff\xfe", "bad.csv was not read: line 1 is not UTF-8 text."),
        ("a\0b.csv", None, "no file can have this name"),
        ("names.csv", b"name,date\na,b\n", "its first row must hold the item numbers"),
    ],
)
def test_a_bad_file_is_one_sentence(tmp_path, name, data, said):
    file = tmp_path / name
    if data is not None:
        file.write_bytes(data)
    with pytest.raises(CommandError, match=said) as caught:
        call_command("score", "gad-7", file)
    assert "\n" not in str(caught.value)


def test_a_folder_is_one_sentence(tmp_path):
    with pytest.raises(CommandError, match="Is a directory"):
        call_command("score", "gad-7", tmp_path)


def test_scoring_asks_no_database(scored, django_db_blocker, monkeypatch):
    def refuse(*args):
        raise AssertionError("scoring needs no database")

    for alias in connections:
        monkeypatch.setattr(connections[alias], "connect", refuse)
    assert numbers(scored("gad-7", [1] * 7)[0]) == {"total": 7}


def test_a_shell_gets_one_line_for_a_row_and_1_for_what_is_refused(tmp_path):
    file = tmp_path / "answers.csv"
    file.write_text("1,2,3,4,5,6,7\n1,1,1,1,1,1,1\n")
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LC_ALL": "C"}

    def run(*words):
        command = [sys.executable, ROOT / "manage.py", "score", *words]
        return subprocess.run(  # noqa: S603  our own command
            command, capture_output=True, text=True, env=environment, check=False, cwd=tmp_path
        )

    good, bad = run("gad-7", file), run("audit", file)
    assert (good.returncode, bad.returncode) == (0, 1)
    assert json.loads(good.stdout)["scales"]["total"]["score"] == 7
    assert not good.stderr
    assert not bad.stdout
    assert len(bad.stderr.splitlines()) == 1
    assert "Traceback" not in bad.stderr


# The shared files, read in place ----------------------------------------------------------------


@needs_shared
def test_every_row_of_the_worked_examples_is_scored_or_refused_by_name(scored):
    ours, refused = 0, set()
    with (SHARED / "worked-examples-awell.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 17
    for row in rows:
        answers, expected = row["items"].split(), json.loads(row["expected"])
        if row["instrument"].lower() in INSTRUMENTS:
            [line] = scored(row["instrument"], answers)
            assert {name: numbers(line)[name] for name in expected} == expected, row
            ours += 1
        else:
            with pytest.raises(CommandError, match=row["instrument"].lower()):
                scored(row["instrument"], answers)
            refused.add(row["instrument"])
    assert (ours, refused) == (12, {"AUDIT", "DAST-10"})


@needs_shared
def test_the_221_rows_of_the_pcl5_each_add_up():
    out = StringIO()
    call_command("score", "pcl-5", SHARED / "pcl5-221-veterans.csv", stdout=out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [line["row"] for line in lines] == list(range(1, 222))
    for line in lines:
        total, *clusters = numbers(line).values()
        assert total == sum(clusters)
        assert line["provisional_by_clusters"] is all(line["clusters_met"].values())
