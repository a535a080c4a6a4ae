"""`manage.py migrate` readies a new data folder, and refuses data whose key is missing."""

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management.base import CommandError
from django.db import connections

from coordination.management.commands.migrate import has_data, make_ready


def mode(path):
    return stat.S_IMODE(Path(path).stat().st_mode)


@pytest.fixture
def home(db, settings, tmp_path, monkeypatch):
    settings.DAYBOOK_DATA = tmp_path / "data"
    settings.DAYBOOK_KEY_FILE = tmp_path / "data-keys" / "agency.key"
    settings.SECRET_KEY_FILE = tmp_path / "data-keys" / "secret.key"
    monkeypatch.delenv("SECRET_KEY", raising=False)
    before = os.umask(0o022)
    yield tmp_path
    os.umask(before)


def test_a_new_folder_gets_its_key_and_secret_readable_by_one(home, settings):
    make_ready()

    assert mode(home / "data") == mode(home / "data-keys") == 0o700
    assert mode(settings.DAYBOOK_KEY_FILE) == mode(settings.SECRET_KEY_FILE) == 0o600
    assert not list((home / "data").iterdir())


def test_files_made_afterwards_are_readable_by_one(home):
    make_ready()
    (home / "data" / "daybook.sqlite3").touch()

    assert mode(home / "data" / "daybook.sqlite3") == 0o600


def test_twice_changes_no_key(home, settings):
    make_ready()
    before = settings.DAYBOOK_KEY_FILE.read_bytes(), settings.SECRET_KEY_FILE.read_bytes()
    make_ready()

    assert (settings.DAYBOOK_KEY_FILE.read_bytes(), settings.SECRET_KEY_FILE.read_bytes()) == before


def test_data_without_its_key_is_refused(home, settings):
    make_ready()
    (home / "data" / "daybook.sqlite3").touch()
    settings.DAYBOOK_KEY_FILE.unlink()

    with pytest.raises(CommandError, match="Put the key file back first"):
        make_ready()
    assert not settings.DAYBOOK_KEY_FILE.exists()


def test_a_folder_that_others_could_read_is_closed(home):
    (home / "data").mkdir(mode=0o755)
    make_ready()

    assert mode(home / "data") == 0o700


@pytest.mark.parametrize(
    ("text", "rights", "said"),
    [(None, 0o644, "chmod 600"), ("1 not a key", 0o600, "cannot be used")],
)
def test_a_key_that_cannot_be_used_is_refused_before_a_server_starts(
    home, settings, text, rights, said
):
    make_ready()
    if text is not None:
        settings.DAYBOOK_KEY_FILE.write_text(text)
    settings.DAYBOOK_KEY_FILE.chmod(rights)

    with pytest.raises(CommandError, match=said):
        make_ready()


def test_keys_on_a_server_are_data_too(cast, home):
    """With everything in PostgreSQL the folder is empty, and a new key would open nobody."""
    if connections["keys"].vendor == "sqlite":
        assert not has_data(home / "data")
        (home / "data").mkdir()
        (home / "data" / "keys.sqlite3").touch()

    assert has_data(home / "data")


@pytest.mark.skipif(connections["default"].vendor != "sqlite", reason="once is enough")
def test_the_command_makes_every_database_of_a_new_agency(tmp_path):
    """As on a new machine: keys and the audit lie apart, each with its table and its triggers."""
    ours = {"SECRET_KEY", "SECRET_KEY_FILE", "DAYBOOK_KEY_FILE", "DATABASE_URL", "DAYBOOK_DATA"}
    kept = {name: value for name, value in os.environ.items() if name not in ours}
    kept |= {"DAYBOOK_DATA": str(tmp_path / "data"), "DJANGO_SETTINGS_MODULE": SETTINGS}
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=root, env=kept, check=True)

    made = {path.stem: things(path) for path in (tmp_path / "data").glob("*.sqlite3")}
    assert made.keys() == {"daybook", "keys", "audit"}
    assert {one for one in made["keys"] if one.startswith(APPS)} == {"coordination_personkey"}
    audit = {one for one in made["audit"] if one.startswith(APPS)}
    assert "coordination_readaudit" in audit
    assert len(audit) > 1, "no trigger keeps the audit as it was written"
    assert len([one for one in made["daybook"] if one.startswith(APPS)]) > 60


SETTINGS = "coordination.settings"
APPS = ("coordination_", "mentors_", "referrals_", "selfcare_")


def things(path):
    """Tables and triggers of a database, by name."""
    with closing(sqlite3.connect(path)) as base:
        return {
            name
            for (name,) in base.execute(
                "SELECT name FROM sqlite_master WHERE type IN ('table', 'trigger')"
            )
        }
