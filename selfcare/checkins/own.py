"""
Our own short check-in in words: nine statements, five steps, a word for each band.

Written for Daybook by us; no sentence comes from an instrument (INS-1). The numbers are the item
numbers of `coordination.instruments.DAYBOOK_SHORT`. "Not a validated measure" stands beside each
result (settled 6).
"""

from django.utils.translation import gettext_lazy as _

from coordination.instruments import DAYBOOK_SHORT

STATEMENTS = {
    1: _("Walking with people felt worth my time."),
    2: _("The work took more out of me than I had to give."),
    3: _("Pictures or worries from someone's life stayed with me at home."),
    4: _("I saw that a small thing I did made a day easier for someone."),
    5: _("I had time to rest and get my strength back."),
    6: _("I put off a talk so that I would not hear more hard things."),
    7: _("I looked forward to some of my visits or calls."),
    8: _("Small tasks, like a note or a call, felt like a lot."),
    9: _("After work I found it hard to feel calm and safe."),
}

STEPS = {
    1: _("Not at all"),
    2: _("A little"),
    3: _("Some of the time"),
    4: _("Most of the time"),
    5: _("Almost always"),
}

SCALES = {
    "compassion_satisfaction": _("What the work gives you (compassion satisfaction)"),
    "burnout": _("How tired the work makes you (burnout)"),
    "secondary_traumatic_stress": _("What stays with you (secondary traumatic stress)"),
}

SHORT_SCALES = {
    "compassion_satisfaction": _("What the work gives"),
    "burnout": _("How tiring it is"),
    "secondary_traumatic_stress": _("What stays after work"),
}

BANDS = {
    ("compassion_satisfaction", "low"): _("not much right now"),
    ("compassion_satisfaction", "middle"): _("some"),
    ("compassion_satisfaction", "high"): _("a lot"),
    ("burnout", "low"): _("light"),
    ("burnout", "middle"): _("some strain"),
    ("burnout", "high"): _("a heavy load"),
    ("secondary_traumatic_stress", "low"): _("little"),
    ("secondary_traumatic_stress", "middle"): _("some"),
    ("secondary_traumatic_stress", "high"): _("a lot"),
}

MEANINGS = {
    ("compassion_satisfaction", "low"): _("The good parts were hard to feel. That can change."),
    ("compassion_satisfaction", "middle"): _("Some of the good parts reached you."),
    ("compassion_satisfaction", "high"): _("The good parts of the work reached you often."),
    ("burnout", "low"): _("You had enough left for yourself."),
    ("burnout", "middle"): _("Some days took more than they gave. Rest counts as work here."),
    ("burnout", "high"): _("You gave more than you had. A lighter week is a fair thing to ask."),
    ("secondary_traumatic_stress", "low"): _("What you hear mostly stays at work."),
    ("secondary_traumatic_stress", "middle"): _("Some of it comes home. Many peers know this."),
    ("secondary_traumatic_stress", "high"): _(
        "A lot of it comes home. You do not have to carry it alone."
    ),
}

NO_RESULT = _("not enough answers for a result")

# A band that opens the people-to-reach part of the page. Nobody is told (SC-5).
HEAVY = {("burnout", "high"), ("secondary_traumatic_stress", "high")}


def band_words(scale, band):
    """The band in our words; what to say when a blank left the scale without one."""
    return BANDS.get((scale, band), NO_RESULT)


def span(scale):
    """Lowest and highest value of a scale."""
    return DAYBOOK_SHORT.span(scale)
