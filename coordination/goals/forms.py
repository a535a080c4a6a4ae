from django.utils.translation import gettext_lazy as _

from coordination import forms
from coordination.goals.models import Step


class StepForm(forms.ModelForm):
    """One small next step."""

    missing = {"what": _("Write the next step in a few words.")}

    class Meta:
        model = Step
        fields = ["what", "due_on"]
        labels = {"what": _("What is the next step?"), "due_on": _("By when?")}
        widgets = {"due_on": forms.DateInput}
