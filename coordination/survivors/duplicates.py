"""
The quiet check for people we may already know: only for managers, only among people they may see.

Names are opened in memory for the comparison and let go. The audit names those who are shown.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from types import SimpleNamespace

from coordination import vault
from coordination.access import listing, may, scan
from coordination.survivors.models import Survivor

CHUNK = 1000  # rows whose keys are loaded by one query
SHOWN = 5
FEWEST_DIGITS = 7  # fewer do not tell two phones apart


@dataclass(frozen=True)
class Known:
    """Somebody it may be: initials and the month she came, nothing else."""

    ref: str
    initials: str
    came_on: object


def known(request, *, name="", legal_name="", phone="", but=None):
    """
    People of this manager who may be the one whose name was typed; nobody else gets a hint.

    Everybody in scope is compared, whether somebody fits or not, so the time tells nothing.
    `but`: the record being changed.
    """
    if not may(request.user, "coordination.view_every_survivor"):
        return []
    people = Survivor.objects.standing()
    if but is not None:
        people = people.exclude(pk=but.pk)
    found = _fitting(request, people, Typed(name, legal_name, phone))
    if not found:
        return []
    rows = Survivor.objects.filter(pk__in=found[:SHOWN]).order_by("opened_on", "pk")
    return [Known(row.ref, initials(row.name), row.opened_on) for row in listing(request, rows)]


def _fitting(request, people, typed):
    """Primary keys in hex of those who fit, in a lasting order."""
    found = {key for key, name in scan(request, people, "name") if typed.fits(name=name)}
    if typed.identity:
        rows = opened(people.visible_to(request.user), typed.identity)
        found |= {pk.hex for pk, words in rows if typed.fits(**words)}
    return sorted(found)


def opened(people, columns):
    """(primary key, {column: words}) of these rows, from plain tuples, a thousand at a time."""
    places = [Survivor._meta.get_field(column) for column in columns]
    rows = list(people.order_by().values_list("pk", *[field.attname for field in places]))
    with vault.acting_as("the quiet check for people we already know"):
        for start in range(0, len(rows), CHUNK):
            chunk = rows[start : start + CHUNK]
            vault.allow(row[0] for row in chunk)  # so that their keys come with the first
            for pk, *blobs in chunk:
                yield pk, dict(zip(columns, _words(pk, places, blobs), strict=True))


def _words(pk, places, blobs):
    row = SimpleNamespace(id=pk)
    for field, blob in zip(places, blobs, strict=True):
        try:
            yield vault.unseal(pk, bytes(blob), field.place(row), field.kind) if blob else ""
        except vault.KeyGone:
            yield ""


class Typed:
    """What was typed, ready to be compared with many."""

    def __init__(self, name, legal_name, phone):
        self.names = [words for words in map(plain_words, (name, legal_name)) if words]
        self.digits = digits(phone)

    @property
    def identity(self):
        """Which closed columns can fit: a first name alone says nothing about a legal name."""
        full = any(len(words) > 1 for words in self.names)
        wanted = {"legal_name": full, "phone": bool(self.digits)}
        return [column for column, can_fit in wanted.items() if can_fit]

    def fits(self, name="", legal_name="", phone=""):
        """Whether one of these names of hers, or her phone, may be the one typed."""
        if self.digits and same_phone(self.digits, digits(phone)):
            return True
        theirs = [words for words in map(plain_words, (name, legal_name)) if words]
        return any(same_name(one, other) for one in self.names for other in theirs)


# Words and numbers --------------------------------------------------------------------------


def plain_words(name):
    """A name as sorted words without case, accents, dots or spacing: "Ruiz, José" = "jose ruiz"."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    letters = "".join(one for one in letters if not unicodedata.combining(one))
    letters = letters.replace("'", "").replace("’", "")
    return sorted(re.findall(r"\w+", letters)) or ([letters.strip()] if letters.strip() else [])


def same_name(one, other):
    """
    Whether two names, as sorted words, may be the same: an initial stands for a word.

    "J. Alder" fits "Jane Alder". A lone initial fits only itself: too many begin with a J.
    """
    if one == other:
        return True
    shared = Counter(one) & Counter(other)
    if len(one) != len(other) or not any(len(word) > 1 for word in shared):
        return False
    left = sorted((Counter(one) - shared).elements())
    right = sorted((Counter(other) - shared).elements())
    pairs = zip(left, right, strict=True)
    return all(a[0] == b[0] and 1 in (len(a), len(b)) for a, b in pairs)


def digits(phone):
    """The digits of a phone, when there are enough of them."""
    found = "".join(one for one in unicodedata.normalize("NFKC", phone) if one in "0123456789")
    return found if len(found) >= FEWEST_DIGITS else ""


def same_phone(one, other):
    """The same number, written with or without its area and country."""
    short, long = sorted((one, other), key=len)
    return bool(short) and long.endswith(short)


def initials(name):
    """J. for Jane, J. A. for Jane Alder."""
    words = re.findall(r"\w+", name)[:3]
    return " ".join(f"{word[0].upper()}." for word in words) or "–"


def fingerprint(*, name, legal_name, phone):
    """Says that these very words were compared; it travels only in the page that typed them."""
    words = "\n".join((name, legal_name, phone))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]
