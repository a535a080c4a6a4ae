"""What an agency has not set up yet, in words; each with why it matters."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from coordination.instruments.models import InstrumentText
from coordination.organisation.models import Organisation
from coordination.roles import Role
from coordination.users.models import User


@dataclass(frozen=True)
class Missing:
    """One thing left to do, and why."""

    text: str
    why: str


def missing():
    """What is left, the most needed first. Empty when all is set."""
    held = Organisation.current()
    privacy = User.objects.holding(Role.PRIVACY_OFFICER).exists()
    texts = InstrumentText.objects.switched_on().exists()
    reach = held.phone or held.address
    checks = [
        (privacy, _("Nobody is privacy officer."), _("Someone has to watch who looks.")),
        (held.name, _("The organization has no name."), _("It stands on agreements.")),
        (reach, _("How to reach us is not written down."), _("People need it to stop sharing.")),
        (held.help_lines, _("No local help lines are written down."), _("They stand on Help.")),
        (
            held.must_tell,
            _("The times we must tell someone are not written down."),
            _("Counsel writes them; agreements say them."),
        ),
        (
            texts,
            _("No questionnaire text is loaded."),
            _("Until one is, only our own short check-in is asked."),
        ),
    ]
    return [Missing(text, why) for done, text, why in checks if not done]
