"""
FHIR R4 Questionnaire (JSON, parsed) to a Text. Our key decides what is scored (standards.md 6).

Their formulas are never run and their narrative (`text.div`) is never read: a file gives words,
codes and the value of each answer, and nothing else.
"""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from .about import INSTRUMENTS, key_for, named_by
from .fhir_parts import many, part, word
from .texts import Answer, Item, NotAText, Text, refuse_wrong_count

# The last part of the address of an extension that says what an answer counts.
VALUE_EXTENSIONS = {
    "ordinalValue",
    "questionnaire-ordinalValue",
    "itemWeight",
    "questionnaire-optionScore",
    "iso21090-CO-value",
}
CALCULATED = {"sdc-questionnaire-calculatedExpression", "cqf-expression"}
HIDDEN = "questionnaire-hidden"
CHOICES = {"choice", "open-choice", "coding"}
# "How hard did these make your days": asked after PHQ-9 and GAD-7, never added up.
IMPACT = {"69722-7", "44256-6"}
IMPACT_WORD = re.compile("difficult", re.IGNORECASE)
OF_AN_ANSWER = ("valueCoding", "valueInteger", "valueString")


@dataclass(frozen=True)
class Question:
    """A question with choices as it stands in the file; a value is None where none is given."""

    text: str
    link_id: str
    prefix: str
    codes: frozenset
    within: tuple
    answers: tuple

    @property
    def valued(self):
        return bool(self.answers) and all(answer.value is not None for answer in self.answers)


@dataclass(frozen=True)
class Passed:
    """An item that is never scored: a total, a date, a line for a comment."""

    text: str


def is_fhir(found):
    return isinstance(found, dict) and "resourceType" in found


def read(found, key_name="", reversed_item=None):
    """
    (Text, Key) of a Questionnaire; the text is not yet held to the key.

    Raises NotAText when it is another resource, when no key or more than one fits its name, or
    when it has not as many scored items as the key.
    """
    if found["resourceType"] != "Questionnaire":
        raise NotAText(_("This is no FHIR Questionnaire but another kind of resource."))
    key = key_for(key_name or _named(found), reversed_item)
    sets = _value_sets(found)
    try:
        entries = list(_walk(many(found, "item"), sets, ()))
    except RecursionError as error:
        raise NotAText(_("The items of this questionnaire lie too deep in each other.")) from error
    chosen, left_out = _scored(entries, key)
    items, answers = _items(chosen)
    text = Text(
        key_name=key.name,
        key_version=key.version,
        version=word(found, "version"),
        language=word(found, "language"),
        title=word(found, "title") or word(found, "name") or str(INSTRUMENTS[key.name].title),
        instructions=_before(entries, chosen),
        items=items,
        answers=answers,
        licence=word(found, "copyright"),
        url=word(found, "url"),
        left_out=tuple(left_out),
    )
    return text, key


# Which instrument it is ---------------------------------------------------------------------


def _named(found):
    codes = [word(code, "code") for code in many(found, "code")]
    identifiers = [word(one, "value") for one in many(found, "identifier")]
    words = [word(found, name) for name in ("title", "name", "id", "url")] + identifiers
    names = named_by(codes + identifiers, words)
    if len(names) == 1:
        return names[0]
    raise NotAText(
        _("The file does not say which questionnaire it is: name its key, one of %s.")
        % ", ".join(INSTRUMENTS)
    )


# Which of its items are scored ----------------------------------------------------------------


def _walk(items, sets, within):
    """Words, Questions and Passed items in the order of the file; what it hides stays hidden."""
    for item in items:
        names = {_last(one): one for one in many(item, "extension")}
        if names.get(HIDDEN, {}).get("valueBoolean") is True:
            continue
        words, link_id, kind = word(item, "text"), word(item, "linkId"), word(item, "type")
        if kind in {"group", "display"}:
            yield words
        else:
            codes = frozenset(word(code, "code") for code in many(item, "code"))
            asked = kind in CHOICES and not names.keys() & CALCULATED
            answers = _answers(item, sets) if asked else ()
            question = Question(words, link_id, word(item, "prefix"), codes, within, answers)
            yield question if asked else Passed(words or link_id)
        yield from _walk(
            many(item, "item"), sets, (*within, link_id) if kind == "group" else within
        )


def _scored(entries, key):
    """The questions the key counts, and the words of those it does not."""
    about = INSTRUMENTS[key.name]
    questions = [one for one in entries if isinstance(one, Question)]
    chosen = [one for one in questions if not (about.has_impact_question and _is_impact(one))]
    if len(chosen) != key.items:
        valued = [one for one in chosen if one.valued]
        chosen = valued if len(valued) == key.items else chosen
    refuse_wrong_count(len(chosen), key)
    _refuse_other_order(chosen, about)
    others = [one for one in entries if not isinstance(one, str) and one not in chosen]
    return chosen, [one.text[:200] for one in others if one.text]


def _refuse_other_order(chosen, about):
    """An item that its code places elsewhere: the safety question would be looked for in vain."""
    for number, question in enumerate(chosen, start=1):
        for code in question.codes & set(about.item_loinc):
            place = about.item_loinc.index(code) + 1
            if place != number:
                raise NotAText(
                    _("Item %(number)s of this file is item %(place)s of %(name)s by its code.")
                    % {"number": number, "place": place, "name": about.name}
                )


def _is_impact(question):
    return bool(question.codes & IMPACT or IMPACT_WORD.search(question.text))


def _items(questions):
    """Items by the order of the file; answers that all of them share are kept once."""
    links = [question.link_id for question in questions]
    links += {group for question in questions for group in question.within}
    if len(set(links)) != len(links) or "" in links:
        raise NotAText(_("Two items have the same linkId, or one has none."))
    for number, question in enumerate(questions, start=1):
        if not question.valued:
            raise NotAText(
                _("Item %s does not say what its answers count (ordinalValue).") % number
            )
    same = len({question.answers for question in questions}) == 1
    items = tuple(
        Item(
            number=number,
            text=question.text,
            label=question.prefix or question.link_id,
            answers=() if same else question.answers,
            link_id=question.link_id,
            within=question.within,
        )
        for number, question in enumerate(questions, start=1)
    )
    return items, questions[0].answers if same else ()


def _before(entries, chosen):
    """What the file says ahead of its first scored question."""
    said = entries[: entries.index(chosen[0])]
    return "\n".join(one for one in said if isinstance(one, str) and one)


# What an answer counts --------------------------------------------------------------------------


def _answers(item, sets):
    """The answers of one item, in order, with the value the file itself gives each."""
    options = many(item, "answerOption")
    if options:
        return tuple(_option(option) for option in options)
    named = word(item, "answerValueSet")
    return sets.get(named) or sets.get(named.split("|")[0]) or ()


def _option(option):
    kind = next((name for name in OF_AN_ANSWER if name in option), "")
    held = option.get(kind)
    if kind == "valueCoding" and isinstance(held, dict):
        return _coding(held, _value(option), _value(held))
    if isinstance(held, str) or (isinstance(held, int) and not isinstance(held, bool)):
        value = _value(option)
        own = held if value is None and isinstance(held, int) else None
        return Answer(own if value is None else value, str(held).strip())
    raise NotAText(_("An answer is neither a code, a number nor words."))


def _coding(coding, *values):
    value = next((value for value in values if value is not None), None)
    code, label = word(coding, "code"), word(coding, "display")
    return Answer(value, label or code, word(coding, "system"), code)


def _value(held):
    """The number in an extension that says what this counts; None where there is none."""
    for extension in [*many(held, "extension"), *many(held, "modifierExtension")]:
        if _last(extension) in VALUE_EXTENSIONS:
            return _whole(extension)
    return None


def _whole(extension):
    names = ("valueDecimal", "valueInteger", "valueString")
    given = next((extension[name] for name in names if name in extension), None)
    try:
        number = Decimal(str(given))
        if number == number.to_integral_value() and abs(number) <= 1000:
            return int(number)
    except InvalidOperation:
        pass
    raise NotAText(_("An answer counts “%s”, which is no whole number.") % str(given)[:40])


def _value_sets(found):
    """Answers of each contained value set, by `#id` and by address. Codes count in this file."""
    sets = {}
    for held in many(found, "contained"):
        if held.get("resourceType") != "ValueSet":
            continue
        answers = tuple(_coding(concept, _value(concept)) for concept in _concepts(held))
        sets[f"#{word(held, 'id')}"] = answers
        if word(held, "url"):
            sets[word(held, "url")] = answers
    return sets


def _concepts(value_set):
    """Its codes: as expanded, else as composed, each with the system it belongs to."""
    expanded = many(part(value_set, "expansion"), "contains")
    if expanded:
        return expanded
    return [
        {"system": word(include, "system"), **concept}
        for include in many(part(value_set, "compose"), "include")
        for concept in many(include, "concept")
    ]


def _last(extension):
    return word(extension, "url").rstrip("/").rpartition("/")[2]
