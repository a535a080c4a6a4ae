"""
What funders ask about people, as dated lists (REP-2, domain.md 15). Pure: no database.

A list is never edited: a new version gets a day from which it holds, the old one its last day.
An answer keeps the version it was given to, so old periods are counted by the old list.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

NOT_ASKED, RATHER_NOT = "", "rather_not"
NOT_TRACKED, NOT_REPORTED = _("Not asked"), _("Prefers not to say")


@dataclass(frozen=True)
class QuestionList:
    """
    One question of a funder. `since` and `until` are the first and last day it is asked.

    `switch` names the setting of the organisation that brings it; `several` allows more than one
    answer, and `together`, if set, is how several are counted.
    """

    id: str
    version: str
    since: date
    until: date | None
    switch: str
    label: str
    why: str
    choices: tuple
    several: bool = False
    together: str = ""

    def holds_on(self, day):
        return self.since <= day and (self.until is None or day <= self.until)

    def counted_as(self, said):
        """The lines of a report that these answers are counted in, in words."""
        if not said:
            return [NOT_TRACKED]
        if RATHER_NOT in said:
            return [NOT_REPORTED]
        if self.together and len(said) > 1:
            return [self.together]
        return [label for code, label in self.choices if code in said]


FIRST_YEAR = date(2025, 10, 1)  # the first federal year that these lists are kept for
VOCA = "voca_funded"
WHO = _("Why we ask: our funder counts whom we reach. Only numbers are sent, never names.")

RACE = QuestionList(
    "race",
    "ovc-4a-1",
    FIRST_YEAR,
    None,
    VOCA,
    _("How do they describe their race or ethnic background?"),
    WHO,
    (
        ("american_indian", _("American Indian or Alaska Native")),
        ("asian", _("Asian")),
        ("black", _("Black or African American")),
        ("hispanic", _("Hispanic or Latino")),
        ("pacific", _("Native Hawaiian or other Pacific Islander")),
        ("white", _("White, not Latino")),
        ("another", _("Another race")),
    ),
    several=True,
    together=_("Multiple races"),
)
GENDER = QuestionList(
    "gender",
    "ovc-4b-1",
    FIRST_YEAR,
    None,
    VOCA,
    _("Which gender fits them?"),
    WHO,
    (("female", _("Female")), ("male", _("Male")), ("another", _("Another gender"))),
)
AGE = QuestionList(
    "age",
    "ovc-4c-1",
    FIRST_YEAR,
    None,
    VOCA,
    _("How old were they when they first came?"),
    _("Why we ask: our funder counts age groups. We never write down a day of birth."),
    (
        ("0_12", _("12 or younger")),
        ("13_17", _("13 to 17")),
        ("18_24", _("18 to 24")),
        ("25_59", _("25 to 59")),
        ("60", _("60 or older")),
    ),
)
NEEDS = QuestionList(
    "needs",
    "ovc-5c-1",
    FIRST_YEAR,
    None,
    VOCA,
    _("Does any of these fit them?"),
    _("Why we ask: our funder wants to know if everyone can get help. Only numbers are sent."),
    (
        ("deaf", _("Deaf or hard of hearing")),
        ("housing", _("Without housing")),
        ("newcomer", _("Immigrant, refugee, or asking for asylum")),
        ("lgbtq", _("LGBTQ")),
        ("veteran", _("Veteran")),
        ("disability", _("Lives with a disability")),
        ("english", _("Speaks little English")),
        ("another", _("Something else")),
    ),
    several=True,
)
EXPERIENCE = QuestionList(
    "experience",
    "ovc-5a-1",
    FIRST_YEAR,
    None,
    VOCA,
    _("Which lines of the funder's list did they name themselves?"),
    _(
        "Why we ask: our funder counts these. Tick only what they told you on their own. "
        "Do not ask what happened. These are the funder's words."
    ),
    (
        ("labor", _("Human trafficking: labor")),
        ("sex", _("Human trafficking: sex")),
        ("domestic", _("Domestic or family violence")),
        ("stalking", _("Stalking")),
        ("teen_dating", _("Teen dating victimization")),
        ("adult_physical", _("Adult physical assault")),
        ("adult_sexual", _("Adult sexual assault")),
        ("adult_as_child", _("Adults sexually abused as children")),
        ("child_physical", _("Child physical abuse or neglect")),
        ("child_pictures", _("Child pornography")),
        ("child_sexual", _("Child sexual abuse")),
        ("bullying", _("Bullying")),
        ("elder", _("Elder abuse or neglect")),
        ("hate", _("Hate crime")),
        ("identity", _("Identity theft or fraud")),
        ("robbery", _("Robbery")),
        ("burglary", _("Burglary")),
        ("arson", _("Arson")),
        ("dui", _("DUI or DWI incidents")),
        ("vehicular", _("Other vehicular victimization")),
        ("kidnap_other", _("Kidnapping (non-custodial)")),
        ("kidnap_custody", _("Kidnapping (custodial)")),
        ("mass", _("Mass violence")),
        ("homicide", _("Survivors of homicide victims")),
        ("terror", _("Terrorism")),
        ("another", _("Something else")),
    ),
    several=True,
)
LISTS = (RACE, GENDER, AGE, NEEDS, EXPERIENCE)


def asked_now(organisation, day, lists=LISTS):
    """The lists that this organisation's funders ask today, in their order."""
    return [one for one in lists if getattr(organisation, one.switch) and one.holds_on(day)]


def of_version(id, version, lists=LISTS):
    """The list an answer was given to. Raises KeyError for one that never was."""
    for one in lists:
        if (one.id, one.version) == (id, version):
            return one
    raise KeyError(f"{id} {version}")


def to_show(organisation, day, answers, lists=LISTS):
    """
    Today's lists, but for each question already answered the list it was answered on.

    So a new version of a list asks nobody again.
    """
    shown = []
    for one in asked_now(organisation, day, lists):
        held = answers.get(one.id)
        shown.append(of_version(one.id, held["list"], lists) if held else one)
    return shown
