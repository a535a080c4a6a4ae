"""
Every text box of every form, fed the strings that break software. They come back as typed.

A refused form shows what was typed; an accepted one keeps it, sealed or on the page that follows.
The list lies with the shared data; without it, a few strings of our own stand in.
"""

import io
import itertools
import json
from html.parser import HTMLParser

import pytest
from django.db import transaction
from pypdf import PdfReader

from coordination import clock, pdf, vault
from coordination.models import Organisation
from tests.referrals.importers.feeds import SHARED
from tests.safety.matrix import Asker
from tests.safety.policy import rows
from tests.safety.sent_forms import forms_of
from tests.safety.world import World

LIST = SHARED / "7-security-a11y" / "blns.json"
OURS = [
    "<script>alert(1)</script>",
    "'; DROP TABLE x; --",
    "\u5bff\u53f8",
    "\u202eabc",
    "%s",
    "{{ 7*7 }}",
]
SEARCHES = {"find"}  # what was looked for is not kept once a row is chosen
READERS = ["rosa", "dana", "marcus", "priya", "admin"]
ROUNDS = 12
pytestmark = pytest.mark.django_db


def naughty():
    """Every string of the list once, but for those of spaces alone: they count as left empty."""
    strings = json.loads(LIST.read_text()) if LIST.is_file() else OURS
    return [one for one in dict.fromkeys(strings) if one.strip()]


def tidy(words):
    """As a browser and Django pass it on: lines end one way, no space around."""
    return words.replace("\r\n", "\n").replace("\r", "\n").strip()


class Texts(HTMLParser):
    """All text and all values of a page, unescaped."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.parts = []
        self.feed(html)

    def handle_data(self, data):
        self.parts.append(data)

    def handle_starttag(self, tag, attrs):
        self.parts += [value for name, value in attrs if name == "value" and value]

    @property
    def whole(self):
        return tidy("\n".join(self.parts)).replace("\x00", "�")


@pytest.fixture
def kept(monkeypatch):
    """Everything that is sealed while a test runs, opened again from the sealed bytes."""
    held, seal = [], vault.seal

    def listening(owner, text, place):
        blob = seal(owner, text, place)
        with vault.acting_as("read back what was sealed"):
            back = vault.unseal(owner, blob, place, vault.FACTS)
        assert back == text
        held.append(back)
        return blob

    monkeypatch.setattr("coordination.sealed.seal", listening)
    return held


@pytest.fixture(scope="module")
def asker(module_world):
    return Asker(module_world(World))


def places(asker):
    """Page, reader and the forms on it, for each form that someone may send."""
    done = set()
    for row in rows():
        allowed = [n for n in READERS if row.expected[n] in {"see", "text", "ok", "go"}]
        if row.method != "POST" or not allowed or (row.view, row.where) in done:
            continue
        done.add((row.view, row.where))
        name, path = allowed[0], asker.address(row.view, row.where)
        with transaction.atomic():
            page = asker.clients[name].get(path)
            transaction.set_rollback(True)
        if page.status_code == 200 and page["Content-Type"].startswith("text/html"):
            yield from ((name, path, form) for form in forms_of(page.content.decode()))


def test_every_text_box_gives_back_what_was_typed(asker, kept):
    supply, lost, sent = itertools.cycle(naughty()), [], 0
    for name, path, form in places(asker):
        for _round in range(ROUNDS):
            typed = {box: next(supply) for box in form.typed}
            sent += len(typed)
            lost += send(asker.clients[name], path, form, typed, kept)

    assert sent > len(naughty())
    assert not lost, "\n".join(map(str, lost[:40]))


def send(client, path, form, typed, kept):
    """Send one form, take it back; what was lost or broke."""
    kept.clear()
    with transaction.atomic(), clock.at(clock.now()):
        answer = client.post(form.action or path, {**form.values, **typed})
        if answer.status_code >= 500:
            transaction.set_rollback(True)
            return [(path, answer.status_code, typed)]
        seen = Texts(answer.content.decode()).whole
        if answer.status_code in {302, 303}:
            for address in (answer["Location"], path):
                page = client.get(address)
                assert page.status_code < 500, (path, address, typed)
                if page["Content-Type"].startswith("text/html"):
                    seen += Texts(page.content.decode()).whole
            seen += "\n".join(json_words(one) for one in kept)
        transaction.set_rollback(True)
    return [
        (path, answer.status_code, box, words)
        for box, words in typed.items()
        if box not in SEARCHES and form.counts(box) and tidy(words).replace("\x00", "�") not in seen
    ]


def json_words(text):
    """A sealed text; of a sealed structure, all its strings."""
    try:
        return "\n".join([text, *_strings(json.loads(text))])
    except ValueError:
        return text


def _strings(found):
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        yield from itertools.chain.from_iterable(map(_strings, [*found, *found.values()]))
    elif isinstance(found, list):
        yield from itertools.chain.from_iterable(map(_strings, found))
    else:
        yield str(found)


def test_every_string_stands_in_a_printed_sheet_as_it_was_typed():
    """All of them as agreed lines of the sheet that leaves; letters our font lacks may differ."""
    lines = naughty()
    part = {"key": "wants", "label": "What they want", "lines": lines}
    body = {"parts": [part], "purpose": lines[-1], "scope": [lines[0]], "notice": ""}
    context = {"body": body, "organisation": Organisation(name=lines[1]), "handoff": None}

    data = pdf.render_pdf("referrals/packets/sheet.html", context, lang="en", title="Sheet")

    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    printed = squeezed("".join(pages))
    ours = [one for one in lines if one.isascii() and one.isprintable()]
    assert len(ours) > len(lines) // 2
    assert [one for one in ours if squeezed(one) not in printed] == []


def squeezed(words):
    """Without the spaces and breaks that laying out adds, and the NULs of reading a PDF."""
    return "".join(words.replace("\0", "").split())
