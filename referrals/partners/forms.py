from django.utils.translation import gettext_lazy as _

from coordination import forms
from referrals.partners.models import Partner


class PartnerForm(forms.ModelForm):
    """A place: what it is called, what it does, how to reach it."""

    missing = {
        "name": _("Enter what the place is called."),
        "kind": _("Choose what they do, or “None of these”."),
        "reach": _("Enter how to reach them, like a phone number and who to ask for."),
    }

    class Meta:
        model = Partner
        fields = [
            "name",
            "kind",
            "reach",
            "confidential",
            "address",
            "languages",
            "cost",
            "answers_calls",
            "walk_ins",
            "needs_id",
            "must_report",
            "habits",
        ]
        labels = {
            "name": _("What is the place called?"),
            "kind": _("What do they do?"),
            "reach": _("How do we reach them?"),
            "confidential": _("Their address is kept private"),
            "address": _("Where are they?"),
            "languages": _("Which languages do they speak?"),
            "cost": _("What does it cost?"),
            "answers_calls": _("Do they answer calls?"),
            "walk_ins": _("Can people walk in?"),
            "needs_id": _("Do they ask for ID?"),
            "must_report": _("Some people there must report harm by law"),
            "habits": _("What helps when we call?"),
        }
        help_texts = {
            "reach": _("A phone number and who to ask for. No names of people we support."),
            "address": _("Leave empty for a place that keeps it private."),
            "must_report": _("The agreement will say so."),
        }
        widgets = {
            "kind": forms.ChipRadio,
            "answers_calls": forms.ChipRadio,
            "walk_ins": forms.ChipRadio,
            "needs_id": forms.ChipRadio,
            "habits": forms.TextArea(counter=300, rows=3),
        }

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("confidential") and cleaned.get("address"):
            message = _("Take the address out. This place keeps it private.")
            self.add_error("address", message)
        return cleaned


class NewPartnerForm(PartnerForm):
    """The few facts to add a place while an agreement is being made; the rest can come later."""

    class Meta(PartnerForm.Meta):
        fields = ["name", "kind", "reach", "confidential", "must_report"]
