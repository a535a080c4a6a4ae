"""
Words that may hurt when the person reads the note later, and what to write instead.

The list of experience.md c.3, as far as it is about people in notes. Pure: text in, findings out.
Nothing is changed, refused or kept: a found word is asked about once, as it may be a quote.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

DASH = "[-\u2010-\u2015\u2212 ]?"


@dataclass(frozen=True)
class Found:
    """`wrote` is the word as it was typed, `instead` what one could write."""

    wrote: str
    instead: str


# What is looked for (words, or phrases where a word alone is ordinary): what to write instead.
LISTED = {
    ("victim", "victims"): _("the person; a person who experienced …; survivor, if they say so"),
    ("rescued", "rescue", "saved her", "saved him", "saved them"): _(
        "left; got out; reached safety"
    ),
    ("prostitute", "prostitutes", "sex worker", "sex workers", "child prostitute"): _(
        "person who was sexually exploited; child who was exploited"
    ),
    (
        "addict",
        "addicts",
        "alcoholic",
        "alcoholics",
        "junkie",
        "junkies",
        "user",
        "users",
        "drug user",
        "drug users",
    ): _("person who uses …; person in recovery (their words)"),
    (
        "clean and sober",
        "clean time",
        "days clean",
        "weeks clean",
        "months clean",
        "been clean",
        "is clean",
        "was clean",
        "got clean",
        "get clean",
        "getting clean",
        "stay clean",
        "stayed clean",
        "staying clean",
        "tested clean",
        "clean test",
    ): _("not using; negative (test)"),
    ("is dirty", "was dirty", "tested dirty", "dirty test", "dirty urine", "dirty screen"): _(
        "using; positive (test)"
    ),
    ("substance abuse", "drug abuse", "substance abuser", "drug abuser"): _(
        "substance use; substance use disorder (if diagnosed)"
    ),
    ("relapse", "relapsed", "relapses", "relapsing"): _(
        "return to use (the person may say relapse)"
    ),
    ("non-compliant", "non-compliance", "uncompliant", "refused", "refuses", "refusing"): _(
        "chose not to; decided; had other priorities"
    ),
    ("resistant", "in denial"): _("not ready; unsure; sees it differently"),
    ("manipulative", "manipulating", "manipulated", "manipulates"): _(
        "found a way to meet a need; say what happened"
    ),
    ("attention-seeking", "attention-seeker"): _("asking for connection"),
    ("unmotivated", "lazy"): _("has not found what helps yet"),
    ("frequent flyer", "frequent flyers", "frequent flier"): _("comes often; knows us well"),
    ("dangerous", "aggressive"): _("say what was seen and what keeps everyone safe"),
    ("high-functioning", "low-functioning"): _("can …; wants help with …"),
    ("suffers from", "suffering from", "suffered from"): _("lives with; has"),
    ("committed suicide", "commit suicide", "commits suicide"): _("died by suicide"),
    ("claims", "claimed", "alleges", "alleged", "admits"): _("says; told us"),
    ("disclosed", "discloses", "her story", "his story", "their story"): _("told me"),
    ("failed", "fails", "failure"): _("did not work out; let go; not a fit"),
    ("homeless",): _("without housing"),
    ("illegal", "illegals", "illegal alien", "alien", "aliens"): _(
        "person without papers; immigration status only if needed"
    ),
    ("mentally ill", "mental illness"): _("person with a mental health condition"),
    ("asap", "urgent", "urgently"): _("today; by 3:00"),
    ("blacklist", "blacklisted"): _("do not pair"),
}
# "Victim" is right in names of laws, funds and offices.
NAMES = (
    r"(?!['’]?s?\s+(?:services?|compensation|assistance|advocates?|witness|rights"
    r"|of\s+crimes?\s+act))"
)


def _pattern(phrase):
    words = r"\s+".join(re.escape(word).replace(r"\-", DASH) for word in phrase.split())
    return words + (NAMES if phrase.startswith("victim") else "")


# Longest first, so that "drug user" is found as one.
INSTEAD = {phrase: instead for phrases, instead in LISTED.items() for phrase in phrases}
ORDER = sorted(INSTEAD, key=len, reverse=True)
LOOK = re.compile(
    r"(?<!\w)(?:" + "|".join(f"({_pattern(phrase)})" for phrase in ORDER) + r")(?!\w)",
    re.IGNORECASE,
)


def found(text):
    """Listed words of a note, as typed, each once, in the order they were written."""
    seen = {}
    for match in LOOK.finditer(text):
        phrase = ORDER[match.lastindex - 1]
        wrote = " ".join(match.group().split())
        seen.setdefault(wrote.casefold(), Found(wrote, INSTEAD[phrase]))
    return list(seen.values())
