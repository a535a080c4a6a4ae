"""`manage.py score INSTRUMENT FILE.csv`: answers to scores, without a database."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from coordination import sheets
from coordination.instruments.about import CBI_ORDERS, INSTRUMENTS, key_for
from coordination.instruments.lines import line
from coordination.instruments.sheet import NotAnswers, read
from coordination.instruments.texts import NotAText
from coordination.management.files import read_file, refusal


class Command(BaseCommand):
    help = (
        "Score a CSV file of answers: columns are item numbers, one row for each respondent. "
        "Prints one JSON object per row, with null and a reason where a scale may not be scored. "
        f"Instruments: {', '.join(INSTRUMENTS)}."
    )
    requires_system_checks = []  # scoring needs no installation

    def add_arguments(self, parser):
        parser.add_argument("instrument")
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--reversed-item",
            type=int,
            choices=CBI_ORDERS,
            default=CBI_ORDERS[-1],
            help="CBI only: where its one reversed item stands in this text",
        )

        parser.add_argument(
            "--cut", type=int, help="another cut than the published one, where that is left open"
        )

    def handle(self, *, instrument, file, reversed_item, cut, **options):
        key = _key(instrument, reversed_item, cut)
        data = read_file(file, sheets.LARGEST)
        try:
            rows = read(sheets.read(data), key)
        except (sheets.NotASheet, NotAnswers) as error:
            raise refusal(file, error) from error
        for row in rows:
            self.stdout.write(json.dumps(line(key, row)))


def _key(instrument, reversed_item, cut):
    try:
        key = key_for(instrument, reversed_item)
        return key if cut is None else key.with_cut(cut)
    except NotAText as error:
        raise CommandError(str(error)) from error
    except ValueError as error:
        raise CommandError(f"{str(error)[0].upper()}{str(error)[1:]}.") from error
