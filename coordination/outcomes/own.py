"""
Our own short forms in words. Written for Daybook by us; no sentence comes from an instrument.

The windows of 30 days, six months and a year, and the five parts of life, are facts of the
literature review (L989-991); confidence, hope, being taken seriously and satisfaction are its
L947-949. A form whose questions change gets a new version; old results keep theirs.
"""

from django.utils.translation import gettext_lazy as _

YES_NO = (("yes", _("Yes")), ("no", _("No")))
HOW_MUCH = (("none", _("Not at all")), ("some", _("Some")), ("a_lot", _("A lot")))
STEPS = (
    (1, _("Not at all")),
    (2, _("A little")),
    (3, _("Some of the time")),
    (4, _("Most of the time")),
    (5, _("Almost always")),
)

SUBSTANCE_USE = {
    "name": "substance-use",
    "version": "1",
    "title": _("Alcohol and drugs"),
    "about": _(
        "There is no right answer. Some people want to stop, some want less, some want neither. "
        "Medicine taken the way a doctor said does not count."
    ),
    "questions": [
        {
            "key": "in_30_days",
            "text": _("In the last 30 days, did you drink alcohol or use drugs?"),
            "choices": YES_NO,
        },
        {"key": "in_6_months", "text": _("In the last 6 months?"), "choices": YES_NO},
        {"key": "in_a_year", "text": _("In the last year?"), "choices": YES_NO},
        {
            "key": "days_in_30",
            "text": _("On about how many of the last 30 days?"),
            "highest": 30,
            "hint": _("A number from 0 to 30. A guess is fine."),
        },
        {
            "key": "medical",
            "text": _("In the last 30 days, how much did it get in the way of your health?"),
            "choices": HOW_MUCH,
        },
        {"key": "psychiatric", "text": _("Of your mood or your sleep?"), "choices": HOW_MUCH},
        {
            "key": "legal",
            "text": _("Of anything to do with the law?"),
            "choices": HOW_MUCH,
        },
        {
            "key": "employment",
            "text": _("Of work, school, or looking for work?"),
            "choices": HOW_MUCH,
        },
        {
            "key": "family",
            "text": _("Of life with your family or people close to you?"),
            "choices": HOW_MUCH,
        },
    ],
    "series": [
        {
            "name": "days_in_30",
            "label": _("Days in the last 30"),
            "tone": "days",
            "lowest": 0,
            "highest": 30,
        }
    ],
}

_RATED = {
    "confidence": (_("I felt sure of myself."), _("Sure of oneself")),
    "hope": (_("I felt hopeful about what comes next."), _("Hope")),
    "taken_seriously": (_("People took me seriously."), _("Taken seriously")),
    "satisfaction": (_("I was content with my life."), _("Content with life")),
}
LIFE = {
    "name": "life-these-days",
    "version": "1",
    "title": _("Life these days"),
    "about": _("Think of the last two weeks. How often was this true?"),
    "questions": [
        {"key": name, "text": text, "choices": STEPS} for name, (text, _label) in _RATED.items()
    ],
    "series": [
        {"name": name, "label": label, "tone": "up", "lowest": 1, "highest": 5}
        for name, (_text, label) in _RATED.items()
    ],
}

NETWORK = {
    "name": "people-around",
    "version": "1",
    "title": _("People around you"),
    "about": _("Count the way you see it. There is no right number."),
    "questions": [
        {
            "key": "people",
            "text": _("How many people can you turn to when things are hard?"),
            "highest": 50,
            "hint": _("A number from 0 to 50. Family, friends, peers: whoever you trust."),
        },
        {
            "key": "groups",
            "text": _("How many group meetings did you go to in the last month?"),
            "highest": 100,
            "hint": _("A number from 0 to 100. Online meetings count."),
        },
    ],
    "series": [
        {
            "name": "people",
            "label": _("People to turn to"),
            "tone": "people",
            "lowest": 0,
            "highest": None,
        },
        {
            "name": "groups",
            "label": _("Group meetings"),
            "tone": "groups",
            "lowest": 0,
            "highest": None,
        },
    ],
}
