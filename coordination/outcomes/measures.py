"""
What can be asked about how things are: five domains, each question optional (OUT-1). Pure.

A measure is either our own short form (`own.py`) or an instrument whose text the organisation has
switched on; then its questions come from that text. A result names measure, version and text, and
its totals are counted again at every reading (INS-3). There is never one total over scales that
point apart (INS-5). Slugs stand in addresses and say nothing about the topic.
"""

from dataclasses import dataclass, replace

from django.utils.translation import gettext_lazy as _

from coordination.instruments import (
    BARC_10,
    COPING_17,
    GAD_7,
    K6,
    KEYS,
    PCL_5,
    PHQ_9,
    WHO_5,
)
from coordination.outcomes import own

RATHER_NOT = "rather_not"  # an answer like any other; a question without one was not asked
PER_PAGE = 10
UP, DOWN, OFTEN, DAYS, PEOPLE, GROUPS = "up", "down", "often", "days", "people", "groups"

DOMAINS = {
    1: _("Alcohol and drugs"),
    2: _("Mood and worries"),
    3: _("Ways of coping"),
    4: _("Life these days"),
    5: _("People around them"),
}


@dataclass(frozen=True)
class Question:
    """
    One question. `choices`: (value, words); without them the answer is a number 0 to `highest`.
    """

    key: str
    text: str
    choices: tuple = ()
    highest: int | None = None
    hint: str = ""

    def takes(self, value):
        """Whether this is an answer to it. Anybody may rather not say."""
        if value == RATHER_NOT:
            return True
        if isinstance(value, bool):
            return False
        if self.choices:
            return value in [choice for choice, _words in self.choices]
        return isinstance(value, int) and 0 <= value <= self.highest

    def words(self, value):
        """An answer as it is read; None was not asked."""
        if value is None:
            return _("Not asked")
        if value == RATHER_NOT:
            return _("Rather not say")
        return dict(self.choices)[value] if self.choices else str(value)


@dataclass(frozen=True)
class Series:
    """
    What is followed over time: one scale of an instrument, or one question of ours.

    `tone` says how a change is worded; days, people and groups are counted without judging.
    `highest` is None where a number has no end worth naming.
    """

    name: str
    label: str
    tone: str
    lowest: int
    highest: int | None


@dataclass(frozen=True)
class Measure:
    """One thing to ask. `key_name` is empty for our own forms."""

    slug: str
    name: str
    version: str
    domain: int
    title: str
    series: tuple[Series, ...]
    questions: tuple[Question, ...] = ()
    key_name: str = ""
    about: str = ""
    credit: str = ""

    @property
    def key(self):
        """The scoring key, or None for our own forms."""
        return KEYS[self.name, self.version] if self.key_name else None

    @property
    def pages(self):
        """The questions, about ten a page (S47)."""
        return [
            self.questions[start : start + PER_PAGE]
            for start in range(0, max(1, len(self.questions)), PER_PAGE)
        ]

    @property
    def flagged(self):
        """Question keys whose answer may open the safety page."""
        return {str(flag.item) for flag in self.key.flags} if self.key else set()

    def with_text(self, text):
        """The measure in the words of a text (an `InstrumentText`)."""
        questions = tuple(
            Question(str(item.number), item.text, tuple((a.value, a.label) for a in answers))
            for item, answers in text.questions()
        )
        about = " ".join(part for part in (text.instructions, text.period) if part)
        return replace(
            self,
            title=text.title,
            version=text.key_version,
            questions=questions,
            about=about,
            credit=text.credit,
        )


def _scale(key, name, label, tone):
    lowest, highest = key.span(name)
    return Series(name, label, tone, lowest, highest)


def _instrument(number, key, domain, name, label, tone):
    return Measure(
        slug=f"set-{number}",
        name=key.name,
        version=key.version,
        domain=domain,
        title=key.name.upper(),
        series=(_scale(key, name, label, tone),),
        key_name=key.name,
    )


def _own(number, form, domain):
    return Measure(
        slug=f"set-{number}",
        name=form["name"],
        version=form["version"],
        domain=domain,
        title=form["title"],
        about=form["about"],
        questions=tuple(Question(**question) for question in form["questions"]),
        series=tuple(Series(**series) for series in form["series"]),
    )


# In the order they are shown. A slug belongs to its measure for good: results are found by it.
MEASURES = {
    measure.slug: measure
    for measure in (
        _own(1, own.LIFE, domain=4),
        _own(2, own.NETWORK, domain=5),
        _own(3, own.SUBSTANCE_USE, domain=1),
        _instrument(4, COPING_17, 3, "mean", _("Ways of coping"), OFTEN),
        _instrument(5, WHO_5, 4, "percent", _("Well-being"), UP),
        _instrument(6, BARC_10, 5, "total", _("What helps you go on"), UP),
        _instrument(7, PHQ_9, 2, "total", _("Low mood"), DOWN),
        _instrument(8, GAD_7, 2, "total", _("Worries"), DOWN),
        _instrument(9, K6, 2, "total", _("Strain"), DOWN),
        _instrument(10, PCL_5, 2, "total", _("What comes back"), DOWN),
    )
}
CHOICES = [(slug, measure.name) for slug, measure in MEASURES.items()]
