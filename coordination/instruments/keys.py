"""
What a scoring key is: item numbers, reversals, the range of an answer, bands. Facts only.

Daybook ships keys, never the sentences of an instrument (INS-1). A key carries its version and the
day we last checked it, so that a result can name the rule it was made by and be recomputed (INS-3).
"""

from dataclasses import dataclass, replace
from datetime import date

SUM, MEAN = "sum", "mean"


@dataclass(frozen=True)
class Band:
    """A named stretch of a scale: it starts at `at_least` and ends where the next one starts."""

    name: str
    at_least: int


@dataclass(frozen=True)
class Cut:
    """
    One published threshold that is not a band. An organisation may move it inside `between`.

    `between` is inclusive; `None` leaves it free (BARC-10's 47 is one study's number).
    """

    name: str
    at_least: int
    between: tuple[int, int] | None = None


@dataclass(frozen=True)
class Flag:
    """An answer that matters by itself, whatever the total: PHQ-9 item 9 above 0."""

    name: str
    item: int
    at_least: int


@dataclass(frozen=True)
class Scale:
    """
    One scale of an instrument: which items, which of them run the other way, how they add up.

    `fewest`: how many answers make it scorable; `None` means all of them (INS-4).
    `rising_is_good`: the direction, so that nobody adds scales that point apart (INS-5).
    `bands_confirmed`: False where the bands were not checked against the author's own text; such
    bands are an organisation's setting and are never shown as fact.
    `notable_change`: the smallest difference between two results that the author calls a change.
    """

    name: str
    items: tuple[int, ...]
    reverse: tuple[int, ...] = ()
    method: str = SUM
    factor: int = 1
    fewest: int | None = None
    rising_is_good: bool = False
    bands: tuple[Band, ...] = ()
    bands_confirmed: bool = True
    cut: Cut | None = None
    notable_change: int | None = None

    def __post_init__(self):
        if len(set(self.items)) != len(self.items) or not self.items:
            raise ValueError(f"{self.name}: an item is counted once")
        if not set(self.reverse) <= set(self.items):
            raise ValueError(f"{self.name}: only its own items can be reversed")
        starts = [band.at_least for band in self.bands]
        if starts != sorted(set(starts)):
            raise ValueError(f"{self.name}: bands start one after the other")

    def band_of(self, value):
        """The name of the band `value` falls in, or None where the scale has no bands."""
        held = [band.name for band in self.bands if value >= band.at_least]
        return held[-1] if held else None


@dataclass(frozen=True)
class Key:
    """How one version of one instrument is scored. `days`: how far back the questions look."""

    name: str
    version: str
    checked_on: date
    items: int
    answers: tuple[int, ...]
    days: int | None
    scales: tuple[Scale, ...]
    flags: tuple[Flag, ...] = ()
    credit: str = ""

    def __post_init__(self):
        for scale in self.scales:
            if not set(scale.items) <= set(self.numbers):
                raise ValueError(f"{self.name}: {scale.name} counts an item that is not there")
            if scale.bands and scale.bands[0].at_least > self.span(scale.name)[0]:
                raise ValueError(f"{self.name}: {scale.name} has values below its first band")

    @property
    def numbers(self):
        """Item numbers, from 1."""
        return range(1, self.items + 1)

    def scale(self, name):
        """The scale called `name`. KeyError where the instrument has none."""
        return {scale.name: scale for scale in self.scales}[name]

    def with_cut(self, at_least):
        """
        This key with its published cut moved, where its author leaves room for that.

        BARC-10's 47 is one study's number; PCL-5 stays between 31 and 33. Raises ValueError for a
        key without a cut and for a number outside that room or outside the scale.
        """
        [scale] = [scale for scale in self.scales if scale.cut] or [None]
        if scale is None:
            raise ValueError(f"{self.name} has no cut to move")
        lowest, highest = scale.cut.between or self.span(scale.name)
        if not lowest <= at_least <= highest:
            raise ValueError(f"the cut of {self.name} lies between {lowest} and {highest}")
        moved = replace(scale, cut=replace(scale.cut, at_least=at_least))
        return replace(self, scales=tuple(moved if one is scale else one for one in self.scales))

    def turned(self, answer):
        """The answer of a reversed item: 1 becomes 5 on 1 to 5, 25 becomes 75 on 0 to 100."""
        return min(self.answers) + max(self.answers) - answer

    def span(self, name):
        """Lowest and highest value the scale can have when everything is answered."""
        scale = self.scale(name)
        many = (1 if scale.method == MEAN else len(scale.items)) * scale.factor
        return min(self.answers) * many, max(self.answers) * many
