"""What may be asked now: our own forms, and instruments whose text somebody switched on (INS-2)."""

from coordination.instruments.models import InstrumentText
from coordination.outcomes.measures import MEASURES


def offered(language="en"):
    """
    (measure, text) of everything that may be asked, in order; `text` is None for our own forms.

    Of several languages the reader's comes first, then its root, then English.
    """
    names = [measure.key_name for measure in MEASURES.values() if measure.key_name]
    texts = {}
    for text in InstrumentText.objects.switched_on().filter(key_name__in=names):
        texts.setdefault(text.key_name, []).append(text)
    return [
        (measure.with_text(text), text) if text else (measure, None)
        for measure in MEASURES.values()
        if (text := _best(texts.get(measure.key_name, []), language)) or not measure.key_name
    ]


def languages(measure):
    """Codes of the languages a measure can be asked in; empty where there is no choice."""
    if not measure.key_name:
        return []
    rows = InstrumentText.objects.switched_on().of(measure.key_name)
    found = sorted(text.language for text in rows)
    return found if len(found) > 1 else []


def text_for(measure, language="en", shown=""):
    """
    The text to ask a measure in, or None where none is switched on.

    `shown`: reference of the text a form was sent with. Its answers belong to those words, also
    when a newer text was switched on in between.
    """
    rows = InstrumentText.objects.filter(key_name=measure.key_name, confirmed_on__isnull=False)
    if shown and (row := rows.filter(ref=shown).first()):
        return row
    return _best(list(InstrumentText.objects.switched_on().of(measure.key_name)), language)


def _best(texts, language):
    order = [language, language.split("-")[0], "en"]
    rank = {code: place for place, code in reversed(list(enumerate(order)))}
    return min(texts, key=lambda text: (rank.get(text.language, 9), text.language), default=None)
