"""Commands that need the tables say so in one sentence."""

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection

A_TABLE = "coordination_survivor"


class ReadyCommand(BaseCommand):
    """A command that works on an installation `manage.py migrate` has readied."""

    def execute(self, *args, **options):
        try:
            ready = A_TABLE in connection.introspection.table_names()
        except OperationalError:
            ready = False
        if not ready:
            raise CommandError("The database is not ready. Run `manage.py migrate` first.")
        return super().execute(*args, **options)
