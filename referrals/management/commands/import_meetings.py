"""manage.py import_meetings FILE: a Meeting Guide list becomes groups of the directory."""

import getpass
import json
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from coordination.management.ready import ReadyCommand
from referrals.groups.support_models import BY_SLUG
from referrals.importers.load import DEFAULT_MODEL, import_feed, source_name
from referrals.importers.meeting_guide import VERSION, parse
from referrals.importers.rows import MAX_BYTES, NotAFeed
from referrals.importers.times import zone_names

LOUD = {"refused", "held"}  # said even when nobody asked for every row


class Command(ReadyCommand):
    help = (
        "Read a Meeting Guide JSON file into the directory. The last line of standard output is "
        "one JSON object of counts; what happened row by row goes to standard error."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--area", default="", help="name of the list; else the file's name without date"
        )
        parser.add_argument("--timezone", default="", help="zone of rows that name none")
        parser.add_argument(
            "--model",
            default="",
            choices=["", *BY_SLUG],
            help=f"support model of the list, remembered for it; a new list is {DEFAULT_MODEL}",
        )
        parser.add_argument("--dry-run", action="store_true", help="say everything, write nothing")

    def handle(self, *, file, area, timezone, model, dry_run, verbosity, **options):
        if timezone and timezone not in zone_names():
            raise CommandError(
                _("“%s” is not a time zone; use a name such as America/Denver.") % timezone
            )
        data = _read(file)
        try:
            feed = parse(data, zone=timezone, default_zone=settings.TIME_ZONE)
        except NotAFeed as error:
            raise CommandError(_refusal(file, error)) from error
        report = import_feed(
            feed,
            name=area.strip() or source_name(file),
            data=data,
            reader=VERSION,
            model=model,
            account=_account(),
            dry_run=dry_run,
        )
        for kind, line in report.lines:
            if verbosity > 1 or dry_run or (verbosity and kind in LOUD):
                self.stderr.write(f"{kind}: {line}")
        self.stdout.write(json.dumps(report.counts))


def _read(file):
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(_refusal(file, error.strerror)) from error


def _refusal(file, reason):
    return _("%(file)s was not imported: %(reason)s.") % {"file": file.name, "reason": reason}


def _account():
    """Who is at the keyboard, as far as the server knows."""
    try:
        return getpass.getuser()[:64]
    except (KeyError, OSError):
        return ""
