"""
The instruments Daybook can score, in our words: what each is, on what terms, how a file names it.

Terms: the licence table of `domain.md` 13. Daybook brings the scoring key; the words of the
questions come from the organisation, which answers for its permission to use them.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import KEYS
from .cbi import cbi
from .texts import NotAText

STAFF, PEOPLE = gettext_lazy("For staff"), gettext_lazy("For the people you support")
CBI_ORDERS = (10, 13)  # where its one reversed item stands, in the two orders that are in use

PHQ_9_ITEMS = (
    *("44250-9", "44255-8", "44259-0", "44254-1", "44251-7"),
    *("44258-2", "44252-5", "44253-3", "44260-8"),  # the last is the safety question
)


@dataclass(frozen=True)
class About:
    """
    One instrument. `loinc` and `pattern` are how a FHIR questionnaire names it.

    `item_loinc`: the codes of its items in the author's order, where the place of one matters.
    """

    name: str
    title: str
    whom: str
    what: str
    terms: str
    pattern: str
    loinc: tuple[str, ...] = ()
    item_loinc: tuple[str, ...] = ()
    has_impact_question: bool = False


INSTRUMENTS = {
    about.name: about
    for about in (
        About(
            "proqol-5",
            "ProQOL 5",
            STAFF,
            gettext_lazy("30 questions on what helping gives and takes. Three scales."),
            gettext_lazy(
                "Free with credit to the Center for Victims of Torture and www.ProQOL.org. Not "
                "sold, and not reworded."
            ),
            r"proqol|professional quality of life",
        ),
        About(
            "stss",
            "STSS",
            STAFF,
            gettext_lazy("17 questions on stress from what others lived through."),
            gettext_lazy(
                "Copyright 1999 Brian E. Bride. No open permission is known: ask the author in "
                "writing first."
            ),
            r"(?<![a-z])stss(?![a-z])|secondary traumatic stress scale",
        ),
        About(
            "cbi",
            "Copenhagen Burnout Inventory",
            STAFF,
            gettext_lazy("19 questions on tiredness: own life, work, and the people at work."),
            gettext_lazy("Meant as a public tool by its authors; whether it is free is not sure."),
            r"(?<![a-z])cbi(?![a-z])|copenhagen burnout",
        ),
        About(
            "barc-10",
            "BARC-10",
            PEOPLE,
            gettext_lazy("10 statements on what carries somebody in recovery."),
            gettext_lazy(
                "One source says no permission is needed, another names CC BY-NC-ND. Use the "
                "words unchanged."
            ),
            r"barc[-_ ]?10|brief assessment of recovery capital",
        ),
        About(
            "phq-9",
            "PHQ-9",
            PEOPLE,
            gettext_lazy("9 questions on low mood. Question 9 above zero opens the safety steps."),
            gettext_lazy("Copyright Pfizer. Free to copy and use."),
            r"phq[-_ ]?9(?!\d)|patient health questionnaire\W+9(?!\d)",
            ("44249-1",),
            PHQ_9_ITEMS,
            has_impact_question=True,
        ),
        About(
            "gad-7",
            "GAD-7",
            PEOPLE,
            gettext_lazy("7 questions on worry and unrest."),
            gettext_lazy("Copyright Pfizer. Free to copy and use."),
            r"gad[-_ ]?7(?!\d)|generali[sz]ed anxiety disorder\W+7(?!\d)",
            ("69737-5",),
            has_impact_question=True,
        ),
        About(
            "pcl-5",
            "PCL-5",
            PEOPLE,
            gettext_lazy("20 questions on the past month after something very hard."),
            gettext_lazy("Public domain. Name the authors."),
            r"pcl[-_ ]?5(?!\d)|ptsd checklist for dsm[-_ ]?5",
        ),
        About(
            "k6",
            "K6",
            PEOPLE,
            gettext_lazy("6 questions on distress in the past 30 days."),
            gettext_lazy("Public domain. Name the authors."),
            r"(?<![a-z0-9])k[-_ ]?6(?!\d)|kessler[-_ ]?6(?!\d)",
        ),
        About(
            "who-5",
            "WHO-5",
            PEOPLE,
            gettext_lazy("5 statements on feeling well in the past two weeks."),
            gettext_lazy(
                "Older forms are public domain with the source named; the form of 2024 is "
                "CC BY-NC-SA."
            ),
            r"who[-_ ]?5(?!\d)",
        ),
        About(
            "coping-17",
            gettext_lazy("Coping skills"),
            PEOPLE,
            gettext_lazy("17 skills and how often each is used, in words of your own."),
            gettext_lazy("The published list is copyrighted. Bring your own words."),
            r"coping[-_ ]?17|coping skills",
        ),
    )
}


def key_for(name, reversed_item=None):
    """
    The newest scoring key of the instrument `name`; the CBI needs its reversed item, 10 or 13.

    Raises NotAText for a name Daybook has no key for.
    """
    name = name.strip().lower()
    if name not in INSTRUMENTS:
        raise NotAText(
            _("Daybook has no scoring key for “%(name)s”; it scores %(known)s.")
            % {"name": name[:40], "known": ", ".join(INSTRUMENTS)}
        )
    if name != "cbi":
        return [key for (held, _version), key in KEYS.items() if held == name][-1]
    if reversed_item not in CBI_ORDERS:
        raise NotAText(
            _("The CBI has exactly one reversed item, so say whether it is 10 or 13 in this text.")
        )
    return cbi(reversed_item=reversed_item)


def named_by(codes, words):
    """
    The instruments that LOINC codes name; without one, those whose name is in the words.

    More than one name in a file is a doubt, so the caller asks for a key when not exactly one
    comes back.
    """
    by_code = [a.name for a in INSTRUMENTS.values() if set(a.loinc) & set(codes)]
    if by_code:
        return by_code
    found = " | ".join(words).lower()
    return [a.name for a in INSTRUMENTS.values() if re.search(a.pattern, found)]
