from django import forms as fields
from django.utils.translation import gettext_lazy as _

from coordination import forms
from mentors.reveals.models import LONGEST, SHORTEST


class ReasonForm(forms.Form):
    """Why a supervisor needs to read a note; the person who wrote it reads this."""

    reason = fields.CharField(
        label=_("Why do you need to read it?"),
        help_text=_("One plain sentence. Leave out what happened to them."),
        min_length=SHORTEST,
        max_length=LONGEST,
        widget=forms.TextArea(rows=3),
        error_messages={
            "min_length": _("Write why you need to read it, in ten letters or more."),
        },
    )
    missing = {"reason": _("Write why you need to read it, in ten letters or more.")}
