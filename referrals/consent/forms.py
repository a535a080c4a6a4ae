"""The seven steps of a sharing agreement (S30), one topic each, and the small forms after them."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.forms import (
    BooleanField,
    CharField,
    ChoiceField,
    DateField,
    MultipleChoiceField,
    TextInput,
)
from django.utils.translation import gettext_lazy as _

from coordination import clock, forms
from referrals.consent import elements, wording
from referrals.consent.items import TYPED, choices
from referrals.consent.models import Consent, How
from referrals.partners.models import Partner

NEW = "new"
NEW_FIELDS = ("new_name", "new_kind", "new_reach", "new_confidential", "new_must_report")


class StepForm(forms.Form):
    """A step. `answers` are those of all steps so far; `organisation` sets the limits."""

    def __init__(self, *args, organisation=None, partner=None, partners=None, **kwargs):
        self.organisation, self.partner, self.partners = organisation, partner, partners
        super().__init__(*args, **kwargs)
        self.prepare()

    def prepare(self):
        """Adjust fields to the organisation and the partner."""

    def answers(self):
        """What to keep, as plain values."""
        return self.cleaned_data

    def refuse(self, field, check, *args):
        """Show a rule's refusal beside its field."""
        try:
            check(*args)
        except ValidationError as error:
            self.add_error(field, error)


class StartForm(StepForm):
    """1: is there a way without sharing? And how the agreement is best told."""

    way = ChoiceField(
        label=_("Is there a way to do this without sharing?"),
        choices=[
            ("themselves", _("They call themselves")),
            ("together", _("We go together and they speak")),
            ("no_name", _("We ask without a name")),
            ("share", _("No, sharing helps")),
        ],
        widget=forms.ChipRadio(layout="full"),
    )
    language = ChoiceField(
        label=_("Language of the agreement"),
        choices=[("en", _("English")), ("es", _("Spanish"))],
        widget=forms.ChipRadio,
    )
    read_aloud = BooleanField(label=_("Read it to them"), required=False)
    large_print = BooleanField(label=_("Large print"), required=False)
    interpreter = CharField(
        label=_("Interpreter: language, and in person or by phone"),
        max_length=80,
        required=False,
        widget=TextInput,
    )
    missing = {"way": _("Choose one. Sharing nothing is a good answer too.")}

    def prepare(self):
        choice = self.fields["language"]
        choice.choices = [one for one in choice.choices if one[0] in wording.VERSIONS]
        if len(choice.choices) == 1:
            del self.fields["language"]


class WhoForm(StepForm):
    """2: one partner, whom there, and why."""

    partner = ChoiceField(label=_("Which partner? One for each agreement."))
    contact = CharField(
        label=_("Who there?"),
        help_text=_("A name or a role, like “Maria” or “the front desk”."),
        max_length=80,
        required=False,
        widget=TextInput,
    )
    purpose = CharField(
        label=_("Why do they want this shared?"),
        help_text=_("In their words, like “so I can join the Tuesday group”."),
        max_length=100,
        widget=forms.TextArea(counter=100, rows=2),
    )
    new_name = CharField(
        label=_("What is the new place called?"),
        help_text=_("Only for a place that is not in the list."),
        max_length=80,
        required=False,
        widget=TextInput,
    )
    new_kind = ChoiceField(
        label=_("What do they do?"),
        choices=Partner.Kind.choices,
        required=False,
        widget=forms.ChipRadio,
    )
    new_reach = CharField(
        label=_("How do we reach them?"), max_length=160, required=False, widget=TextInput
    )
    new_confidential = BooleanField(label=_("Their address is kept private"), required=False)
    new_must_report = BooleanField(
        label=_("Some people there must report harm by law"), required=False
    )
    field_order = ["partner", *NEW_FIELDS, "contact", "purpose"]
    reveal = dict.fromkeys(NEW_FIELDS, f"partner={NEW}")
    missing = {
        "partner": _("Choose one partner, or add a new one."),
        "purpose": _("Write why, in their words. “They asked us to” is fine."),
    }
    missing_of_new = {
        "new_name": _("Enter what the place is called."),
        "new_kind": _("Choose what they do, or “None of these”."),
        "new_reach": _("Enter how to reach them, like a phone number."),
    }

    def prepare(self):
        listed = [(one.ref, one.name) for one in self.partners]
        self.fields["partner"].choices = [("", _("Choose")), *listed, (NEW, _("Add a new partner"))]

    def clean(self):
        cleaned = super().clean()
        self.refuse("purpose", elements.refuse_broad, cleaned.get("purpose"))
        if cleaned.get("partner") == NEW:
            for field, message in self.missing_of_new.items():
                if field not in self.errors and not cleaned.get(field):
                    self.add_error(field, message)
        return cleaned

    def new_partner(self):
        """The new place as described, unsaved; None when one from the list was chosen."""
        if self.cleaned_data["partner"] != NEW:
            return None
        return Partner(**{name[4:]: self.cleaned_data[name] for name in NEW_FIELDS})

    def answers(self):
        return {name: self.cleaned_data[name] for name in ("partner", "contact", "purpose")}


class WhatForm(StepForm):
    """3: the things, one by one, none ticked for them."""

    items = MultipleChoiceField(
        label=_("What may we share?"),
        help_text=_("We will not share anything else."),
        widget=forms.ChipCheckboxes(layout="full"),
    )
    wants = CharField(label=_("What they want"), max_length=80, required=False, widget=TextInput)
    best_times = CharField(label=_("Best times"), max_length=80, required=False, widget=TextInput)
    one_more_thing = CharField(
        label=_("One more thing"), max_length=80, required=False, widget=TextInput
    )
    missing = {"items": elements.NOTHING_CHOSEN}
    reveal = {
        "wants": "items=wants",
        "best_times": "items=best_times",
        "one_more_thing": "items=one_more_thing",
    }

    def prepare(self):
        self.fields["items"].choices = [(key, _upper(label)) for key, label in choices()]

    def clean(self):
        """Words without their tick do not count; a tick without words asks for them."""
        cleaned = super().clean()
        for key, field in TYPED.items():
            if key not in cleaned.get("items", []):
                cleaned[field] = ""
            elif field in cleaned:
                self.refuse(field, _refuse_empty, cleaned[field])
                self.refuse(field, elements.refuse_broad, cleaned.get(field))
        return cleaned


class HowForm(StepForm):
    """4: the ways it may be told."""

    how = MultipleChoiceField(
        label=_("How may we share it?"), widget=forms.ChipCheckboxes(layout="full")
    )
    missing = {"how": _("Choose how we may share it.")}

    def prepare(self):
        ways = [way for way in How.choices if way[0] != How.EMAIL]
        allowed = How.choices if self.organisation.email_sharing else ways
        self.fields["how"].choices = allowed


class UntilForm(StepForm):
    """5: until when. There is always a date (CON-3)."""

    PRESETS = {"1": 1, "7": 7, "15": 15, "30": 30, "90": 90}
    length = ChoiceField(
        label=_("Until when?"),
        choices=[
            ("first_visit", _("After the first visit")),
            ("1", _("1 day")),
            ("7", _("7 days")),
            ("15", _("15 days")),
            ("30", _("30 days")),
            ("90", _("90 days")),
            ("date", _("A date")),
        ],
        widget=forms.ChipRadio,
    )
    ends_on = DateField(label=_("The date, at the latest"), required=False, widget=forms.DateInput)
    reveal = {"ends_on": "length=first_visit,date"}
    missing = {"length": _("Choose until when.")}

    def prepare(self):
        longest = self.organisation.longest_agreement
        choice = self.fields["length"]
        choice.choices = [one for one in choice.choices if self.PRESETS.get(one[0], 0) <= longest]
        choice.help_text = _("Here an agreement lasts %(days)s days at most.") % {"days": longest}
        choice.initial = "30" if longest >= 30 else "date"

    def clean(self):
        cleaned = super().clean()
        length, day = cleaned.get("length"), cleaned.get("ends_on")
        if length in self.PRESETS:
            day = clock.today() + timedelta(days=self.PRESETS[length])
        if length and "ends_on" not in self.errors:
            self.refuse(
                "length" if length in self.PRESETS else "ends_on",
                elements.refuse_end,
                day,
                self.organisation,
            )
        cleaned["expires_on"] = day
        return cleaned

    def answers(self):
        day, length = self.cleaned_data["expires_on"], self.cleaned_data["length"]
        typed = length not in self.PRESETS
        return {"length": length, "ends_on": day.isoformat() if typed else ""}


class TalkForm(StepForm):
    """6: talk it over, and tell it back."""

    good = CharField(
        label=_("Good things that could happen"),
        max_length=300,
        widget=forms.TextArea(counter=300, rows=3),
    )
    think = CharField(
        label=_("Things to think about"),
        max_length=300,
        widget=forms.TextArea(counter=300, rows=4),
    )
    told_back = BooleanField(
        label=_("They said it back in their own words"),
        help_text=_("Tick that they did. Do not write what they said."),
        required=False,
    )

    def prepare(self):
        if self.partner is not None:
            self.fields["good"].initial = wording.good_things(self.partner)
            self.fields["think"].initial = wording.think_about(self.partner)


class CheckForm(forms.Form):
    """7: nothing more to answer; what the rules refuse is said on top, with its step."""

    def refused(self, error):
        """Show the refusals of an action, whatever field of the agreement they name."""
        self.full_clean()
        for message in dict.fromkeys(error.messages):
            self.add_error(None, message)


class SignForm(forms.Form):
    """The person's own answer (S31)."""

    name = CharField(
        label=_("Type your name"),
        help_text=_("The name you go by is fine."),
        max_length=120,
        required=False,
        widget=TextInput,
    )
    told_back = BooleanField(label=_("I said this back in my own words."), required=False)
    read_aloud = BooleanField(label=_("Someone read this to me."), required=False)
    mark_optional = False


class StopForm(forms.Form):
    """How they told us. Saying it is enough."""

    how_told = ChoiceField(
        label=_("How did they tell us?"),
        choices=Consent.Told.choices,
        initial=Consent.Told.SAID,
        required=False,
        widget=forms.ChipRadio,
    )


def _refuse_empty(words):
    if not words.strip():
        message = _("Write it in a few words, or untick it.")
        raise ValidationError(message, code="words")


def _upper(label):
    text = str(label)
    return text[:1].upper() + text[1:]
