"""
Sealed fields: the column `<name>_sealed` holds bytes, the attribute `<name>` opens them.

A value opens on access, never on loading, through the key of its row's owner (`vault`). History
copies the same ciphertext; nothing can be looked up or sorted by it.
"""

import base64
import json

from django import forms
from django.apps import apps
from django.core.exceptions import FieldError, ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _

from coordination.vault import FACTS, KINDS, KeyGone, seal, unseal

REMOVED = _("(removed)")


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
        if not raw:  # a migration added the column after this row was written
            return self.field.unsealed_default()
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
        return f"{self.place_of_column()}{self._row_id(instance)}".encode()

    def place_of_column(self):
        """The same for every row, before the id of the row."""
        return f"1|{self._home._meta.db_table}|{self.column}|"

    def get_default(self):
        """Staged, so that a new row seals it; a migration adds the column empty instead."""
        if self.model.__module__ == "__fake__":
            return b""
        return Staged(self.unsealed_default())

    def unsealed_default(self):
        """The plain value of a row nothing was written to."""
        if not self.has_default():
            return self.tidy(None)
        return self.tidy(self.default() if callable(self.default) else self.default)

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
