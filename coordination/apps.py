from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

REGISTERED = [
    "reasons",
    "cards",
    "disclosable",
    "measures",
    "erasure",
    "due",
    "sample",
    "open_work",
    "intake",
    "people",
    "denials",
    "timeline",
    "team",
    "notices",
    "finds",
]


class CoordinationConfig(AppConfig):
    name = "coordination"
    verbose_name = _("Coordination")

    def ready(self):
        from . import checks  # noqa: F401  registers itself

        post_migrate.connect(put_triggers_back, sender=self)
        autodiscover_modules(*REGISTERED)


def put_triggers_back(using, **kwargs):
    """Runs after the last app's tables exist, whichever app was migrated."""
    from . import append_only

    append_only.install(using)
