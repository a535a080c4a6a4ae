"""Sets of answers in words: what each says, how it moved, the points of its line."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coordination import charts
from coordination.instruments import disagreements
from coordination.instruments.pcl5 import provisional_by_clusters
from coordination.outcomes import progress
from coordination.outcomes.measures import DAYS, GROUPS, PEOPLE, RATHER_NOT
from coordination.templatetags.daybook import at

# The authors' names of the bands; beside each stands "Screening, not a diagnosis" (INS-5).
BANDS = {
    "minimal": gettext_lazy("minimal"),
    "mild": gettext_lazy("mild"),
    "moderate": gettext_lazy("moderate"),
    "moderately_severe": gettext_lazy("moderately severe"),
    "severe": gettext_lazy("severe"),
    "low": gettext_lazy("low"),
    "probable_serious": gettext_lazy("high"),
    "poor": gettext_lazy("50 or less"),
    "not_poor": gettext_lazy("above 50"),
}


@dataclass(frozen=True)
class Point:
    """One set on the line of a series. `value` is None where a blank left it without one."""

    on: date
    value: object
    words: str
    change: str


@dataclass
class Line:
    """One series over time, oldest point first. `current` is the newest point with a value."""

    label: str
    series: object
    points: list = field(default_factory=list)

    @property
    def current(self):
        return next((point for point in reversed(self.points) if point.value is not None), None)

    @property
    def latest(self):
        """The newest point, also when a blank left it without a value."""
        return self.points[-1]

    @property
    def said(self):
        """What a list says: the newest value there is."""
        return self.current or self.latest

    @property
    def values(self):
        """The numbers of the picture, oldest first."""
        return [point.value for point in self.points if point.value is not None]

    @property
    def picture(self):
        """The small line, or None: one result is words only."""
        return charts.trend(self.values, self.series.lowest, self.series.highest)

    @property
    def began(self):
        """The day of the first value."""
        return next((point.on for point in self.points if point.value is not None), None)

    @property
    def in_words(self):
        """What the picture shows, for those who do not see it: days and values in order."""
        held = [point for point in self.points if point.value is not None]
        said = [f"{date_format(point.on, 'M j')}: {point.words}" for point in held]
        return f"{self.label}. " + ", ".join(said)


def lines(rows):
    """
    The lines of one measure's sets. `rows` in any order; those counted by another version of the
    key are left out, since their numbers mean something else.
    """
    rows = sorted(rows, key=lambda row: (row.asked_on, row.written_at))
    if not rows:
        return []
    newest = rows[-1]
    alike = [row for row in rows if row.version == newest.version]
    held = [(row, values(row)) for row in alike]
    return [_line(series, newest, held) for series in newest.asked.series]


def _line(series, newest, held):
    line = Line(series.label, series)
    before = None
    for row, found in held:
        value = found.get(series.name)
        moved = ""
        if before is not None:
            moved = progress.change(
                series, value, before.value, before_on=before.on, on=row.asked_on
            )
        point = Point(row.asked_on, value, words(row, series, value), moved)
        line.points.append(point)
        before = point if value is not None else before
    return line


def values(row):
    """Series to value as counted now from the answers; None where a blank leaves no value."""
    if row.text_id:
        result = row.result()
        return {series.name: result[series.name].value for series in row.asked.series}
    return {
        series.name: value
        for series in row.asked.series
        if (value := row.answers.get(series.name)) != RATHER_NOT
    }


def words(row, series, value):
    """A value as it is read: "moderate (10 of 27)", "Most of the time", "12 days"."""
    if value is None:
        return _("no total, a question has no answer") if row.text_id else _("no answer")
    if series.tone == DAYS:
        return ngettext("%(n)s day", "%(n)s days", value) % {"n": value}
    if series.tone == PEOPLE:
        return ngettext("%(n)s person", "%(n)s people", value) % {"n": value}
    if series.tone == GROUPS:
        return ngettext("%(n)s meeting", "%(n)s meetings", value) % {"n": value}
    if not row.text_id:
        question = next(one for one in row.asked.questions if one.key == series.name)
        return str(question.words(value))
    number = _("%(value)s of %(highest)s") % {"value": value, "highest": series.highest}
    band = row.result()[series.name].band
    return f"{BANDS[band]} ({number})" if band in BANDS else number


def has_bands(row):
    """Whether a result says more than a number, so that the words about screening belong to it."""
    if not row.text_id:
        return False
    scales = row.asked.key.scales
    return any(scale.bands or scale.cut for scale in scales)


def remarks(row):
    """Other readings of one set, each a sentence of its own: cuts, clusters, WHO-5's low half."""
    if not row.text_id:
        return []
    said = []
    for scale in row.asked.key.scales:
        over = row.result()[scale.name].over_cut
        if scale.cut and over is not None:
            number = {"cut": scale.cut.at_least}
            said.append(
                (
                    _("%(cut)s or more, a point that studies look at.")
                    if over
                    else _("Below %(cut)s, a point that studies look at.")
                )
                % number
            )
    if row.asked.name == "pcl-5":
        met = provisional_by_clusters(row.numbers())
        if met is not None:
            said.append(
                _("The answers form the pattern this list looks for.")
                if met
                else _("The answers do not form the pattern this list looks for.")
            )
    return said


def stated_differs(row):
    """A sentence when a total copied from paper is not what the answers come to (INS-3)."""
    if not (row.stated and row.text_id):
        return ""
    wanted = {series.name: row.stated for series in row.asked.series}
    if "raw" in row.result().scores:  # WHO-5 on paper is often the sum before times four
        wanted["raw"] = row.stated
    found = disagreements(row.asked.key, row.numbers(), wanted)
    if len(found) < len(wanted):
        return ""
    ours = row.result()[row.asked.series[0].name].value
    if ours is None:
        return _("The paper says %(stated)s. A question has no answer, so we count no total.") % {
            "stated": row.stated
        }
    return _("The paper says %(stated)s. The answers come to %(ours)s. We use the answers.") % {
        "stated": row.stated,
        "ours": ours,
    }


def answered(row, answers=None):
    """(question, answer in words) of one set, or of an older version of it."""
    answers = row.answers if answers is None else answers
    return [
        (question.text, question.words(answers.get(question.key)))
        for question in row.asked.questions
    ]


def versions(row):
    """Every version of a set, newest first, with what it said before and why it changed."""
    found, before = [], None
    kept = row.history.select_related("history_user").order_by("history_date", "history_id")
    for version in kept:
        named = {
            "name": version.history_user.get_short_name() if version.history_user else "Daybook",
            "at": at(version.history_date),
        }
        why = version.error_reason if version.in_error else version.correction_reason
        said = answered(row, version.answers)
        found.append({"line": _what(version, before) % named, "why": why, "answers": said})
        before = version
    return found[::-1]


def _what(version, before):
    if before is None:
        return _("Written %(at)s by %(name)s")
    if version.in_error:
        return _("Taken out %(at)s by %(name)s")
    if version.answers == before.answers and version.safety != before.safety:
        return _("What to do now was read %(at)s by %(name)s")
    return _("Changed %(at)s by %(name)s")
