from django.forms import BooleanField, ChoiceField
from django.utils.translation import gettext_lazy as _

from coordination import forms
from referrals.disclosure.models import OwnRequest


class SummaryForm(forms.Form):
    """Asked each time: what was safe to carry last week may not be today."""

    answer = ChoiceField(
        label=_("Is it safe for them to take this with them?"),
        choices=[
            (OwnRequest.Answer.FULL, _("Yes, all of it")),
            (OwnRequest.Answer.CARD, _("Yes, a small card")),
            (OwnRequest.Answer.KEEP, _("Keep it here for them")),
        ],
        widget=forms.ChipRadio(
            layout="full",
            hints={
                "full": _("What we keep, in plain words. It names partners, not staff."),
                "card": _("Only that they can ask, and a phone number. No other words."),
                "keep": _("Nothing is printed. They can read it here with you, any time."),
            },
        ),
    )
    notes = BooleanField(label=_("They want the notes too"), required=False)
    missing = {"answer": _("Ask them, then choose one.")}

    def __init__(self, *args, reads_notes, **kwargs):
        super().__init__(*args, **kwargs)
        if not reads_notes:
            del self.fields["notes"]
