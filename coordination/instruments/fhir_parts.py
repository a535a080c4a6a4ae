"""Parts of a FHIR file, which may hold anything: the right kind, or a sentence."""

from django.utils.translation import gettext as _

from .texts import NotAText


def many(held, name):
    value = held.get(name, [])
    if isinstance(value, list) and all(isinstance(one, dict) for one in value):
        return value
    if name == "identifier" and isinstance(value, dict):  # one where the standard has several
        return [value]
    raise NotAText(_("“%s” is not built as FHIR R4 has it: a list of parts in braces.") % name)


def part(held, name):
    value = held.get(name, {})
    if isinstance(value, dict):
        return value
    raise NotAText(_("“%s” is not built as FHIR R4 has it: one part in braces.") % name)


def word(held, name):
    value = held.get(name, "")
    if isinstance(value, str):
        return value.strip()
    raise NotAText(_("“%s” is not built as FHIR R4 has it: words in quotes.") % name)
