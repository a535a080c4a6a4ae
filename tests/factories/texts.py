"""Made-up words for a questionnaire, switched on through the real actions."""

from coordination.instruments.actions import load_text, switch_on
from coordination.instruments.texts import Answer, Item, Text


def switched_on(key, by, language="en", version="test 1"):
    """A text that fits `key`: "Question 3", "Step 2"; no sentence of a real instrument."""
    text = Text(
        key_name=key.name,
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
