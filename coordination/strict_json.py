"""JSON as the standard has it: what Python forgives (NaN, keys twice) refuses the file here."""

import json
import math
import re

from django.utils.translation import gettext as _

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:]|-?(?:NaN|Infinity)|-?[0-9][0-9.eE+-]*', re.DOTALL)


class NotJSON(ValueError):
    """These bytes are no JSON; `str()` is half a sentence: "line 80 has ...", without a stop."""


def load(data):
    """
    The value in these bytes (UTF-8, with or without a byte order mark).

    Raises NotJSON with half a sentence ("line 80 has ...") for bytes that are not UTF-8, broken
    or trailing text, NaN, Infinity, a number beyond range, a key twice in one object.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise NotJSON(_("line %(line)s is not UTF-8 text") % {"line": line}) from error
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_constant=_refuse_constant,
            parse_float=_finite,
            parse_int=_whole,
        )
    except json.JSONDecodeError as error:
        raise NotJSON(_broken(error)) from error
    except _Odd as odd:
        raise NotJSON(odd.sentence % {"line": odd.find(text)}) from odd
    except RecursionError as error:
        raise NotJSON(_("its lists are nested too deeply")) from error


class _Odd(Exception):
    """JSON that Python reads and the standard refuses; the line is looked for afterwards."""

    def __init__(self, sentence, find):
        self.sentence, self.find = sentence, find


def _broken(error):
    if error.msg == "Extra data":
        return _("line %(line)s has more text after the end of the list") % {"line": error.lineno}
    return _("line %(line)s is not valid JSON") % {"line": error.lineno}


def _object(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Odd(_("line %(line)s has the same key a second time in one object"), _second_key)
    return found


def _refuse_constant(name):
    raise _Odd(
        _("line %(line)s holds NaN or Infinity, which JSON does not allow"),
        lambda text: _line_where(text, lambda token: token.lstrip("-") in ("NaN", "Infinity")),
    )


def _finite(digits):
    value = float(digits)
    if math.isfinite(value):
        return value
    raise _Odd(
        _("line %(line)s holds a number that is too large"),
        lambda text: _line_where(text, lambda token: token == digits),
    )


def _whole(digits):
    if len(digits) < 400:
        return int(digits)
    raise _Odd(
        _("line %(line)s holds a number that is too large"),
        lambda text: _line_where(text, lambda token: token == digits),
    )


def _line_where(text, wanted):
    for match in _TOKEN.finditer(text):
        if wanted(match.group()):
            return _line(text, match)
    return _line(text, None)


def _second_key(text):
    """The line of the first key that its object already has."""
    objects, last = [], None
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token in "{[":
            objects.append(set())
        elif token in "}]":
            objects.pop()
        elif token == ":":
            key = json.loads(last.group())
            if key in objects[-1]:
                return _line(text, last)
            objects[-1].add(key)
        else:
            last = match
    return _line(text, None)


def _line(text, match):
    return text.count("\n", 0, match.start() if match else len(text)) + 1
