"""`manage.py run_due`: the work that falls due with time. A timer calls it each minute."""

import logging

from django.core.management.base import CommandError

from coordination import clock, vault
from coordination.management.ready import ReadyCommand
from coordination.registry import due

log = logging.getLogger("daybook")


class Command(ReadyCommand):
    help = "Run what is due now. Running it twice changes nothing."

    def handle(self, *args, **options):
        failed = []
        for job in due.jobs():
            try:
                with vault.acting_as(f"due work: {job.__name__}"):
                    job(clock.now())
            except Exception:
                log.exception("due work failed")
                failed.append(job.__name__)
        if failed:
            raise CommandError(
                f"These did not finish and run again next time: {', '.join(failed)}."
            )
