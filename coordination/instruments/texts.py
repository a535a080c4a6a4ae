"""
The wording of one questionnaire, as an organisation brings it, and what makes it fit a key.

Pure: no database. Daybook ships no sentence of any instrument (INS-1); a text comes from a file,
is checked against the scoring key, and is switched on by a named person who holds permission.
"""

import hashlib
import json
import re
import unicodedata
from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext as _

LONGEST = {
    "title": 200,
    "instructions": 2000,
    "period": 120,
    "credit": 500,
    "licence": 2000,
    "version": 40,
    "url": 300,
}
LONGEST_ITEM = 1000
LONGEST_LABEL = 200
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")


class NotAText(ValueError):
    """This file is no text that Daybook can use. Its message is one sentence, ready to show."""


@dataclass(frozen=True)
class Answer:
    """One possible answer: what counts and what is read. `system`, `code`: its FHIR coding."""

    value: int
    label: str
    system: str = ""
    code: str = ""


@dataclass(frozen=True)
class Item:
    """
    One scored question. `answers` is empty where the answers of the whole text hold.

    `label` is the number printed in the file, or its link id: what a person checks the order by.
    `link_id` and `within` (link ids of the groups around it) lead back to a FHIR questionnaire.
    """

    number: int
    text: str
    label: str = ""
    answers: tuple[Answer, ...] = ()
    link_id: str = ""
    within: tuple[str, ...] = ()


@dataclass(frozen=True)
class Text:
    """A questionnaire in words. `left_out`: what the file holds that is never scored."""

    key_name: str
    key_version: str
    version: str
    language: str
    title: str
    items: tuple[Item, ...]
    answers: tuple[Answer, ...]
    instructions: str = ""
    period: str = ""
    credit: str = ""
    licence: str = ""
    url: str = ""
    left_out: tuple[str, ...] = field(default=(), compare=False)

    def digest(self):
        """Changes with any word or number of the text; the version is left to its author."""
        held = asdict(self)
        del held["version"], held["left_out"]
        return hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()


def check(text, key):
    """
    Hold a text to its key (INS-2): count, numbers, and exactly the values of the key.

    Raises NotAText with one sentence.
    """
    refuse_wrong_count(len(text.items), key)
    if [item.number for item in text.items] != list(key.numbers):
        raise NotAText(
            _("The items of %(name)s are numbered 1 to %(count)s, each once, in order.")
            % {"name": key.name, "count": key.items}
        )
    for item in text.items:
        _check_answers(item, item.answers or text.answers, key)
    _refuse_turned(text)
    _check_words(text)


def refuse_wrong_count(count, key):
    """Raises NotAText when a text has not exactly as many scored items as its key."""
    if count == key.items:
        return
    said = _("This text has %(found)s scored items and %(name)s has %(count)s, so it is not used.")
    if key.name == "phq-9" and count == 8:
        said = _(
            "This text has 8 scored items and phq-9 has 9: the safety question, item 9, is "
            "missing, so it is not used."
        )
    raise NotAText(said % {"found": count, "name": key.name, "count": key.items})


def _check_answers(item, answers, key):
    values = [answer.value for answer in answers]
    if sorted(values) == sorted(key.answers):
        return
    said = {
        "number": item.number,
        "found": " ".join(map(str, values)) or _("no values"),
        "name": key.name,
        "values": " ".join(map(str, key.answers)),
    }
    raise NotAText(
        _("Item %(number)s has the answers %(found)s; %(name)s wants exactly %(values)s.") % said
    )


def _refuse_turned(text):
    """Each reversal is the key's: a file that turns an item round too would undo it."""
    held = {}
    for item in text.items:
        for answer in item.answers or text.answers:
            value, first = held.setdefault(answer.label.casefold(), (answer.value, item.number))
            if value != answer.value:
                raise NotAText(
                    _(
                        "Items %(one)s and %(other)s give “%(label)s” different values, but the "
                        "same words count the same, since Daybook's key turns items round itself."
                    )
                    % {"one": first, "other": item.number, "label": answer.label[:40]}
                )


def _check_words(text):
    for name, longest in LONGEST.items():
        words(getattr(text, name), name, longest, blank=name not in {"title", "version"})
    if not LANGUAGE.fullmatch(text.language):
        raise NotAText(_("Name the language by its code, such as en or es-MX."))
    _check_labels(_("the answers"), text.answers)
    for line in text.left_out:
        words(line, _("a question that is left out"), LONGEST_ITEM)
    for item in text.items:
        name = _("item %s") % item.number
        words(item.text, name, LONGEST_ITEM)
        _check_labels(name, item.answers)


def _check_labels(name, answers):
    for answer in answers:
        words(answer.label, name, LONGEST_LABEL)
    labels = [answer.label for answer in answers]
    if len(set(labels)) != len(labels):
        raise NotAText(_("Two answers read the same in %s.") % name)


def words(value, name, longest, blank=False):
    """
    The value, when it is text that can be shown and stored. Raises NotAText.

    Tabs and line ends are fine; other control characters and halves of characters are not.
    """
    if not isinstance(value, str) or (not value.strip() and not blank):
        raise NotAText(_("There are no words for %s.") % name)
    if len(value) > longest:
        raise NotAText(
            _("The words for %(name)s can be up to %(longest)s letters.")
            % {"name": name, "longest": longest}
        )
    if any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\t\n\r" for c in value):
        raise NotAText(_("The words for %s hold characters that cannot be shown.") % name)
    return value
