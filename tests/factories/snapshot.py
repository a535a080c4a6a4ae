"""
A cast made once and put back in milliseconds.

The first test of a day makes it through the real actions; its rows are kept as the database gave
them, and every later test inserts them into its own transaction.
"""

import copy

from django.apps import apps
from django.db import connections, router

from coordination import clock

_kept = {}


def stage(make):
    """
    A fresh copy of what `make()` returns, with its rows in the databases.

    Made anew where tests commit: after their flush the ids of permissions are others.
    """
    if not connections["default"].in_atomic_block:
        return make()
    key = (make, clock.today())
    if key not in _kept:
        before = {table: set(rows) for table, rows in _rows()}
        made = make()
        added = [
            (table, [row for row in rows if row not in before[table]]) for table, rows in _rows()
        ]
        _kept[key] = copy.deepcopy(made), [entry for entry in added if entry[1]]
        return made
    made, tables = _kept[key]
    for (alias, table), rows in tables:
        connection = connections[alias]
        marks = ", ".join(["%s"] * len(rows[0]))
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {connection.ops.quote_name(table)} VALUES ({marks})", rows
            )
    return copy.deepcopy(made)


def _rows():
    for model in apps.get_models(include_auto_created=True):
        alias, table = router.db_for_write(model), model._meta.db_table
        with connections[alias].cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connections[alias].ops.quote_name(table)}")
            yield (alias, table), cursor.fetchall()
