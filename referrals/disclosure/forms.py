from django.forms import ChoiceField
from django.utils.translation import gettext_lazy as _

from coordination import forms
from referrals.disclosure.models import OwnRequest


class CopyForm(forms.Form):
    """Asked each time: what was safe to carry last week may not be today."""

    answer = ChoiceField(
        label=_("Is it safe for them to take a copy?"),
        choices=OwnRequest.Answer.choices,
        widget=forms.ChipRadio(
            layout="full",
            hints={
                "full": _("The whole page, with the name of the partner."),
                "card": _("Only when it ends and a phone number. No other words."),
            },
        ),
    )
    missing = {"answer": _("Ask them, then choose one.")}
