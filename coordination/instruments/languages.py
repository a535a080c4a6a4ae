"""Names of languages: those a form offers, and any other a file may bring."""

from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

LANGUAGES = [
    ("en", _("English")),
    ("es", _("Spanish")),
    ("ar", _("Arabic")),
    ("zh", _("Chinese")),
    ("fr", _("French")),
    ("ht", _("Haitian Creole")),
    ("ko", _("Korean")),
    ("pt", _("Portuguese")),
    ("ru", _("Russian")),
    ("so", _("Somali")),
    ("tl", _("Tagalog")),
    ("vi", _("Vietnamese")),
]


def language_name(code):
    """The language in the reader's words; its code where nobody has a name for it."""
    ours = dict(LANGUAGES)
    if code in ours:
        return ours[code]
    try:
        return get_language_info(code.lower())["name_translated"]
    except KeyError:
        return ours.get(code.split("-")[0], code)
