"""
Canaries: unique tokens planted in sealed fields, so that a leak names its source.

A token is `zq` and ten letters, lower case, so that no escaping changes it. `found(data)` looks for
every planted token in bytes as they are, and hidden in UTF-16, hex, base64 and PDF text.
"""

import base64
import binascii
import io
import re
import secrets
from collections import namedtuple

from pypdf import PdfReader

LETTERS = "bcdfghjklmnprstvw"  # no vowels: never a word, never a hex digit run alone
TOKEN = re.compile(rb"zq[bcdfghjklmnprstvw]{10}")
HEX = re.compile(rb"[0-9a-f]{24,}")
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}")

Canary = namedtuple("Canary", "owner kind model field")


class Canaries:
    """The tokens of one world: token to the person and field it was planted in."""

    def __init__(self):
        self.planted = {}

    def new(self, owner="", kind="", model="", field=""):
        """A new token; the rest says where it is planted."""
        token = "zq" + "".join(secrets.choice(LETTERS) for _ in range(10))
        self.planted[token] = Canary(owner, kind, model, field)
        return token

    def found(self, data, content_type=""):
        """The planted tokens hidden in these bytes."""
        return {token for token in search(data, content_type) if token in self.planted}

    def of(self, owner, kind=None):
        """Tokens of one person, of one kind if asked."""
        return {
            token
            for token, canary in self.planted.items()
            if canary.owner == owner and kind in (None, canary.kind)
        }

    def find(self, owner, model, field):
        """Tokens planted in this field of this model for this person."""
        return {
            token
            for token, canary in self.planted.items()
            if (canary.owner, canary.model, canary.field) == (owner, model, field)
        }


def search(data, content_type=""):
    """Everything in these bytes that looks like a token, decoded in the ways text is hidden."""
    parts = [data, *_unfolded(data)]
    if content_type.startswith("application/pdf") or data.startswith(b"%PDF"):
        parts += _pdf(data)
    return {hit.decode() for part in parts for hit in TOKEN.findall(part.lower())}


def _unfolded(data):
    yield data.replace(b"\0", b"")  # UTF-16 and UTF-32 of plain letters
    for run in HEX.findall(data.lower()):
        for start in range(2):
            part = run[start:]
            yield binascii.unhexlify(part[: len(part) // 2 * 2])
    for run in BASE64.findall(data):
        run = run.translate(bytes.maketrans(b"-_", b"+/"))
        for start in range(4):
            part = run[start:]
            part = part[:-1] if len(part) % 4 == 1 else part
            yield base64.b64decode(part + b"=" * (-len(part) % 4))


def _pdf(data):
    reader = PdfReader(io.BytesIO(data))
    text = " ".join(page.extract_text() for page in reader.pages)
    yield text.replace("\n", "").replace("\0", "").encode()  # a font of many letters adds NULs
    yield repr(dict(reader.metadata or {})).encode()
    for files in reader.attachments.values():
        yield from files
