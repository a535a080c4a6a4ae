"""The filters of the list of groups: enumerations in the address, never words somebody typed."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from coordination.forms import Form

from .models import Group, SupportModel
from .words import LANGUAGES, WEEKDAYS, Audience, Medication, Openness, PartOfDay

ANY = [("", _("Any"))]
HOW = [("in_person", _("In person")), ("online", _("Online or by phone"))]
ACCESS = [("step_free", _("Step-free")), ("children_welcome", _("Children are welcome"))]
OPENNESS = [pair for pair in Openness.choices if pair[0] != Openness.UNKNOWN]
STANCE = [(Medication.SUPPORTIVE, _("Supportive")), (Medication.UNKNOWN, _("Not known yet"))]


def _choice(label, choices):
    return forms.ChoiceField(label=label, choices=[*ANY, *choices], required=False)


class FilterForm(Form):
    """Which groups to show. A value that is no choice counts as "Any"."""

    mark_optional = False

    day = _choice(_("Day"), WEEKDAYS.items())
    part = _choice(_("Time of day"), PartOfDay.choices)
    how = _choice(_("How to take part"), HOW)
    who = _choice(_("Made for"), Audience.choices)
    open = _choice(_("Who can come"), OPENNESS)
    faith = _choice(_("Faith"), [("secular", _("Secular"))])
    medicine = _choice(_("Prescribed medicine"), STANCE)
    access = _choice(_("Access"), ACCESS)
    first = _choice(_("First time"), [("newcomers", _("Made for newcomers"))])
    language = _choice(_("Language"), LANGUAGES.items())
    model = _choice(_("Kind of group"), [])

    def __init__(self, query, *, user):
        super().__init__(QueryDict(mutable=True))
        models = SupportModel.objects.visible_to(user)
        self.fields["model"].choices = [*ANY, *((one.slug, str(one)) for one in models)]
        self.fields["language"].choices = [*ANY, *_spoken(user)]
        for name, field in self.fields.items():
            if (value := query.get(name, "")) and field.valid_value(value):
                self.data[name] = value
        self.full_clean()

    @property
    def query(self):
        """The chosen filters as they stand in an address."""
        return self.data.urlencode()

    def chips(self):
        """Each chosen filter with the address that takes it away."""
        for name, value in self.data.items():
            rest = self.data.copy()
            del rest[name]
            label = dict(self.fields[name].choices).get(_as_chosen(name, value), value)
            yield {"label": label, "of": self.fields[name].label, "href": f"?{rest.urlencode()}"}

    def fits(self):
        """What one meeting must fulfil, for `Group.objects.meeting` and `soonest`."""
        chosen = self.data.dict()
        return {
            "day": int(chosen["day"]) if "day" in chosen else None,
            "part": chosen.get("part"),
            "how": chosen.get("how"),
        }

    def apply(self, groups):
        """These groups, narrowed. Unknown never counts as yes."""
        groups = groups.meeting(**self.fits())
        for name, narrow in NARROW.items():
            if value := self.data.get(name):
                groups = narrow(groups, value)
        return groups


# Day, time and how to take part are asked of one and the same meeting: see `fits`.
NARROW = {
    "who": lambda groups, value: groups.for_audience(value),
    "open": lambda groups, value: groups.filter(openness=value),
    "faith": lambda groups, value: groups.secular(),
    "medicine": lambda groups, value: groups.filter(medication=value),
    "access": lambda groups, value: groups.with_access(value),
    "first": lambda groups, value: groups.newcomers(),
    "language": lambda groups, value: groups.in_language(value),
    "model": lambda groups, value: groups.filter(support_model__slug=value),
}


def _spoken(user):
    """Languages that occur; thirty-eight choices of which three exist would mislead."""
    rows = Group.objects.visible_to(user).exclude(languages=()).values_list("languages", flat=True)
    found = {code for codes in rows.distinct() for code in codes}
    return [(code, label) for code, label in LANGUAGES.items() if code in found]


def _as_chosen(name, value):
    return int(value) if name == "day" else value
