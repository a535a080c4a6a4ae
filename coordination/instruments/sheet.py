"""
A sheet of answers: one row for each respondent, one column for each item. Pure.

Columns are found by the item number in their name: `7`, `Q7`, `Q28_07_MONTH`. Without names, there
are exactly as many columns as items. A sheet with an item that the instrument has not is refused.
"""

import re
from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

BLANK = {"", "na", "n/a", "-", "–", "—"}
NUMBER = re.compile(r"([+-]?[0-9]{1,6})(?:\.0+)?")
DIGITS = re.compile(r"[0-9]{1,9}")


class NotAnswers(ValueError):
    """The sheet as a whole cannot be scored; `str()` is half a sentence, without a stop."""


@dataclass(frozen=True)
class Row:
    """One respondent, from 1. `problem`: why the row as a whole cannot be scored, in a sentence."""

    number: int
    answers: dict
    problem: str = ""


def read(rows, key):
    """Rows of answers. Raises NotAnswers when nobody can tell which column is which item."""
    if not rows:
        raise NotAnswers(_("it is empty"))
    columns, width = _columns(rows[0], key), len(rows[0])
    if columns is not None:
        rows = rows[1:]
    elif _is_answers(rows[0], key):
        columns = {item: item - 1 for item in key.numbers}
    else:
        raise NotAnswers(
            _("its first row must hold the item numbers 1 to %(count)s of %(name)s")
            % {"count": key.items, "name": key.name}
        )
    if not rows:
        raise NotAnswers(_("it has no rows of answers"))
    return [_row(number, cells, columns, width, key) for number, cells in enumerate(rows, start=1)]


def _row(number, cells, columns, width, key):
    answers, odd = _answers(cells, columns, key)
    problem = ""
    if odd:
        item, cell = odd[0]
        problem = _("item %(item)s cannot be answered “%(cell)s”") % {"item": item, "cell": cell}
    elif any(cell.strip() for cell in cells[width:]):
        problem = _("this row has more cells than the first one")
    return Row(number, answers, problem)


def _answers(cells, columns, key):
    """Item -> value of what was answered, and (item, cell) of what is no answer."""
    answers, odd = {}, []
    for item, column in columns.items():
        cell = cells[column].strip() if column < len(cells) else ""
        if cell.lower() in BLANK:
            continue
        held = NUMBER.fullmatch(cell)
        if held and int(held[1]) in key.answers:
            answers[item] = int(held[1])
        else:
            odd.append((item, cell[:40]))
    return answers, odd


def _is_answers(cells, key):
    """A first row without names: the right number of cells, most of them an answer or blank."""
    _given, odd = _answers(cells, {item: item - 1 for item in key.numbers}, key)
    return len(cells) == key.items and len(odd) * 2 < key.items


# Which column is which item -----------------------------------------------------------------


def _columns(header, key):
    """Item number -> place of its column, or None where the row is no header."""
    families = _families(header)
    plain = families.get("#", {})
    if _is_data(plain, key):
        return None
    fitting = {
        name: numbers
        for name, numbers in families.items()
        if len(numbers) * 2 >= key.items and 1 in numbers and len(_within(numbers, key)) > 1
    }
    best = max(map(len, fitting.values()), default=0)
    [*chosen] = (name for name, numbers in fitting.items() if len(numbers) == best)
    if not chosen:
        return None
    if len(chosen) > 1:
        raise NotAnswers(
            _("both “%(one)s” and “%(other)s” could be its items")
            % {"one": chosen[0][:40], "other": chosen[1][:40]}
        )
    return _held(fitting[chosen[0]], key)


def _families(header):
    """
    Columns whose names differ in one number only: the name without it -> number -> places.

    `Q28_01_MONTH` is of the families `Q#_01_MONTH`, alone, and `Q28_#_MONTH`, with its like.
    """
    families = defaultdict(lambda: defaultdict(list))
    for place, cell in enumerate(header):
        name = cell.strip().lower()
        for digits in DIGITS.finditer(name):
            family = f"{name[: digits.start()]}#{name[digits.end() :]}"
            families[family][int(digits[0])].append(place)
    return families


def _is_data(plain, key):
    """
    Whether the bare numbers of a first row are answers and no item numbers.

    Answers repeat, or could all be answers; only 1 2 3 4 5 in order are the items of the WHO-5.
    """
    places = [place for held in plain.values() for place in held]
    ordered = sorted(plain, key=plain.get)
    if len(places) > len(plain):
        return True
    return bool(plain) and ordered != list(key.numbers) and set(ordered) <= set(key.answers)


def _within(numbers, key):
    return [number for number in numbers if number in key.numbers]


def _held(numbers, key):
    for number, places in sorted(numbers.items()):
        if number not in key.numbers:
            raise NotAnswers(
                _("%(name)s has no item %(number)s") % {"name": key.name, "number": number}
            )
        if len(places) > 1:
            raise NotAnswers(_("it has more than one column for item %s") % number)
    return {number: places[0] for number, places in numbers.items()}
