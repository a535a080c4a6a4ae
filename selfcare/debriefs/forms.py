"""How soon, and when."""

from django import forms
from django.utils.translation import gettext_lazy as _

from coordination.forms import ChipRadio, Form

from .models import Debrief


class DebriefForm(Form):
    """Three answers of equal weight; no topic."""

    wanted = forms.ChoiceField(
        label=_("When would help?"),
        choices=Debrief.Wanted.choices,
        widget=ChipRadio(layout="full"),
        error_messages={"required": _("Choose when.")},
    )


class DateTimeInput(forms.DateTimeInput):
    """The device's own picker of a day and a time."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class TimeForm(Form):
    """When they will talk."""

    at = forms.DateTimeField(
        label=_("When will you talk?"),
        widget=DateTimeInput,
        error_messages={"required": _("Choose a day and a time.")},
    )
