"""`manage.py sample_agency`: an invented agency to look around in, on an empty database."""

from django.conf import settings
from django.core.management.base import CommandError
from django.db import transaction

from coordination import sample
from coordination.management.ready import ReadyCommand
from coordination.models import Survivor, User


class Command(ReadyCommand):
    help = "Make the sample agency. Only on an empty database."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="say nothing when there are records already"
        )

    def handle(self, *args, **options):
        if User.objects.exists():
            if options["if_empty"]:
                return
            raise CommandError("There are records here. Use a new DAYBOOK_DATA for the sample.")
        settings.DAYBOOK_SAMPLE = True  # an invented agency may set its clock
        with transaction.atomic(), transaction.atomic(using="keys"):
            sample.make()
        people = Survivor.objects.unscoped("a count for the console").count()
        self.stdout.write(f"The sample agency is ready: {people} people.")
