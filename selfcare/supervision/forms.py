"""What a supervision session says."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.forms import ChipRadio, DateInput, ModelForm, TextArea

from .models import SupervisionSession

LENGTHS = [(15, _("15 min")), (30, _("30")), (45, _("45")), (60, _("60")), (90, _("90"))]


class SupervisionForm(ModelForm):
    """S56, thin. The same words are shown to both."""

    minutes = forms.TypedChoiceField(
        label=_("How long?"), choices=LENGTHS, coerce=int, widget=ChipRadio
    )
    load = forms.ChoiceField(
        label=_("How is the load?"), choices=SupervisionSession.Load.choices, widget=ChipRadio
    )

    mark_optional = False  # "a next date, or why not" is neither
    missing = {
        "held_on": _("Choose the day of the session."),
        "minutes": _("Choose how long it was."),
        "kind": _("Choose what kind of session it was."),
        "load": _("Ask how the load is, then choose one."),
    }

    class Meta:
        model = SupervisionSession
        fields = ["held_on", "minutes", "kind", "load", "agreed", "next_on", "why_no_next"]
        labels = {
            "held_on": _("Day"),
            "kind": _("What kind?"),
            "agreed": _("What you both agreed, if you like"),
            "next_on": _("Next session"),
            "why_no_next": _("If there is no next date, why not?"),
        }
        help_texts = {"agreed": _("No names or details of people. You both read these words.")}
        widgets = {
            "held_on": DateInput,
            "kind": ChipRadio,
            "agreed": TextArea(counter=500),
            "next_on": DateInput,
        }
