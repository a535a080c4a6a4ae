from datetime import timedelta

from django import forms as fields
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from coordination import clock, forms
from coordination.access import DenialEvent
from coordination.flags.models import LONGEST_DAYS, LOOK_AGAIN_DAYS, Flag


class FlagsForm(forms.Form):
    """Short instructions, not stories (S16)."""

    kinds = fields.MultipleChoiceField(
        label=_("What do we do?"),
        choices=Flag.Kind.choices,
        required=False,
        widget=forms.ChipCheckboxes,
        help_text=_("Write what to do. Leave out why."),
    )
    words = fields.CharField(
        label=_("In our own words"),
        max_length=80,
        required=False,
        help_text=_("For example: Meet at the back door of the library."),
        widget=forms.TextArea(counter=80, rows=2),
    )
    shown_to = fields.ChoiceField(
        label=_("Who is shown this?"),
        choices=Flag.ShownTo.choices,
        initial=Flag.ShownTo.TEAM,
        widget=forms.ChipRadio(
            hints={
                "team": _("Those who walk with them, their supervisors, and program managers."),
                "peers": _("Those who walk with them, and program managers."),
            }
        ),
    )
    review_on = fields.DateField(label=_("Look at this again on"), widget=forms.DateInput)
    missing = {"review_on": _("Add a date to look at this again.")}
    reveal = {"words": f"kinds={Flag.Kind.OWN}"}

    def __init__(self, *args, **kwargs):
        again = clock.today() + timedelta(days=LOOK_AGAIN_DAYS)
        super().__init__(*args, initial={"review_on": again}, **kwargs)

    def clean_review_on(self):
        day = self.cleaned_data["review_on"]
        if day <= clock.today():
            raise ValidationError(_("The day to look again must be after today."), code="past")
        if day > clock.today() + timedelta(days=LONGEST_DAYS):
            message = _("Choose a day in the next 90 days to look at this again.")
            raise ValidationError(message, code="too_far")
        return day

    def clean(self):
        """Words alone are enough: without JavaScript nobody has to find the chip for them."""
        found = super().clean()
        kinds, words = list(found.get("kinds") or []), found.get("words", "")
        if words and Flag.Kind.OWN not in kinds:
            kinds.append(Flag.Kind.OWN)
        if not kinds and not self.errors:
            self.add_error("kinds", ValidationError(_("Choose what to do, or write it.")))
        if Flag.Kind.OWN in kinds and not words and "words" not in self.errors:
            self.add_error("words", ValidationError(_("Write what to do, in a few words.")))
        return found | {"kinds": kinds}


class ApartForm(forms.Form):
    """Who is never paired with this person. Why is not asked."""

    who = fields.ChoiceField(label=_("Who is never paired with them?"))
    missing = {"who": _("Choose who is never paired with them.")}

    def __init__(self, *args, staff, **kwargs):
        super().__init__(*args, **kwargs)
        self.staff = {user.ref: user for user in staff}
        names = [(user.ref, user.name) for user in staff]
        self.fields["who"].choices = [("", _("Choose")), *names]

    def clean_who(self):
        return self.staff[self.cleaned_data["who"]]


class LiftForm(forms.Form):
    """On what ground an entry of the deny list is lifted."""

    why = fields.ChoiceField(
        label=_("Why is this lifted?"),
        choices=DenialEvent.Why.choices,
        widget=forms.ChipRadio(layout="full"),
    )
    missing = {"why": _("Choose why this is lifted.")}
