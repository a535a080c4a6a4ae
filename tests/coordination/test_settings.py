"""Settings: wrong ones stop the start and name the variable; live ones are what keeps data."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from coordination import append_only, checks, vault
from coordination.models import SurvivorGrant
from coordination.settings import database, env_bool, env_int

ROOT = Path(__file__).resolve().parents[2]


def manage(*command, **environment):
    """Run manage.py with these variables and no others of ours."""
    keep = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME"}}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=keep | environment,
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize("value", ["true", "1", "yes", ""])
def test_an_odd_yes_or_no_stops_the_start(monkeypatch, value):
    monkeypatch.setenv("DEBUG", value)

    with pytest.raises(ImproperlyConfigured, match="DEBUG is .*; use True or False"):
        env_bool("DEBUG")


@pytest.mark.parametrize("value", ["-1", "ten", "1.5"])
def test_an_odd_number_stops_the_start(monkeypatch, value):
    monkeypatch.setenv("LOCK_AFTER_SECONDS", value)

    with pytest.raises(ImproperlyConfigured, match="LOCK_AFTER_SECONDS is .*; use a whole number"):
        env_int("LOCK_AFTER_SECONDS", 1)


@pytest.mark.parametrize("url", ["mysql://localhost/daybook", "daybook.sqlite3", "x://y", " "])
def test_another_kind_of_database_is_refused(url):
    with pytest.raises(ImproperlyConfigured, match="neither SQLite nor PostgreSQL"):
        database(url)


def test_there_is_no_secret_by_default(tmp_path):
    code = "from django.conf import settings; settings.SECRET_KEY"
    said = manage("shell", "-v0", "-c", code, DAYBOOK_DATA=str(tmp_path / "data"))

    assert said.returncode
    assert "SECRET_KEY" in said.stderr


@pytest.mark.parametrize("alias", [name for name in connections])
def test_live_databases_keep_what_they_acknowledged(alias, db):
    assert list(checks.sqlite_differences(alias)) == []


def test_a_weaker_setting_is_noticed(db, monkeypatch):
    monkeypatch.setitem(checks.SQLITE_MUST_SAY, "synchronous", 1)

    weak = [("synchronous", 1)] if connections["default"].vendor == "sqlite" else []
    assert list(checks.sqlite_differences("default")) == weak


def test_a_table_that_can_be_changed_is_noticed(db):
    append_only.lift("default")

    with pytest.raises(ImproperlyConfigured, match="can be changed"):
        checks.refuse_unsafe_start()


def test_production_hardens_cookies_and_addresses(tmp_path):
    wanted = {
        "SESSION_COOKIE_NAME": "__Host-daybook",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_NAME": "__Host-form",
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31536000,
        "DEBUG": False,
    }
    code = f"from django.conf import settings; print([getattr(settings, n) for n in {[*wanted]}])"
    secret = "a secret that is long enough for every check of django, and random"
    said = manage("shell", "-v0", "-c", code, DAYBOOK_DATA=str(tmp_path / "d"), SECRET_KEY=secret)

    assert said.stdout.strip() == str(list(wanted.values())), said.stderr


def test_check_deploy_has_nothing_to_say(tmp_path):
    secret = "Fq8Zr0vX3mT6yB1nK9wL5sD2hG7jP4cA8eU6iO3tR1xV0zQ5kM"
    said = manage("check", "--deploy", DAYBOOK_DATA=str(tmp_path / "data"), SECRET_KEY=secret)

    assert "no issues" in said.stdout, said.stderr


def test_sessions_and_limits_live_in_the_database():
    """No state in a process: several servers can share one PostgreSQL."""
    assert settings.SESSION_ENGINE == "django.contrib.sessions.backends.db"
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    assert settings.MESSAGE_STORAGE.endswith("SessionStorage")


def test_no_request_holds_a_transaction():
    for name in connections:
        assert not connections[name].settings_dict["ATOMIC_REQUESTS"]


def test_sign_in_limits_are_those_of_the_goals():
    """G10: five failures a minute and twenty a day per account, thirty an hour per address."""
    rates = settings.ACCOUNT_RATE_LIMITS["login_failed"].split(",")

    assert set(rates) == {"5/m/key", "20/d/key", "30/h/ip"}
    assert settings.ALLAUTH_TRUSTED_PROXY_COUNT == 0


def test_a_day_at_work_is_ten_hours_and_a_lock_ten_minutes():
    assert settings.SESSION_COOKIE_AGE == 36000
    assert settings.LOCK_AFTER_SECONDS == 600
    assert settings.SESSION_EXPIRE_AT_BROWSER_CLOSE


def test_a_change_of_record_names_who_made_it(login, cast):
    login("dana").post(f"/people/{cast.cam.ref}/status/", {"status": "paused"})
    version = cast.cam.history.first()

    assert version.status == "paused"
    assert version.history_user == cast.dana


def test_closing_a_record_names_who_closed_it(login, cast):
    """Grants are saved deep inside; without HistoryRequestMiddleware nobody would be named."""
    data = {"whose_choice": "theirs", "what_next": "nothing"}
    login("dana").post(f"/pairings/{cast.pairing.ref}/end/", data)
    closed = SurvivorGrant.history.filter(user=cast.rosa, history_type="-")

    assert {row.history_user for row in closed} == {cast.dana}


def test_another_agencys_key_is_noticed_before_a_page_opens_a_name(cast, settings, tmp_path):
    settings.DAYBOOK_KEY_FILE = tmp_path / "other.key"
    vault.create_agency_key()

    with pytest.raises(ImproperlyConfigured, match="does not open the records"):
        checks.refuse_unsafe_start()


def test_pages_without_their_files_are_not_served(db, monkeypatch):
    monkeypatch.setattr(checks.staticfiles_storage, "hashed_files", {}, raising=False)

    with pytest.raises(ImproperlyConfigured, match="collectstatic"):
        checks.refuse_unsafe_start()


@pytest.mark.parametrize(
    "command", [["check_access"], ["run_due"], ["sample_agency"], ["import_meetings", "x.json"]]
)
def test_a_command_before_migrate_says_one_sentence(command, tmp_path):
    said = manage(*command, DAYBOOK_DATA=str(tmp_path / "none"), SECRET_KEY="x")

    assert said.returncode == 1
    assert said.stderr.strip().endswith("Run `manage.py migrate` first.")
    assert "Traceback" not in said.stderr
