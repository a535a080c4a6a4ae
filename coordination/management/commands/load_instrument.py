"""`manage.py load_instrument FILE`: the words of a questionnaire, waiting for permission."""

import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from coordination.instruments.about import CBI_ORDERS
from coordination.instruments.actions import load_text
from coordination.instruments.readers import LARGEST, read
from coordination.instruments.texts import NotAText
from coordination.management.files import read_file
from coordination.management.ready import ReadyCommand
from coordination.models import InstrumentText


class Command(ReadyCommand):
    help = (
        "Load a FHIR Questionnaire (R4, JSON) or a text in Daybook's own form. Prints one JSON "
        "object. The text is used once somebody ticks on /setup/questionnaires/ that permission "
        "is held."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--key", default="", help="the instrument, where the file does not say")
        parser.add_argument("--language", default="", help="language code, such as en or es-MX")
        parser.add_argument("--text-version", default="", help="version of the words")
        parser.add_argument(
            "--reversed-item",
            type=int,
            choices=CBI_ORDERS,
            help="CBI in FHIR form only: where its one reversed item stands",
        )

    def handle(self, *, file, key, language, text_version, reversed_item, **options):
        data = read_file(file, LARGEST)
        try:
            text = read(data, key, language, text_version, reversed_item)
            known = InstrumentText.objects.filter(digest=text.digest(), version=text.version)
            is_new = not known.exists()
            row = load_text(text=text)
        except NotAText as error:
            raise CommandError(f"{file.name}: {error}") from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(json.dumps(_said(row, is_new)))


def _said(row, is_new):
    return {
        "key": row.key_name,
        "version": row.version,
        "items": len(row.items),
        "scales": [scale.name for scale in row.key.scales],
        "key_version": row.key_version,
        "language": row.language,
        "title": row.title,
        "left_out": row.left_out,
        "state": row.state,
        "loaded": is_new,
    }
