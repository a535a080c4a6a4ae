"""Our own JSON of a questionnaire's words; the form is described in docs/instruments.md."""

from django.utils.translation import gettext as _

from .about import key_for
from .texts import Answer, Item, NotAText, Text

FORMAT = "daybook-text-1"
PARTS = {"format", "instrument", "version", "language", "title", "instructions", "period"}
PARTS |= {"answers", "items", "credit", "licence"}
ITEM_PARTS = {"number", "text", "answers", "reversed"}
ANSWER_PARTS = {"value", "label"}


def is_ours(found):
    return isinstance(found, dict) and "format" in found


def read(found, key_name=""):
    """
    (Text, Key) of a parsed file in our own form; the text is not yet held to the key.

    Raises NotAText: a part we do not know is refused, because a part misspelt would be lost.
    """
    if found["format"] != FORMAT:
        raise NotAText(_("Daybook reads the format %s only.") % FORMAT)
    _only(found, PARTS, _("The file"))
    name = _word(found, "instrument")
    if key_name and key_name != name:
        raise NotAText(
            _("The file says it is %(name)s, not %(key)s.") % {"name": name, "key": key_name}
        )
    items = _list(found, "items")
    key = key_for(name, _reversed_item(items, name))
    text = Text(
        key_name=key.name,
        key_version=key.version,
        version=_word(found, "version", blank=True),
        language=_word(found, "language", blank=True),
        title=_word(found, "title"),
        instructions=_word(found, "instructions", blank=True),
        period=_word(found, "period", blank=True),
        items=tuple(_item(item) for item in items),
        answers=_answers(found, _("The file")),
        credit=_word(found, "credit", blank=True),
        licence=_word(found, "licence", blank=True),
    )
    return text, key


def _reversed_item(items, name):
    """The number of the one item a text declares as reversed. Only the CBI's order is open."""
    turned = [item.get("reversed") for item in items if isinstance(item, dict)]
    if any(value not in (None, True, False) for value in turned):
        raise NotAText(_("“reversed” is true or false."))
    numbers = [item.get("number") for item in items if item.get("reversed")]
    if numbers and name != "cbi":
        raise NotAText(
            _("Leave out “reversed”: the key of %s knows which items are turned round.") % name
        )
    return numbers[0] if len(numbers) == 1 and type(numbers[0]) is int else None


def _item(item):
    where = _("item %s") % str(item.get("number"))[:20]
    _only(item, ITEM_PARTS, where)
    if type(item.get("number")) is not int:
        raise NotAText(_("Each item has a whole number and its words."))
    return Item(
        number=item["number"],
        text=_word(item, "text", where=where),
        label=str(item["number"]),
        answers=_answers(item, where),
    )


def _answers(held, where):
    answers = []
    for answer in _list(held, "answers", blank=True):
        _only(answer, ANSWER_PARTS, where)
        if type(answer.get("value")) is not int:
            raise NotAText(_("Each answer has a whole number and its words (%s).") % where)
        answers.append(Answer(answer["value"], _word(answer, "label", where=where)))
    return tuple(answers)


def _only(held, parts, where):
    unknown = sorted(set(held) - parts)
    if unknown:
        raise NotAText(
            _("%(where)s has a part Daybook does not know: %(part)s.")
            % {"where": where, "part": unknown[0][:40]}
        )


def _list(held, name, blank=False):
    value = held.get(name, [] if blank else None)
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise NotAText(_("“%s” is a list of parts in braces.") % name)
    return value


def _word(held, name, blank=False, where=""):
    value = held.get(name, "" if blank else None)
    if not isinstance(value, str) or not (value.strip() or blank):
        place = f" ({where})" if where else ""
        raise NotAText(_("“%(name)s” needs words%(place)s.") % {"name": name, "place": place})
    return value.strip()
