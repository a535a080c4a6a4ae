"""What the pages of questionnaires show: instruments with their texts, a text with its items."""

from dataclasses import dataclass

from .about import INSTRUMENTS, PEOPLE, STAFF, About


@dataclass(frozen=True)
class Shelved:
    """One instrument and the texts that are here, the ones in use or waiting before the rest."""

    about: About
    current: list
    old: list


def groups(texts):
    """(For whom, its instruments with their texts), from any number of texts."""
    held = {}
    for text in texts:
        held.setdefault(text.key_name, []).append(text)
    return [
        (whom, [_shelved(about, held) for about in INSTRUMENTS.values() if about.whom == whom])
        for whom in (PEOPLE, STAFF)
    ]


def _shelved(about, held):
    texts = held.get(about.name, [])
    return Shelved(
        about,
        [text for text in texts if text.state != "off"],
        [text for text in texts if text.state == "off"],
    )


def items(text):
    """Each item as it was read, with its mark in the file and what the key does with it."""
    flagged = {flag.item for flag in text.key.flags}
    turned = {item for scale in text.key.scales for item in scale.reverse}
    return [
        {
            "number": item.number,
            "label": item.label if item.label.strip(". ") != str(item.number) else "",
            "text": item.text,
            "answers": item.answers,
            "turned": item.number in turned,
            "flagged": item.number in flagged,
        }
        for item, _answers in text.questions()
    ]
