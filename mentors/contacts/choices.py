"""What an entry may say in codes: kept sealed, shown in these words."""

from django.utils.translation import gettext_lazy as _

TOPICS = {
    "listened": _("Listened"),
    "housing": _("Housing"),
    "health": _("Health"),
    "legal": _("Legal"),
    "group": _("Group support"),
    "work": _("Job or school"),
    "papers": _("Papers and benefits"),
    "fun": _("Something good"),
}
# The kind of place, never a street (domain 7, Contact note).
PLACES = {
    "office": _("At our office"),
    "public": _("A public place"),
    "their_place": _("Where they live"),
    "service": _("A clinic, school or office"),
    "way": _("On the way, or a walk"),
}
PURPOSES = {
    "usual": _("Our usual time"),
    "asked": _("They asked for it"),
    "step": _("A step we planned"),
    "going": _("Going somewhere together"),
    "start": _("Getting to know each other"),
    "goodbye": _("Saying goodbye"),
}
# With whom a collateral contact was: a kind, never a name (NOTE-1).
HELPERS = {
    "family": _("Family"),
    "clinic": _("Clinic"),
    "school": _("School"),
    "lawyer": _("Lawyer"),
    "work": _("Work"),
    "helper": _("Another helper"),
}
WENT = {
    "helped": _("It helped"),
    "mixed": _("Up and down"),
    "hard": _("It was hard"),
    "unsure": _("Hard to tell"),
}
DETAILS = {"place": PLACES, "purpose": PURPOSES, "helper": HELPERS}
