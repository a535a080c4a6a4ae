"""Correcting an entry, and taking it out (S28)."""

from datetime import datetime

from django import forms as fields
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination import clock, forms
from mentors.contacts.actions import AFTER_WRITING
from mentors.contacts.choices import DETAILS
from mentors.contacts.forms import MINUTES, ContactForm, LogContactForm, Outcome, plausible


class CorrectContactForm(ContactForm):
    """Change an entry (S28). After 24 hours it is a correction and needs a reason."""

    day = fields.DateField(
        label=_("Which day was it?"), validators=[plausible], widget=forms.DateInput
    )
    hour = fields.TimeField(label=_("About what time?"), widget=forms.TimeInput)
    late_reason = LogContactForm.base_fields["late_reason"]
    wait_until = fields.DateField(
        label=_("Until which day do they want you to wait?"),
        required=False,
        help_text=_("Leave it blank when they did not say."),
        widget=forms.DateInput,
    )
    reason = fields.CharField(label=_("Why do you correct this?"), max_length=140, required=False)
    reveal = ContactForm.reveal | {"wait_until": "outcome=asked_to_wait"}
    missing = ContactForm.missing | {
        "day": _("Enter the day."),
        "hour": _("Enter a time, like 1:30 pm."),
    }

    def __init__(self, *args, contact, **kwargs):
        local = timezone.localtime(contact.happened_at)
        start = {
            "how": contact.how,
            "outcome": contact.outcome,
            "minutes": contact.minutes,
            "safety": "changed" if contact.safety_changed else "same",
            "topics": contact.topics,
            "kind": contact.kind,
            "note": contact.note,
            "went": contact.told.get("went", ""),
            "wants": contact.wants,
            "together": contact.together,
            "reflection": contact.reflection,
            "wait_until": contact.wait_until,
            "day": local.date(),
            "hour": local.time().replace(second=0, microsecond=0),
            "late_reason": contact.late_reason,
        } | {name: contact.details.get(name, "") for name in DETAILS}
        kept = {contact.mode, contact.outcome}
        super().__init__(*args, initial=start | kwargs.pop("initial", {}), kept=kept, **kwargs)
        self.contact = contact
        lengths = [choice for choice, _label in MINUTES]
        if contact.minutes and contact.minutes not in lengths:
            own = (contact.minutes, str(contact.minutes))
            self.fields["minutes"].choices = sorted([*MINUTES, own])
        if not self.leaves_message:
            choices = self.fields["outcome"].choices
            self.fields["outcome"].choices = [
                one for one in choices if one[0] != Outcome.LEFT_MESSAGE
            ]
        self.needs_reason = not contact.is_fresh
        if not self.needs_reason:
            del self.fields["reason"]
        first = ["how", "outcome", "wait_until", "minutes", "safety", "day", "hour"]
        self.order_fields([*first, "topics", "kind", "helper", "purpose", "place", "note"])

    def clean(self):
        found = super().clean()
        if found.get("outcome") != Outcome.ASKED_TO_WAIT:
            self._errors.pop("wait_until", None)  # a day nobody sees stops nothing
        if {"day", "hour"} <= found.keys() and self.moment() > clock.now():
            message = _("The contact must be today or earlier.")
            self.add_error("day", fields.ValidationError(message, code="in_future"))
        elif {"day", "hour"} <= found.keys() and self.moment() > self.contact.written_at:
            self.add_error("day", fields.ValidationError(AFTER_WRITING, code="after_writing"))
        if {"day", "hour"} <= found.keys():
            self.explain_late(self.moment(), self.contact.written_at)
        if self.needs_reason and not found.get("reason") and "reason" not in self.errors:
            message = _("Write in a few words why you correct this.")
            self.add_error("reason", fields.ValidationError(message, code="needs_reason"))
        return found

    def moment(self):
        """The day and time given; the seconds stay when the minute is the same."""
        given = datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"])
        held = timezone.localtime(self.contact.happened_at)
        if given == held.replace(second=0, microsecond=0, tzinfo=None):
            return self.contact.happened_at
        return timezone.make_aware(given)

    def chosen_wait(self):
        return self.cleaned_data.get("wait_until")

    def changes(self):
        """What the action writes. That the question about words was asked stays."""
        facts = self.facts() | {"happened_at": self.moment()}
        asked = {"asked": True} if self.contact.told.get("asked") else {}
        facts["told"] = asked | facts["told"]
        facts["late_reason"] = self.cleaned_data["late_reason"]
        return facts


class NoteForm(forms.Form):
    """The note alone, to change a word in it."""

    note = ContactForm.base_fields["note"]
