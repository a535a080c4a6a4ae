"""`manage.py run_due`: the work that falls due with time. A timer calls it each minute."""

import logging

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coordination import clock, vault
from coordination.management.ready import ReadyCommand
from coordination.registry import due

log = logging.getLogger("daybook")


class Command(ReadyCommand):
    help = "Run what is due now. Running it twice changes nothing."

    def handle(self, *args, **options):
        """One line of what was done. A job that fails stops no other; then it ends with 1."""
        failed, said = [], []
        for job in due.jobs():
            try:
                with vault.acting_as(f"due work: {job.__name__}"):
                    said += [words] if (words := job(clock.now())) else []
            except Exception:
                log.exception("due work failed")
                failed.append(job.__name__)
        done = len(due.jobs()) - len(failed)
        line = ngettext("%(count)s job done", "%(count)s jobs done", done) % {"count": done}
        self.stdout.write("; ".join([line, *said]) + ".")
        if failed:
            raise CommandError(
                _("These did not finish and run again next time: %(jobs)s.")
                % {"jobs": ", ".join(failed)}
            )
