"""
What a person may ask for in a peer, and what a peer may share for matching: one list for both.

A wish and a trait are then compared as codes; words are for the screen only.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Trait:
    """One thing to compare. `wish` and `own` are the question to her and to the peer."""

    key: str
    label: str
    wish: str
    own: str
    choices: dict

    def words(self, codes):
        """The choices with these codes, in the order of the list; codes we do not know are left."""
        return [str(label) for code, label in self.choices.items() if code in codes]


TRAITS = [
    Trait(
        "languages",
        _("Languages"),
        _("A language we can talk in"),
        _("Languages I speak well"),
        {
            "en": _("English"),
            "es": _("Spanish"),
            "zh": _("Chinese"),
            "vi": _("Vietnamese"),
            "tl": _("Tagalog"),
            "ar": _("Arabic"),
            "fr": _("French"),
            "ht": _("Haitian Creole"),
            "pt": _("Portuguese"),
            "ru": _("Russian"),
            "ase": _("American Sign Language"),
        },
    ),
    Trait(
        "gender",
        _("Gender"),
        _("The gender of my peer"),
        _("I am"),
        {"woman": _("a woman"), "man": _("a man"), "nonbinary": _("a nonbinary person")},
    ),
    Trait(
        "times",
        _("Times"),
        _("When we meet"),
        _("When I am free"),
        {
            "mornings": _("mornings"),
            "afternoons": _("afternoons"),
            "evenings": _("evenings"),
            "weekends": _("weekends"),
        },
    ),
    Trait(
        "experience",
        _("Shared experience"),
        _("Someone who has been through something like this"),
        _("What I have been through"),
        {
            "exploitation": _("being exploited"),
            "recovery": _("recovery from substance use"),
            "home": _("harm at home"),
            "custody": _("jail or prison"),
            "parent": _("raising children"),
            "migration": _("coming from another country"),
        },
    ),
    Trait(
        "faith",
        _("Faith"),
        _("Faith"),
        _("Faith and how I walk with people"),
        {"faith": _("faith is part of it"), "no_faith": _("no talk about faith")},
    ),
    Trait(
        "ways",
        _("How to meet"),
        _("How we meet"),
        _("How I can meet"),
        {"in_person": _("in person"), "phone": _("by phone")},
    ),
]
BY_KEY = {trait.key: trait for trait in TRAITS}


def known(answers):
    """Only the traits and codes of our list, for what came from a form or a file."""
    found = {}
    for trait in TRAITS:
        codes = [code for code in trait.choices if code in (answers.get(trait.key) or [])]
        if codes:
            found[trait.key] = codes
    return found
