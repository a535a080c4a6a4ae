"""A short list of code words in one column, which every database can search."""

from django.db import models
from django.db.models.lookups import Contains


class CodeList(models.TextField):
    """
    Code words such as ("women", "young"), stored as `|women|young|`.

    Reads as a sorted tuple. `filter(audiences__has="women")` finds whole words only.
    """

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", tuple)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value, expression, connection):
        return self.to_python(value)

    def to_python(self, value):
        words = value.split("|") if isinstance(value, str) else value or ()
        return tuple(sorted({word for word in words if word}))

    def get_prep_value(self, value):
        words = self.to_python(value)
        return f"|{'|'.join(words)}|" if words else ""

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))


@CodeList.register_lookup
class Has(Contains):
    """Whether the list holds this word."""

    lookup_name = "has"

    def get_prep_lookup(self):
        return f"|{self.rhs}|"

    def get_rhs_op(self, connection, rhs):
        return connection.operators["contains"] % rhs


class WeekMinute(models.PositiveSmallIntegerField):
    """Minutes from Monday 00:00, wall time, of a row's `weekday` and `start`; null without both."""

    def __init__(self, *args, **kwargs):
        kwargs.update(null=True, editable=False)
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance, add):
        value = week_minute(model_instance.weekday, model_instance.start)
        setattr(model_instance, self.attname, value)
        return value


def week_minute(weekday, start):
    """The value of WeekMinute, for writes that pass `pre_save` by (upserts call it themselves)."""
    if weekday is None or start is None:
        return None
    return (weekday - 1) * 1440 + start.hour * 60 + start.minute
