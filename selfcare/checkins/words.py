"""A result in words: what it says, how it moved, and what a supervisor would see of it."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from selfcare.wall import Level

from . import own

SAME = 1  # two results this close are "about the same": one step of one statement


@dataclass(frozen=True)
class Line:
    """One scale of one result, ready for the page."""

    label: str
    words: str
    meaning: str
    change: str
    value: int | None
    highest: int


def lines(result, earlier=None, earlier_on=None):
    """The scales of a result, each with its change since an earlier one."""
    shown = []
    for name, label in own.SCALES.items():
        score = result[name]
        before = earlier[name].value if earlier else None
        shown.append(
            Line(
                label=label,
                words=own.band_words(name, score.band),
                meaning=own.MEANINGS.get((name, score.band), ""),
                change=change(score.value, before, earlier_on),
                value=score.value,
                highest=own.span(name)[1],
            )
        )
    return shown


def trend(rows):
    """Per scale its points, oldest first: day, value, words. For one's own page only."""
    results = [(row.finished_on, row.result()) for row in reversed(rows)]
    return [
        {
            "label": label,
            "values": [result[name].value or 0 for _on, result in results],
            "points": [
                {
                    "on": on,
                    "words": own.band_words(name, result[name].band),
                    "value": result[name].value,
                    "highest": own.span(name)[1],
                }
                for on, result in results
            ],
        }
        for name, label in own.SCALES.items()
    ]


def change(value, before, on):
    """How a value moved since an earlier day, in words; empty when one of the two is missing."""
    if value is None or before is None:
        return ""
    month = date_format(on, "F")
    if abs(value - before) <= SAME:
        return _("About the same as in %(month)s.") % {"month": month}
    if value > before:
        return _("Higher than in %(month)s.") % {"month": month}
    return _("Lower than in %(month)s.") % {"month": month}


def previews(result, on, *, name, supervisor):
    """Level to what the supervisor would read. `name`: whose check-in; `supervisor`: who looks."""
    return {level.value: _preview(level, result, on, name, supervisor) for level in Level}


def _preview(level, result, on, name, supervisor):
    if level == Level.NOTHING:
        return _("%(supervisor)s sees nothing. It looks the same as no check-in at all.") % {
            "supervisor": supervisor
        }
    finished = _("%(name)s finished a check-in on %(day)s.") % {
        "name": name,
        "day": date_format(on, "M j"),
    }
    if level == Level.FINISHED:
        return _("%(supervisor)s sees: “%(text)s”") % {"supervisor": supervisor, "text": finished}
    scales = {
        scale: {"band": score.band, "value": score.value, "highest": own.span(scale)[1]}
        for scale, score in result.scores.items()
    }
    text = f"{finished} {sentence(scales, scores=level == Level.SCORES)}"
    return _("%(supervisor)s sees: “%(text)s”") % {"supervisor": supervisor, "text": text}


def sentence(scales, *, scores):
    """Bands, with values where they are shared: "What the work gives: a lot (13 of 15)."."""
    parts = []
    for name, label in own.SHORT_SCALES.items():
        scale = scales.get(name, {})
        text = f"{label}: {own.band_words(name, scale.get('band'))}"
        if scores and scale.get("value") is not None:
            text += " " + _("(%(value)s of %(highest)s)") % scale
        parts.append(text + ".")
    return " ".join(parts)


def shared_words(view):
    """What a supervisor reads of one shared check-in (a `wall.SharedView`)."""
    if view.level == Level.FINISHED:
        return _("Finished a check-in.")
    return sentence(view.scales, scores=view.level == Level.SCORES)


def left_blank(count):
    """What the page says when statements were left out."""
    return ngettext(
        "You left %(count)s blank. Finish it, or save without a score.",
        "You left %(count)s blank. Finish them, or save without a score.",
        count,
    ) % {"count": count}


def is_heavy(result):
    """A band at the heavy end: the page then shows people to reach. Nobody is told."""
    return any((name, score.band) in own.HEAVY for name, score in result.scores.items())
