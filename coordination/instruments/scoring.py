"""Scoring: answers in, scales out. Pure: no database, no clock, no words for the screen."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from fractions import Fraction

from .keys import MEAN, Key

CENT = Decimal("0.01")


class NotAnAnswer(ValueError):
    """An answer this instrument does not have, or to an item it does not have."""


@dataclass(frozen=True)
class Score:
    """
    One scale's value, or None with the items that are missing.

    A sum is a whole number; a mean is rounded half up to two places, its band is not.
    """

    scale: str
    value: int | Decimal | None
    band: str | None = None
    over_cut: bool | None = None
    missing: tuple[int, ...] = ()

    @property
    def scorable(self):
        """Enough was answered. A blank is never counted as 0."""
        return self.value is not None


@dataclass(frozen=True)
class Result:
    """What a set of answers comes to, with the name and version of the key that says so (INS-3)."""

    key: str
    version: str
    scores: Mapping[str, Score]
    flags: tuple[str, ...] = ()

    def __getitem__(self, scale):
        return self.scores[scale]

    def values(self):
        """Plain numbers by scale, for tests and comparison with an imported total."""
        return {name: score.value for name, score in self.scores.items()}


def score(key: Key, answers: Mapping[int, int | None]) -> Result:
    """
    Score `answers` (item number from 1 -> value; None or absent means not answered) by `key`.

    Raises NotAnAnswer for a value or an item number the instrument does not have: a file with
    shifted or invented items is refused, not scored. A scale with a blank item is not scorable and
    the others stand (INS-4), unless its author published how many answers are enough (CBI).
    """
    given = checked(key, answers)
    scores = {scale.name: _scale_score(key, scale, given) for scale in key.scales}
    flags = tuple(f.name for f in key.flags if given.get(f.item, f.at_least - 1) >= f.at_least)
    return Result(key.name, key.version, scores, flags)


def checked(key: Key, answers: Mapping[int, int | None]) -> dict[int, int]:
    """The answers that were given, each one checked against the key. Raises NotAnAnswer."""
    given = {}
    for item, value in answers.items():
        if item not in key.numbers:
            raise NotAnAnswer(f"{key.name} has no item {item}")
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int) or value not in key.answers:
            raise NotAnAnswer(f"{key.name} item {item} cannot be answered {value!r}")
        given[item] = value
    return given


def blanks(key: Key, answers: Mapping[int, int | None]) -> tuple[int, ...]:
    """Item numbers without an answer, in order."""
    given = checked(key, answers)
    return tuple(item for item in key.numbers if item not in given)


@dataclass(frozen=True)
class Disagreement:
    """A total that came with answers and is not ours; ours is None where it may not be scored."""

    scale: str
    stored: object
    ours: int | Decimal | None


def disagreements(key: Key, answers: Mapping[int, int | None], totals: Mapping[str, object]):
    """
    The stored totals, by scale, that these answers do not come to (INS-3): told, never trusted.

    A total over a blank item, such as one that counted it as 0, disagrees with our "not scorable";
    so does a total of a scale the instrument has not. Raises NotAnAnswer as `score` does.
    """
    ours = score(key, answers).values()
    return [
        Disagreement(name, stored, ours.get(name))
        for name, stored in totals.items()
        if ours.get(name) is None or _number(stored) != ours[name]
    ]


def _number(stored):
    """A stored total as a number to two places; None for what is no number at all."""
    try:
        number = Decimal(str(stored))
        return number.quantize(CENT, ROUND_HALF_UP) if number.is_finite() else None
    except InvalidOperation:
        return None


def _scale_score(key, scale, given):
    missing = tuple(item for item in scale.items if item not in given)
    needed = len(scale.items) if scale.fewest is None else scale.fewest
    if len(scale.items) - len(missing) < needed:
        return Score(scale.name, None, missing=missing)
    parts = [
        key.turned(given[item]) if item in scale.reverse else given[item]
        for item in scale.items
        if item in given
    ]
    exact = Fraction(sum(parts) * scale.factor, len(parts) if scale.method == MEAN else 1)
    over = None if scale.cut is None else exact >= scale.cut.at_least
    return Score(scale.name, _shown(exact, scale), scale.band_of(exact), over, missing)


def _shown(exact, scale):
    if scale.method != MEAN:
        return int(exact)
    return (Decimal(exact.numerator) / exact.denominator).quantize(CENT, ROUND_HALF_UP)
