"""Made-up words for a scoring key: no sentence of a real questionnaire."""

from dataclasses import replace

from coordination.instruments import KEYS
from coordination.instruments.about import key_for
from coordination.instruments.texts import Answer, Item, Text

# Labels of five kinds of cheese: nobody mistakes them for an instrument.
LABELS = ["Brie", "Cheddar", "Edam", "Feta", "Gouda", "Halloumi"]


def made_up(name="gad-7", reversed_item=13, **changes):
    """A text that fits the key of the instrument `name`."""
    key = key_for(name, reversed_item)
    text = Text(
        key_name=key.name,
        key_version=key.version,
        version="1",
        language="en",
        title="Sunday table",
        items=tuple(Item(n, f"Cheese board {n}", label=str(n)) for n in key.numbers),
        answers=tuple(map(Answer, key.answers, LABELS)),
        credit="Made up for a test",
        licence="Free as air",
    )
    return replace(text, **changes)


def as_file(text):
    """The same text as a file of our own form, parsed."""
    key = KEYS[text.key_name, text.key_version]
    turned = {item for scale in key.scales for item in scale.reverse}
    found = {"format": "daybook-text-1", "instrument": text.key_name}
    for name in ("version", "language", "title", "credit", "licence"):
        found[name] = getattr(text, name)
    found["answers"] = [{"value": one.value, "label": one.label} for one in text.answers]
    found["items"] = [{"number": item.number, "text": item.text} for item in text.items]
    if text.key_name == "cbi":
        for item in found["items"]:
            if item["number"] in turned:
                item["reversed"] = True
    return found
