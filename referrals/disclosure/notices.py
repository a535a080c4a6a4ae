"""The notice that travels with records about help with substance use (DIS-3, DIS-4)."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# 42 CFR 2.32(a)(2) as of the 2024 rule, word for word; never translated, since the law says it so.
SHORT_FORM = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
SHORT_VERSION = "42-cfr-2.32-a-2-2024"


@dataclass(frozen=True)
class Notice:
    """The words printed with a disclosure and the version the ledger keeps; empty if none binds."""

    text: str = ""
    version: str = ""


def refuse_outdated(text):
    """Raise ValidationError for the short form from before 2024, which lacks "use or" (DIS-4)."""
    if "prohibits unauthorized disclosure" in " ".join(text.lower().split()):
        message = _("Use the 2024 words: “prohibits unauthorized use or disclosure”.")
        raise ValidationError(message, code="outdated_notice")


def notice_for(organisation):
    """The notice this organisation sends along: with Part 2 on, the exact short form."""
    if not organisation.part2_program:
        return Notice()
    refuse_outdated(SHORT_FORM)
    return Notice(SHORT_FORM, SHORT_VERSION)
