"""`manage.py migrate` readies a new DAYBOOK_DATA: folders, keys, and every database."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS, connections

from coordination import vault

HOME = "coordination"  # the app of every model that has a database of its own


class Command(migrate.Command):
    help = "Prepare the data folder, the agency key and every database, and bring them up to date."

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.set_defaults(database=None)

    def execute(self, *args, **options):
        self.every_database = options["database"] is None
        if self.every_database:
            make_ready()  # before Django's own checks, which open the databases
            options["database"] = DEFAULT_DB_ALIAS
        return super().execute(*args, **options)

    def handle(self, *args, **options):
        if not self.every_database:
            return super().handle(*args, **options)
        super().handle(*args, **{**options, "database": DEFAULT_DB_ALIAS})
        for alias in settings.DATABASES.keys() - {DEFAULT_DB_ALIAS}:
            # Keys and the audit have one table each: other apps would be replayed for nothing.
            ours = {"app_label": options["app_label"] or HOME}
            super().handle(*args, **{**options, "database": alias, **ours})
        call_command("createcachetable", verbosity=0)
        try:
            vault.refuse_wrong_key()
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from None


def make_ready():
    """
    Make the folders, and the agency key when there is neither key nor data.

    Raises CommandError for data without its key, since nothing sealed could be opened again, and
    for a key that others can read, that lies with the data or that is none.
    """
    data = Path(settings.DAYBOOK_DATA)
    if not Path(settings.DAYBOOK_KEY_FILE).is_file():
        if has_data(data):
            raise CommandError(
                f"There is data already, but its agency key {settings.DAYBOOK_KEY_FILE} is "
                "missing. Put the key file back first."
            )
        vault.create_agency_key()
    try:
        vault.agency_keys()
    except (ImproperlyConfigured, ValueError) as error:  # before a server starts that opens nobody
        raise CommandError(f"The agency key cannot be used. {error}") from None
    os.umask(0o077)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    data.chmod(0o700)
    # Asked of the environment: Django refuses to read an empty SECRET_KEY.
    if not os.environ.get("SECRET_KEY") and not Path(settings.SECRET_KEY_FILE).is_file():
        settings.SECRET_KEY = create_secret(Path(settings.SECRET_KEY_FILE))


def has_data(folder):
    """Whether anything may be sealed already: files in the folder, or keys on a server."""
    if folder.is_dir() and any(folder.glob("*.sqlite3")):
        return True
    keys = connections["keys"]
    if keys.vendor == "sqlite":
        return False
    table = vault.PersonKey._meta.db_table
    return table in keys.introspection.table_names() and vault.PersonKey.objects.exists()


def create_secret(path):
    """Write the secret that signs sessions, readable by its owner only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    secret = secrets.token_urlsafe(48)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secret)
    return secret
