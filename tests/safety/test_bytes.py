"""No word about a person lies in the data or the logs in clear (G6, G12, done-when of issue 2)."""

import sqlite3
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

from coordination import vault
from tests.safety.canaries import Canaries
from tests.safety.world import World


@pytest.mark.django_db(transaction=True)
def test_no_token_lies_in_clear_in_the_data(caplog, capfd):
    """
    A world made and looked at, committed to real files: database, journal, logs (done-when of the
    issue). A name put in plain columns on purpose is found, so the search itself is no blank.
    """
    with vault.acting_as("a world on disk"):
        world = World()
    client = Client(raise_request_exception=False)
    client.force_login(world.rosa)
    for path in (world.cam.get_absolute_url(), "/people/", f"/entries/{world.old_contact.ref}/"):
        assert client.get(path).status_code == 200
    client.post(f"/people/{world.cam.ref}/log/", {"note": world.canaries.new()})
    client.get(f"/people/{world.eve.ref}/")
    control = world.canaries.new()
    world.group.notes = control
    world.group.save()

    said = caplog.text + "".join(capfd.readouterr())
    found = set()
    for name, data in dumps():
        assert data, name
        found |= world.canaries.found(data)
    assert found == {control}
    assert not world.canaries.found(said.encode())


def dumps():
    """(name, bytes) of every file of the data, or every row where a server keeps the files."""
    if connections["default"].vendor == "sqlite":
        files = [path for path in Path(settings.DAYBOOK_DATA).rglob("*") if path.is_file()]
        assert {path.suffix for path in files} >= {".sqlite3", ".sqlite3-wal"} or files
        for path in files:
            if path.stat().st_size and not path.name.endswith("-shm"):
                yield path.name, path.read_bytes()
        return
    for alias in connections:
        with connections[alias].cursor() as cursor:
            for table in connections[alias].introspection.table_names(cursor):
                cursor.execute(f'SELECT CAST(t.* AS text) FROM "{table}" t')
                yield table, "\n".join(row[0] for row in cursor.fetchall()).encode() or b"-"


def test_a_wal_is_read_as_it_lies(tmp_path):
    """The search reads the journal too: what was committed and not yet moved is found there."""
    canaries = Canaries()
    token = canaries.new()
    path = tmp_path / "plain.sqlite3"
    database = sqlite3.connect(path)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("CREATE TABLE t (x)")
    database.execute("INSERT INTO t VALUES (?)", [token])
    database.commit()
    journal = (tmp_path / "plain.sqlite3-wal").read_bytes()
    database.close()

    assert canaries.found(journal) == {token}
