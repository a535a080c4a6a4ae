"""`manage.py check_access`: do the stored grants equal the reasons?"""

from django.core.management.base import CommandError

from coordination import access
from coordination.management.ready import ReadyCommand
from coordination.models import Survivor

CHUNK = 500


class Command(ReadyCommand):
    help = "Compare every stored grant with the reasons for it. Exits 1 when they differ."

    def handle(self, *args, **options):
        keys = list(
            Survivor.objects.unscoped("comparing all grants")
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        found = []
        for start in range(0, len(keys), CHUNK):
            found += access.differences(keys[start : start + CHUNK])
        for line in found:
            self.stderr.write(line)
        if found:
            raise CommandError(f"{len(found)} grants differ from their reasons.")
        self.stdout.write(f"Grants equal reasons for {len(keys)} people.")
