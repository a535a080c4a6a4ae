"""
Answers as a FHIR R4 QuestionnaireResponse, and back. Pure; it carries no identity of its own.

Whom the answers belong to is the caller's to say, as a reference, and only where somebody agreed.
"""

from django.utils.translation import gettext as _

from .fhir_parts import many, part, word
from .scoring import checked
from .texts import NotAText

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"


def write(text, answers, *, key, subject="", authored=None):
    """
    The QuestionnaireResponse (a dict, ready for `json.dumps`) of `answers` (item -> value).

    `subject` is a FHIR reference such as "Patient/1"; `authored` an aware datetime. Blank items
    are left out, and the form is then "in-progress". Raises NotAnAnswer as `score` does. No total
    is written: whoever reads it computes it.
    """
    given = checked(key, answers)
    response = {"resourceType": "QuestionnaireResponse"}
    if text.url:
        response["questionnaire"] = f"{text.url}|{text.version}"
    response["status"] = "completed" if len(given) == key.items else "in-progress"
    if subject:
        response["subject"] = {"reference": subject}
    if authored is not None:
        response["authored"] = authored.isoformat(timespec="seconds")
    top = {}
    for item in text.items:
        if item.number in given:
            place = top
            for group in item.within:
                place = place.setdefault(group, {"linkId": group, "item": {}})["item"]
            place[_link(item)] = _answered(item, item.answers or text.answers, given[item.number])
    if top:
        response["item"] = _as_lists(top)
    return response


def _link(item):
    return item.link_id or str(item.number)


def _answered(item, answers, value):
    chosen = next(answer for answer in answers if answer.value == value)
    coding = {"extension": [{"url": ORDINAL, "valueDecimal": value}]}
    if chosen.system:
        coding["system"] = chosen.system
    coding |= {"code": chosen.code or str(value), "display": chosen.label}
    return {"linkId": _link(item), "text": item.text, "answer": [{"valueCoding": coding}]}


def _as_lists(items):
    """Groups were kept by link id while they were filled; FHIR has lists."""
    return [
        one | {"item": _as_lists(one["item"])} if "item" in one else one for one in items.values()
    ]


def read(text, response):
    """
    Item number -> value of a QuestionnaireResponse to this text; totals in it are passed over.

    Raises NotAText for another resource, or an answer that this text does not offer.
    """
    if not isinstance(response, dict) or response.get("resourceType") != "QuestionnaireResponse":
        raise NotAText(_("This is no FHIR QuestionnaireResponse."))
    items = {_link(item): item for item in text.items}
    return {
        items[link].number: _value(items[link].answers or text.answers, answer, link)
        for link, answer in _walk(response)
        if link in items
    }


def _walk(held):
    for item in many(held, "item"):
        for answer in many(item, "answer")[:1]:
            yield word(item, "linkId"), answer
        yield from _walk(item)


def _value(answers, answer, link):
    """By the code the text gives it; a value sent along is not believed."""
    coding = part(answer, "valueCoding")
    for offered in answers:
        same_code = word(coding, "code") == (offered.code or str(offered.value))
        if same_code and word(coding, "system") == offered.system:
            return offered.value
    raise NotAText(_("The answer to %s is not one of this text.") % link)
