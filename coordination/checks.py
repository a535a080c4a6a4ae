"""What must hold before Daybook opens."""

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from . import append_only, vault

SQLITE_MUST_SAY = {
    "journal_mode": "wal",
    "synchronous": 2,
    "secure_delete": 1,
    "foreign_keys": 1,
    "temp_store": 2,
}


def refuse_unsafe_start():
    """Raise ImproperlyConfigured with one sentence when a promise of safety does not hold."""
    vault.refuse_wrong_key()
    if getattr(staticfiles_storage, "hashed_files", None) == {}:
        raise ImproperlyConfigured("Run `manage.py collectstatic` first: pages need their files.")
    for alias in settings.DATABASES:
        for name, wanted in sqlite_differences(alias):
            raise ImproperlyConfigured(f"SQLite {alias}: {name} must be {wanted}.")
        if tables := append_only.missing(alias):
            raise ImproperlyConfigured(f"Run `manage.py migrate`: {tables} can be changed.")


def sqlite_differences(alias):
    """Live settings of an SQLite database that differ from what keeps acknowledged writes."""
    if connections[alias].vendor != "sqlite":
        return
    with connections[alias].cursor() as cursor:
        for name, wanted in SQLITE_MUST_SAY.items():
            if cursor.execute(f"PRAGMA {name}").fetchone()[0] != wanted:
                yield name, wanted
