"""Forms about groups."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.forms import ChipCheckboxes, ChipRadio, Form, ModelForm, TextArea

from .models import Group, SupportModel
from .words import Access, Audience, HeardFrom, Status

ASKED = (
    "medication support_model openness secular led_by survivor_led speaking cross_talk "
    "proof_of_attendance off_limits at_the_door introductions status"
)
LISTS = {"audiences": Audience, "access": Access}
STATUSES = [(Status.ACTIVE, _("It meets")), *Status.choices[1:2], *Status.choices[3:]]
HEARD = [pair for pair in HeardFrom.choices if pair[0] != HeardFrom.DECISION]


class FindForm(Form):
    """Words of a name, a town or a place. They travel by POST."""

    mark_optional = False

    text = forms.CharField(
        label=_("Find by name, town or place"),
        max_length=80,
        widget=forms.TextInput({"type": "search"}),
        error_messages={"required": _("Type a name, a town or a place, like Elm Street.")},
    )


class ChangeGroupForm(ModelForm):
    """What somebody found out about a group; everything may stay "Not known"."""

    mark_optional = False

    audiences = forms.MultipleChoiceField(
        label=_("Who is it made for?"),
        choices=Audience.choices,
        widget=ChipCheckboxes,
        required=False,
        help_text=_("Choose none if it is for everyone."),
    )
    access = forms.MultipleChoiceField(
        label=_("What makes it easy to come?"),
        choices=Access.choices,
        widget=ChipCheckboxes,
        required=False,
    )
    status = forms.ChoiceField(label=_("Does it still meet?"), choices=STATUSES, widget=ChipRadio)
    heard_from = forms.ChoiceField(
        label=_("How do you know?"),
        choices=HEARD,
        widget=ChipRadio(layout="full"),
        error_messages={"required": _("Choose how you know. It stands beside what you found out.")},
    )

    class Meta:
        model = Group
        fields = ASKED.split()
        labels = {
            "medication": _("What does the group say about prescribed medicine?"),
            "support_model": _("What kind of group is it?"),
            "openness": _("Who can come?"),
            "secular": _("Is it secular or spiritual?"),
            "led_by": _("Who leads?"),
            "survivor_led": _("Do people who have been through trafficking or crime lead it?"),
            "speaking": _("Does everyone have to speak?"),
            "cross_talk": _("Do people answer each other (“cross-talk”)?"),
            "proof_of_attendance": _("Can one get proof of having been there?"),
            "off_limits": _("Which topics are off limits?"),
            "at_the_door": _("What happens at the door?"),
            "introductions": _("Who helps with a warm introduction?"),
        }
        help_texts = {
            "medication": _("Say what you heard. Do not guess from the name or the kind."),
            "introductions": _(
                "A role and a public number, like “the greeter, 555-0100”. "
                "No surname, no personal phone."
            ),
        }
        widgets = {
            name: ChipRadio
            for name in ASKED.split()
            if name not in ("support_model", "off_limits", "at_the_door", "introductions")
        } | {"at_the_door": TextArea(counter=1000)}

    field_order = [*ASKED.split()[:3], *LISTS, *ASKED.split()[3:], "heard_from"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["support_model"].queryset = SupportModel.objects.visible_to(user)
        self.fields["support_model"].empty_label = _("Not known")
        for name in LISTS:
            self.initial[name] = list(getattr(self.instance, name))
        if self.instance.status == Status.INACTIVE:
            self.initial["status"] = ""

    def changes(self):
        """Field to new value of what differs from the row as it was shown."""
        return {
            name: self._value(name)
            for name in self.changed_data
            if name != "heard_from" and name in self.cleaned_data
        }

    def _value(self, name):
        value = self.cleaned_data[name]
        return tuple(sorted(value)) if name in LISTS else value
