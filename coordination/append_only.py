"""Tables that only grow: triggers refuse UPDATE and DELETE on both databases."""

from django.apps import apps
from django.db import connections, router

REFUSAL = "this table only grows"


def models():
    """Every model marked `append_only = True`."""
    return [model for model in apps.get_models() if getattr(model, "append_only", False)]


def install(using):
    """
    Put the triggers on, after every migrate, since SQLite drops them when it rebuilds a table.
    """
    there = set(connections[using].introspection.table_names())
    for model in models():
        if router.allow_migrate_model(using, model) and model._meta.db_table in there:
            _run(using, _drop(model, using) + _create(model, using))


def lift(using):
    """Take the triggers off, for the flush between tests; its migrate signal puts them back."""
    for model in models():
        if router.allow_migrate_model(using, model):
            _run(using, _drop(model, using))


def missing(using):
    """Names of append-only tables whose triggers are not there."""
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger",
    }[connections[using].vendor]
    with connections[using].cursor() as cursor:
        cursor.execute(query)
        there = {row[0] for row in cursor.fetchall()}
    tables = [m._meta.db_table for m in models() if router.allow_migrate_model(using, m)]
    return [table for table in tables if not {f"{table}_no_update", f"{table}_no_delete"} <= there]


def _run(using, statements):
    with connections[using].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _drop(model, using):
    table = model._meta.db_table
    on = f" ON {table}" if connections[using].vendor == "postgresql" else ""
    return [f"DROP TRIGGER IF EXISTS {table}_no_{verb}{on}" for verb in ("update", "delete")]


def _create(model, using):
    table = model._meta.db_table
    if connections[using].vendor == "postgresql":
        function = (
            "CREATE OR REPLACE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = '23514'; END $$"
        )
        make = (
            "CREATE TRIGGER {t}_no_{v} BEFORE {v} ON {t} FOR EACH ROW EXECUTE FUNCTION only_grows()"
        )
        return [function] + [make.format(t=table, v=verb) for verb in ("update", "delete")]
    make = "CREATE TRIGGER {t}_no_{v} BEFORE {v} ON {t} BEGIN SELECT RAISE(ABORT, '{why}'); END"
    return [make.format(t=table, v=verb, why=REFUSAL) for verb in ("update", "delete")]
