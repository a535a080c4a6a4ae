from datetime import timedelta

from django import forms as fields
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from coordination import clock, forms
from coordination.safe_contact.models import SafeContact, Way

CHECK_AGAIN_DAYS = 30
LONGEST_WHEN = 60


class SafeContactForm(forms.Form):
    """How to reach her (S15). Every way is No until she said yes."""

    who = fields.ChoiceField(
        label=_("Who contacts whom?"), choices=SafeContact.Who.choices, widget=forms.ChipRadio
    )
    ways = fields.MultipleChoiceField(
        label=_("Which ways are safe?"),
        choices=Way.choices,
        required=False,
        widget=forms.ChipCheckboxes,
    )
    leave_message = fields.ChoiceField(
        label=_("Can we leave a message?"),
        choices=SafeContact.Message.choices,
        initial=SafeContact.Message.NO,
        widget=forms.ChipRadio,
    )
    words = fields.CharField(
        label=_("What to say if someone else answers"),
        max_length=80,
        required=False,
        help_text=_("For example: Say you are from the library."),
    )
    block_caller_id = fields.BooleanField(
        label=_("Block our caller ID"), required=False, initial=True
    )
    keeps_number = fields.BooleanField(
        label=_("It is safe for them to keep our number"), required=False
    )
    carries_paper = fields.BooleanField(
        label=_("It is safe for them to carry paper"), required=False
    )
    check_again_on = fields.DateField(label=_("Check again on"), widget=forms.DateInput)
    missing = {
        "who": _("Choose who contacts whom."),
        "check_again_on": _("Choose the day to check this again."),
    }
    reveal = {"ways": "who=we", "leave_message": "who=we"}

    def __init__(self, *args, card=None, **kwargs):
        initial = {"check_again_on": clock.today() + timedelta(days=CHECK_AGAIN_DAYS)}
        if card:
            kept = ["who", "leave_message", "words", "block_caller_id"]
            kept += ["keeps_number", "carries_paper"]
            initial |= {name: getattr(card, name) for name in kept}
            initial["ways"] = list(card.ways)
            initial |= {f"when_{way}": when for way, when in card.ways.items()}
        super().__init__(*args, initial=initial, **kwargs)
        for way in Way:
            self.fields[f"when_{way}"] = forms.calm_field(
                fields.CharField(
                    label=_("%(way)s: which days and hours?") % {"way": way.label},
                    max_length=LONGEST_WHEN,
                    required=False,
                )
            )
        order = [f"when_{way}" for way in Way]
        self.reveal = self.reveal | {name: f"ways={name[5:]}" for name in order}
        self.order_fields(["who", "ways", *order])

    def clean_check_again_on(self):
        day = self.cleaned_data["check_again_on"]
        if day <= clock.today():
            raise ValidationError(_("The day to check again must be after today."), code="past")
        return day

    def clean(self):
        found = super().clean()
        if found.get("who") == SafeContact.Who.WE and not found.get("ways"):
            message = _("Choose at least one safe way, or choose They will contact us.")
            self.add_error("ways", ValidationError(message, code="no_way"))
        return found

    def answers(self):
        """What the card keeps. Where they contact us, every way is No."""
        kept = ["who", "leave_message", "words", "block_caller_id", "keeps_number"]
        kept += ["carries_paper", "check_again_on"]
        answers = {name: self.cleaned_data[name] for name in kept}
        we_may = answers["who"] == SafeContact.Who.WE
        ways = self.cleaned_data["ways"] if we_may else []
        answers["ways"] = {way: self.cleaned_data.get(f"when_{way}", "") for way in ways}
        if not we_may:
            answers["leave_message"] = SafeContact.Message.NO
        return answers
