"""Published text becomes plain text of ours (standards.md 1, rule 7)."""

import re
import unicodedata
from html import unescape
from html.parser import HTMLParser

# Control characters, marks that turn text round, invisible marks, halves of a character.
_REMOVED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff]"
)
_SPACES = re.compile(r"[^\S\n]+")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(r"https?://[^\s<>\"'\\]+", re.IGNORECASE)
_BREAKS = frozenset(
    ("br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "tr", "ul")
)
_TAGS = _BREAKS.union(
    ("a", "abbr", "b", "blockquote", "center", "code", "em", "font", "i", "img", "s", "script"),
    ("small", "span", "strong", "style", "sub", "sup", "table", "tbody", "td", "th", "thead", "u"),
)

EMAIL_LEFT_OUT = "(e-mail left out)"


class _Words(HTMLParser):
    """Keeps the words of a page; `<https://...>` is not a tag and stays."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.words, self.silent = [], 0

    def handle_starttag(self, tag, attrs):
        if tag not in _TAGS:
            self.words.append(self.get_starttag_text())
        elif tag in _BREAKS:
            self.words.append("\n")
        self.silent += tag in ("script", "style")

    def handle_endtag(self, tag):
        if tag in _BREAKS:
            self.words.append("\n")
        self.silent -= tag in ("script", "style") and self.silent > 0

    def handle_data(self, data):
        if not self.silent:
            self.words.append(data)


def clean(value, *, lines=False):
    """
    (text, removed): plain, NFC, trimmed; `removed` names characters taken out, as `U+0092`.

    Tags and entities become text, non-breaking spaces become spaces. With `lines` the line breaks
    stay (notes); without, everything is one line (names, addresses).
    """
    if not isinstance(value, str) or not value:
        return "", []
    if "<" in value or "&" in value:
        words = _Words()
        words.feed(value)
        words.close()
        value = "".join(words.words)
    removed = [f"U+{ord(character):04X}" for character in _REMOVED.findall(value)]
    value = unicodedata.normalize("NFC", _REMOVED.sub("", value)).replace("\r\n", "\n")
    value = _SPACES.sub(" ", value.replace("\r", "\n"))
    if lines:
        value = re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in value.split("\n")))
    else:
        value = value.replace("\n", " ")
    return re.sub(" {2,}", " ", value).strip(), removed


def clean_link(value):
    """(address, removed): http or https only; anything else is "" and belongs in the notes."""
    if not isinstance(value, str) or not value:
        return "", []
    removed = [f"U+{ord(character):04X}" for character in _REMOVED.findall(value)]
    address = _REMOVED.sub("", value.replace("&amp;", "&")).strip()
    return (address if _WEB.fullmatch(address) else ""), removed


def without_emails(text):
    """(text, how many): e-mail addresses are people's and are not stored (rule 6)."""
    return _EMAIL.subn(EMAIL_LEFT_OUT, text)


def is_blank(value):
    """True for null, "", and text that is only spaces or removed characters."""
    return not isinstance(value, str) or not _REMOVED.sub("", unescape(value)).strip()
