"""The forms of a page, filled and sent as a browser would: parsed, not guessed from the code."""

import re
from dataclasses import dataclass, field

import tinyhtml5

HTML = "{http://www.w3.org/1999/xhtml}"
TYPED = {"text", "search", "tel", None}
CONDITION = re.compile(r"(?P<name>\w+)(?P<not>!?)=(?P<values>.*)")


@dataclass
class SentForm:
    """What one form of a page would send: names to lists of values; `typed` are its text boxes."""

    action: str
    values: dict = field(default_factory=dict)
    typed: list = field(default_factory=list)
    held: dict = field(default_factory=dict)
    reveals: dict = field(default_factory=dict)

    def counts(self, name):
        """Whether the answer to this question counts, given what is chosen elsewhere."""
        return all(self._meets(condition) for condition in self.reveals.get(name, []))

    def _meets(self, condition):
        match = CONDITION.fullmatch(condition)
        chosen = set(self.values.get(match["name"], []))
        return bool(chosen & set(match["values"].split(","))) != bool(match["not"])


def forms_of(html):
    """The forms inside `main` that are sent by POST and have a box to type in."""
    page = tinyhtml5.parse(html)
    for form in page.iter(f"{HTML}form"):
        if form.get("method", "get").lower() == "post":
            found = _read(form)
            if found.typed:
                yield found


def _read(form):
    sent, parents = SentForm(form.get("action", "")), []
    for node in _walk(form, parents):
        name, tag = node.get("name"), node.tag.removeprefix(HTML)
        if not name or name == "csrfmiddlewaretoken":
            continue
        around = [one.get("data-reveal") for one in parents]
        sent.reveals[name] = [condition for condition in around if condition]
        if tag == "textarea":
            sent.typed.append(name)
            sent.held[name] = "".join(node.itertext())
        elif tag == "select":
            sent.values[name] = _options(node)
        elif tag == "input":
            _input(sent, name, node)
    return sent


def _walk(node, parents):
    for child in node:
        if not isinstance(child.tag, str):
            continue
        yield child
        parents.append(child)
        yield from _walk(child, parents)
        parents.pop()


def _options(node):
    options = list(node.iter(f"{HTML}option"))
    chosen = [one for one in options if one.get("selected") is not None]
    chosen = chosen or [one for one in options if one.get("value")][:1]
    return [one.get("value", "") for one in chosen]


def _input(sent, name, node):
    kind, value = node.get("type"), node.get("value", "")
    if kind in TYPED:
        sent.typed.append(name)
        sent.held[name] = value
    elif kind == "checkbox":
        sent.values.setdefault(name, []).append(node.get("value", "on"))
    elif kind == "radio":
        if node.get("checked") is not None or name not in sent.values:
            sent.values[name] = [value]
    elif kind in {"submit", "button", "file"}:
        return
    else:
        sent.values[name] = [value]
