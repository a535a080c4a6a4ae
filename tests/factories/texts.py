"""Made-up words for a scoring key: no sentence of a real questionnaire."""

from dataclasses import replace

from coordination.instruments import KEYS
from coordination.instruments.about import key_for
from coordination.instruments.actions import load_text, switch_on
from coordination.instruments.texts import Answer, Item, Text

# Kinds of cheese: nobody mistakes them for an instrument.
LABELS = ["Brie", "Cheddar", "Edam", "Feta", "Gouda", "Halloumi"]


def made_up(name="gad-7", reversed_item=13, **changes):
    """A text that fits the key of the instrument `name`, loaded nowhere."""
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


def switched_on(key, by, language="en", version="test 1"):
    """A text that fits `key`, loaded and in use: "Question 3", "Step 2"."""
    text = made_up(
        key.name,
        key_version=key.version,
        version=version,
        language=language,
        title=f"Words for {key.name}",
        items=tuple(Item(number, f"Question {number}") for number in key.numbers),
        answers=tuple(Answer(value, f"Step {value}") for value in key.answers),
        credit=f"Credit of {key.name}.",
        licence="Made up for a test.",
    )
    return switch_on(text=load_text(text=text, by=by), by=by)
