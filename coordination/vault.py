"""
Sealing: one AES-256-GCM key per person, wrapped by the agency's key file.

Only this module knows keys. A sealed value opens on attribute access, through the *ring* of
the current request or job, and only for people whom an access decision named there. So a name
reached by a side road raises instead of leaking, and the ring knows whom the audit must name.

Stored value: version byte, 96-bit nonce, ciphertext, tag. The row, table and column are bound
in, so a value moved elsewhere does not open; lengths are padded to 32 bytes. `safety.md` 4.1.
"""

import base64
import os
import secrets
import stat
import uuid
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import chain, islice
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections, models
from django.db.models.functions import Cast, Replace

FACTS, NOTES, IDENTITY, WELLBEING = "facts", "notes", "identity", "wellbeing"
SHARED = "shared"  # what a member of staff lets their supervisor read; never opens wellbeing
DRAFTS = "drafts"  # what somebody typed and did not save; opens to its author only
KINDS = {FACTS, NOTES, IDENTITY, WELLBEING, SHARED, DRAFTS}
FORMAT = b"\x01"
BLOCK = 32
AT_ONCE = 2000  # rows and keys read at a time by a search


class NotAllowed(Exception):
    """Nobody decided in this request or job that this person's words may be opened."""


class KeyGone(Exception):
    """The person's key was destroyed: her words are gone everywhere, backups included."""


# The agency key -------------------------------------------------------------------------


def create_agency_key():
    """Write a new agency key file, readable by its owner only. Raises FileExistsError."""
    path = Path(settings.DAYBOOK_KEY_FILE)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    line = f"1 {base64.b64encode(secrets.token_bytes(32)).decode()}\n"
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(line)


def agency_keys():
    """
    Version to key. The first version wraps; all unwrap, so that keys can be rotated.

    Raises ImproperlyConfigured when the file is missing, open to others, or kept with the data.
    """
    path, data = Path(settings.DAYBOOK_KEY_FILE), Path(settings.DAYBOOK_DATA)
    if not path.is_file():
        raise ImproperlyConfigured(
            f"The agency key {path} is missing. Put it back, or run `manage.py migrate` for a "
            "new, empty DAYBOOK_DATA."
        )
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise ImproperlyConfigured(f"Others can read {path}. Run: chmod 600 {path}")
    if path.resolve().is_relative_to(data.resolve()):
        raise ImproperlyConfigured("Keep the agency key outside DAYBOOK_DATA.")
    lines = (line.split() for line in path.read_text().splitlines() if line.strip())
    return {int(version): base64.b64decode(key) for version, key in lines}


# People's keys --------------------------------------------------------------------------


class PersonKey(models.Model):
    """One person's key, wrapped. It lives in its own database, so it can be destroyed alone."""

    owner = models.UUIDField(primary_key=True)
    agency_key = models.PositiveSmallIntegerField()
    wrapped = models.BinaryField()

    def __str__(self):
        return str(self.owner)

    def unwrap(self, agency):
        """The key itself. Raises InvalidTag or KeyError under another agency's key."""
        wrapped = bytes(self.wrapped)
        opener = AESGCM(agency[self.agency_key])
        return opener.decrypt(wrapped[:12], wrapped[12:], self.owner.bytes)


def create_key(owner):
    """Make a person's key. Call it before the transaction that creates the person."""
    version, agency = next(iter(agency_keys().items()))
    nonce = secrets.token_bytes(12)
    wrapped = nonce + AESGCM(agency).encrypt(nonce, secrets.token_bytes(32), owner.bytes)
    PersonKey.objects.create(owner=owner, agency_key=version, wrapped=wrapped)
    return owner


def new_person():
    """A new person's id, with her key made."""
    return create_key(uuid.uuid4())


def destroy_key(owner):
    """Make everything sealed for this person unreadable, in old copies too."""
    PersonKey.objects.filter(owner=owner).delete()


def refuse_wrong_key():
    """Raise ImproperlyConfigured when the agency key is missing, unsafe, or another agency's."""
    agency, row = agency_keys(), PersonKey.objects.first()
    try:
        if row is not None:
            row.unwrap(agency)
    except (InvalidTag, KeyError):
        raise ImproperlyConfigured(
            "This agency key does not open the records here. Put the right key file back."
        ) from None


# The ring -------------------------------------------------------------------------------


class Ring:
    """Whom this request or job may open, the keys it used, and whom it did open."""

    def __init__(self, anyone=False):
        self.anyone = anyone
        self.allowed = set()
        self.opened = {}
        self._keys = {}

    def cipher(self, owner):
        """The person's cipher. The first miss loads every allowed key in one query."""
        if owner not in self._keys:
            wanted = {owner, *(allowed for allowed, _kind in self.allowed)} - self._keys.keys()
            agency = agency_keys()
            for row in PersonKey.objects.filter(owner__in=wanted):
                self._keys[row.owner] = AESGCM(row.unwrap(agency))
        if owner not in self._keys:
            raise KeyGone(str(owner))
        return self._keys[owner]


_ring = ContextVar("ring", default=None)


@contextmanager
def ring():
    """A fresh ring: nothing may be opened until somebody is allowed."""
    yield from _use(Ring())


@contextmanager
def acting_as(why):
    """A job's ring, which may open anyone. `why` is for the reader and must say something."""
    if not why:
        raise ValueError("Say what this job does.")
    yield from _use(Ring(anyone=True))


def _use(new):
    token = _ring.set(new)
    try:
        yield new
    finally:
        _ring.reset(token)


def allow(owners, kind=FACTS):
    """Let the current request open this kind of words of these people. For access and the wall."""
    current = _ring.get()
    if current is None:
        raise NotAllowed("There is no request or job here.")
    current.allowed.update((owner, kind) for owner in owners)


def seal(owner, text, place):
    """Seal text under a person's key, bound to its place (table, column, row id)."""
    current = _ring.get() or Ring()
    data = text.encode()
    data = len(data).to_bytes(4, "big") + data
    data += b"\0" * (-len(data) % BLOCK)
    nonce = secrets.token_bytes(12)
    return FORMAT + nonce + current.cipher(owner).encrypt(nonce, data, place)


def unseal(owner, blob, place, kind):
    """Open a sealed value. Raises NotAllowed, KeyGone, or InvalidTag if it was moved or changed."""
    current = _ring.get()
    if current is None or not (current.anyone or (owner, kind) in current.allowed):
        raise NotAllowed(f"{kind} of {owner}")
    data = current.cipher(owner).decrypt(blob[1:13], blob[13:], place)
    current.opened.setdefault(owner, set()).add(kind)
    return data[4 : 4 + int.from_bytes(data[:4], "big")].decode()


# A search -------------------------------------------------------------------------------------


def open_many(rows, place, kind):
    """
    One sealed column of many people at once: yields (primary key in hex, words).

    `rows` are plain tuples, read by `access.scan` within what its user may see: the primary key
    `in_hex` and the sealed bytes, of people who are their own owners; `place` is that of their
    column. Only facts may be searched. Nothing stays: no key, no cipher, no word; and nobody
    counts as opened, so that the audit names those alone whom the page then opens to show.
    People whose key is gone are passed over. Raises NotAllowed, or InvalidTag like `unseal`.
    """
    if _ring.get() is None or kind != FACTS:
        raise NotAllowed(f"a search through {kind}")
    rows = iter(rows)
    first = list(islice(rows, AT_ONCE + 1))
    wrapped, versions = _wrapped(first if len(first) <= AT_ONCE else None)
    openers = {version: AESGCM(key).decrypt for version, key in agency_keys().items()}
    unwrap = next(iter(openers.values()))
    for key, blob in chain(first, rows):  # runs once for everybody: nothing that can be spared
        its_key = wrapped.get(key)
        if its_key is None or not blob:
            continue
        if versions:
            unwrap = openers[versions[key]]
        cipher = AESGCM(unwrap(its_key[:12], its_key[12:], bytes.fromhex(key)))
        where = f"{place}{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"
        data = cipher.decrypt(blob[1:13], blob[13:], where.encode())
        yield key, data[4 : 4 + int.from_bytes(data[:4], "big")].decode()


def _wrapped(rows):
    """
    Wrapped keys by primary key in hex, of these rows or of everybody; and the versions of their
    agency keys, when there is more than one.
    """
    keys = PersonKey.objects.all()
    if rows is not None:
        keys = keys.filter(owner__in=[uuid.UUID(key) for key, _blob in rows])
    owner = in_hex("owner", keys.db)
    versions = keys.values_list(owner, "agency_key") if len(agency_keys()) > 1 else ()
    return dict(keys.values_list(owner, "wrapped").iterator(AT_ONCE)), dict(versions)


def in_hex(column, using):
    """A column of UUIDs as 32 hex digits, made by the database: plain text costs a search less."""
    plain = models.TextField()
    text = Cast(column, plain)
    if connections[using].vendor == "sqlite":  # stored so
        return text
    return Replace(text, models.Value("-"), models.Value(""), output_field=plain)
