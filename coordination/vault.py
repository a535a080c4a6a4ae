"""
Sealing: one AES-256-GCM key per person, wrapped by the agency's key file.

Only this module knows keys. A sealed value opens on attribute access, through the *ring* of
the current request or job, and only for people whom an access decision named there. So a name
reached by a side road raises instead of leaking, and the ring knows whom the audit must name.

Stored value: version byte, 96-bit nonce, ciphertext, tag. The row, table and column are bound
in, so a value moved elsewhere does not open; lengths are padded to 32 bytes. `safety.md` 4.1.
"""

import base64
import json
import os
import secrets
import stat
import uuid
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django import forms
from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured, ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _

FACTS, NOTES, IDENTITY, WELLBEING = "facts", "notes", "identity", "wellbeing"
SHARED = "shared"  # what a member of staff lets their supervisor read; never opens wellbeing
KINDS = {FACTS, NOTES, IDENTITY, WELLBEING, SHARED}
FORMAT = b"\x01"
BLOCK = 32
REMOVED = _("(removed)")


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
                wrapped = bytes(row.wrapped)
                key = AESGCM(agency[row.agency_key]).decrypt(
                    wrapped[:12], wrapped[12:], row.owner.bytes
                )
                self._keys[row.owner] = AESGCM(key)
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


# The fields -----------------------------------------------------------------------------


class _SetOnce(DeferredAttribute):
    def __set__(self, instance, value):
        held = instance.__dict__.get(self.field.attname)
        if held is not None and value != held:
            raise ValueError("A sealed row keeps its owner: its words are bound to that key.")
        instance.__dict__[self.field.attname] = value


class SealOwner(models.UUIDField):
    """Whose key seals this row: a plain UUID, set once. `itself=True`: the row is the person."""

    descriptor_class = _SetOnce

    def __init__(self, itself=False, **kwargs):
        self.itself = itself
        super().__init__(editable=False, db_index=not itself, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        kwargs.pop("db_index", None)
        if self.itself:
            kwargs["itself"] = True
        return name, path, args, kwargs

    def clean(self, value, instance):
        if value is None and self.itself:
            value = instance.pk
        return super().clean(value, instance)

    def pre_save(self, instance, add):
        value = getattr(instance, self.attname)
        if value is None and self.itself:
            value = instance.pk
            setattr(instance, self.attname, value)
        return value


class Staged:
    """Plain text set on a row and not sealed yet."""

    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        return isinstance(other, Staged) and self.value == other.value

    __hash__ = None


class _Sealed(property):
    """`row.note`: opens the stored bytes, or stages new text. Django's kwargs need a property."""

    def __init__(self, field):
        self.field = field
        super().__init__(self._get, self._set)

    def _get(self, instance):
        raw = getattr(instance, self.field.attname)
        if isinstance(raw, Staged):
            return raw.value
        try:
            text = unseal(
                self.field.owner_of(instance),
                bytes(raw),
                self.field.place(instance),
                self.field.kind,
            )
        except KeyGone:
            return self.field.removed()
        return self.field.load(text)

    def _set(self, instance, value):
        setattr(instance, self.field.attname, Staged(self.field.tidy(value)))


class SealedField(models.BinaryField):
    """
    Base of the sealed fields: the column `<name>_sealed` holds bytes, the attribute opens them.

    It is never opened on loading, so lists that show no names pay nothing; history copies the
    same ciphertext; nothing can be looked up or sorted by it.
    """

    kind = FACTS
    _home = None

    def __init__(self, *args, kind=FACTS, **kwargs):
        if kind not in KINDS:
            raise ValueError(f"{kind!r} is no kind of sealed text.")
        self.kind = kind
        super().__init__(*args, **kwargs)
        self.editable = True

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        kwargs["kind"] = self.kind
        return name, path, args, kwargs

    def get_attname(self):
        return f"{self.name}_sealed"

    def contribute_to_class(self, cls, name, private_only=False):
        # simple-history hands its copies over under the attname; the names stay ours.
        self.name = name = name.removesuffix("_sealed")
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, name, _Sealed(self))
        if self._home is None and not cls._meta.abstract:
            self._home = cls  # history copies the field; the seal stays bound to the first table

    def owner_of(self, instance):
        """Whose key: the row's SealOwner, or the row itself while that is unset."""
        owner = next(f for f in self._home._meta.fields if isinstance(f, SealOwner))
        value = getattr(instance, owner.attname)
        return value or (self._row_id(instance) if owner.itself else None)

    def _row_id(self, instance):
        return getattr(instance, self._home._meta.pk.attname)

    def place(self, instance):
        """What the seal is bound to."""
        return f"1|{self._home._meta.db_table}|{self.column}|{self._row_id(instance)}".encode()

    def get_default(self):
        if not self.has_default():
            return Staged(self.tidy(None))
        return Staged(self.tidy(self.default() if callable(self.default) else self.default))

    def pre_save(self, instance, add):
        raw = getattr(instance, self.attname)
        if isinstance(raw, Staged):
            raw = seal(self.owner_of(instance), self.dump(raw.value), self.place(instance))
            setattr(instance, self.attname, raw)
        return raw

    def get_db_prep_value(self, value, connection, prepared=False):
        if isinstance(value, (Staged, str)):
            raise TypeError(f"{self.name} is sealed: save the row, one at a time.")
        return super().get_db_prep_value(value, connection, prepared)

    def get_lookup(self, lookup_name):
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.name} is sealed: open it over rows the user may see.")

    def get_transform(self, lookup_name):
        raise FieldError(f"{self.name} is sealed.")

    def to_python(self, value):
        return value

    def value_to_string(self, obj):
        return base64.b64encode(bytes(self.value_from_sealed(obj))).decode()

    def value_from_sealed(self, obj):
        return getattr(obj, self.attname)

    def value_from_object(self, obj):
        return getattr(obj, self.name)

    def save_form_data(self, instance, data):
        setattr(instance, self.name, data)

    def clean(self, value, instance):
        if isinstance(value, Staged):
            self.validate_plain(value.value)
        return value

    def tidy(self, value):
        return value

    def validate_plain(self, value):
        if not self.blank and value in ("", None, [], {}):
            raise ValidationError(_("Fill this in, or go back."), code="blank")

    def removed(self):
        return None

    @staticmethod
    def refuse_to_lose(instance, update_fields):
        """Raise ValueError when a partial save would forget staged text."""
        for field in sealed_fields(instance):
            staged = isinstance(instance.__dict__.get(field.attname), Staged)
            if staged and field.name not in update_fields:
                raise ValueError(f"{field.name} was changed but is not among update_fields.")


class SealedText(SealedField):
    """Sealed text; `max_length` in characters."""

    def __init__(self, *args, max_length=None, **kwargs):
        self.longest = max_length
        super().__init__(*args, **kwargs)

    def tidy(self, value):
        return "" if value is None else str(value)

    def dump(self, value):
        return value

    def load(self, text):
        return text

    def removed(self):
        return str(REMOVED)

    def validate_plain(self, value):
        super().validate_plain(value)
        if self.longest and len(value) > self.longest:
            message = _("This can be up to %(limit)s letters. You have %(length)s.")
            params = {"limit": self.longest, "length": len(value)}
            raise ValidationError(message, code="max_length", params=params)

    def formfield(self, **kwargs):
        widget = forms.Textarea if (self.longest or 1000) > 140 else forms.TextInput
        defaults = {
            "required": not self.blank,
            "label": self.verbose_name,
            "help_text": self.help_text,
            "widget": widget,
            "max_length": self.longest,
        }
        return forms.CharField(**(defaults | kwargs))


class SealedJSON(SealedField):
    """Sealed lists and dictionaries."""

    def dump(self, value):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def load(self, text):
        return json.loads(text)

    def formfield(self, **kwargs):
        return None


def sealed_fields(model):
    """The sealed fields of a model, for registries and tests."""
    return [field for field in model._meta.fields if isinstance(field, SealedField)]


def sealed_models():
    """Every model with something sealed in it."""
    return [model for model in apps.get_models() if sealed_fields(model)]
