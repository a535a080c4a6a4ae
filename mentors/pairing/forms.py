from django import forms as fields
from django.utils.translation import gettext_lazy as _

from coordination import clock, forms
from coordination.models import Way
from mentors.pairing.models import Pairing
from mentors.pairing.sheet import Distance

Answer = Pairing.PersonAnswer


class OfferForm(forms.Form):
    """What the manager adds to her wishes before a peer reads them."""

    distance = fields.ChoiceField(
        label=_("About how far apart are they?"),
        choices=Distance.choices,
        required=False,
        widget=forms.ChipRadio,
        help_text=_("Leave it blank when you do not know."),
    )


class AnswerForm(forms.Form):
    """Her own answer (S23), and what follows from it."""

    answer = fields.ChoiceField(
        label=_("What did they say?"), choices=Answer.choices, widget=forms.ChipRadio
    )
    answered_on = fields.DateField(label=_("When did you talk with them?"), widget=forms.DateInput)
    meeting_on = fields.DateField(
        label=_("Which day do they meet?"), required=False, widget=forms.DateInput
    )
    meeting_where = fields.ChoiceField(
        label=_("Where?"),
        choices=Pairing.Where.choices,
        required=False,
        widget=forms.ChipRadio,
    )
    meeting_with = fields.ChoiceField(
        label=_("Who else comes?"),
        choices=Pairing.Company.choices,
        required=False,
        widget=forms.ChipRadio,
    )
    rhythm = fields.ChoiceField(
        label=_("How often do they want to be in touch?"),
        choices=Pairing.Rhythm.choices,
        initial=Pairing.Rhythm.WEEKLY,
        required=False,
        widget=forms.ChipRadio,
    )
    way = fields.ChoiceField(
        label=_("How?"),
        choices=Way.choices,
        initial=Way.CALL,
        required=False,
        widget=forms.ChipRadio,
    )
    shares_past_notes = fields.BooleanField(
        label=_("They said yes: the new peer may read what was written before"), required=False
    )
    missing = {
        "answer": _("Record their answer. If you have not asked yet, go back and come again."),
        "answered_on": _("Enter the day you talked with them."),
    }
    reveal = {
        "meeting_on": "answer=meet_first",
        "meeting_where": "answer=meet_first",
        "meeting_with": "answer=meet_first",
        "rhythm": "answer=yes",
        "way": "answer=yes",
        "shares_past_notes": "answer=yes",
    }

    def __init__(self, *args, has_past=False, **kwargs):
        kwargs["initial"] = {"answered_on": clock.today(), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        if not has_past:
            del self.fields["shares_past_notes"]

    def clean_answered_on(self):
        day = self.cleaned_data["answered_on"]
        if day > clock.today():
            raise fields.ValidationError(_("The day must be today or earlier."), code="in_future")
        return day

    def clean(self):
        """Only what belongs to the answer goes on."""
        found = super().clean()
        if found.get("answer") == Answer.MEET_FIRST and "meeting_on" not in self.errors:
            day = found.get("meeting_on")
            if day is None:
                self.add_error("meeting_on", fields.ValidationError(_("Choose the day they meet.")))
            elif day < clock.today():
                message = _("The day they meet is today or later.")
                self.add_error("meeting_on", fields.ValidationError(message))
        return found

    def answers(self):
        """Arguments for `record_answer`."""
        given = {name: self.cleaned_data[name] for name in ("answer", "answered_on")}
        wanted = {
            Answer.MEET_FIRST: ["meeting_on", "meeting_where", "meeting_with"],
            Answer.YES: ["rhythm", "way", "shares_past_notes"],
        }.get(given["answer"], [])
        given |= {name: self.cleaned_data[name] for name in wanted if self.cleaned_data.get(name)}
        return given


class RhythmForm(forms.Form):
    """What they agreed about being in touch."""

    rhythm = fields.ChoiceField(
        label=_("How often do they want to be in touch?"),
        choices=Pairing.Rhythm.choices,
        widget=forms.ChipRadio,
    )
    way = fields.ChoiceField(label=_("How?"), choices=Way.choices, widget=forms.ChipRadio)


class EndForm(forms.Form):
    """Whose choice, and what comes next. No reason is asked."""

    whose_choice = fields.ChoiceField(
        label=_("Whose choice is it?"), choices=Pairing.Choice.choices, widget=forms.ChipRadio
    )
    what_next = fields.ChoiceField(
        label=_("What happens next?"),
        choices=Pairing.Next.choices,
        widget=forms.ChipRadio(layout="full"),
    )
    missing = {
        "whose_choice": _("Choose whose choice it is. No reason is asked."),
        "what_next": _("Choose what happens next, even if it is nothing for now."),
    }
