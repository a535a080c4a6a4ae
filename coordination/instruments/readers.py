"""A file of bytes to a Text that fits its key, whichever of the two forms it has."""

from dataclasses import replace

from django.utils.translation import gettext as _

from coordination import strict_json

from . import fhir, own_format
from .texts import NotAText, Text, check

LARGEST = 1024 * 1024


def read(data: bytes, key="", language="", version="", reversed_item=None) -> Text:
    """
    The text in these bytes, checked against the scoring key it names.

    `key` names the instrument where the file does not; `language` and `version` win over the
    file's own. Without any version, one is made from the words, so that the same file stays the
    same. Raises NotAText with one sentence.
    """
    key = key.strip().lower()
    found = _parsed(data)
    if own_format.is_ours(found):
        text, scored_by = own_format.read(found, key)
    elif fhir.is_fhir(found):
        text, scored_by = fhir.read(found, key, reversed_item)
    else:
        raise NotAText(_("This file is neither a FHIR Questionnaire nor a text in Daybook's form."))
    text = replace(
        text,
        language=language or text.language or "en",
        credit=text.credit or scored_by.credit,
    )
    text = replace(text, version=version or text.version or f"file {text.digest()[:8]}")
    check(text, scored_by)
    return text


def _parsed(data):
    if len(data) > LARGEST:
        raise NotAText(_("This file is larger than 1 MB."))
    if not data.strip():
        raise NotAText(_("This file is empty."))
    try:
        return strict_json.load(data)
    except strict_json.NotJSON as error:
        raise NotAText(_("This file cannot be read: %s.") % error) from error
