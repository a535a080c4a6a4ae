from django import forms as fields
from django.utils.translation import gettext_lazy as _

from coordination import clock, forms
from coordination.survivors.duplicates import fingerprint
from coordination.survivors.models import Survivor

LABELS = {
    "name": _("What do they like to be called?"),
    "pronouns": _("Pronouns"),
    "languages": _("Languages"),
    "access_needs": _("What helps them take part?"),
    "legal_name": _("Legal name"),
    "phone": _("Phone"),
}
HELP_TEXTS = {
    "name": _("It can be an initial. It does not have to be a real name."),
    "access_needs": _("For example: large print, no stairs, someone who signs."),
    "legal_name": _("Leave this empty unless something they want needs it."),
    "phone": _("Only a number they said is safe."),
}
MISSING_NAME = {"name": _("Enter what they like to be called. It can be an initial.")}


class NewSurvivorForm(forms.ModelForm):
    """The first page of adding a person: a name to call her by is enough (S13)."""

    wants_peer = fields.BooleanField(label=_("They asked for a peer"), required=False, initial=True)
    looked = fields.CharField(required=False, widget=fields.HiddenInput)
    missing = MISSING_NAME

    class Meta:
        model = Survivor
        fields = ["name", "legal_name", "phone"]
        labels, help_texts = LABELS, HELP_TEXTS

    field_order = ["name", "wants_peer", "legal_name", "phone"]

    def clean(self):
        found = super().clean()
        self.instance.asked_on = clock.today() if found.get("wants_peer") else None
        return found

    def typed(self):
        """What is compared with the people we know."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    @property
    def was_looked_at(self):
        """Whether the warning was shown for just these words: then the next press adds."""
        return self.cleaned_data["looked"] == fingerprint(**self.typed())

    def mark_looked_at(self):
        """Have the page carry what was compared, so that one more press adds them."""
        self.data = self.data.copy()
        self.data[self.add_prefix("looked")] = fingerprint(**self.typed())


class ChangeSurvivorForm(forms.ModelForm):
    """What we wrote; names and numbers stay closed here (see IdentityForm)."""

    wants_peer = fields.BooleanField(label=_("They asked for a peer"), required=False)
    told = fields.BooleanField(
        label=_("I told them what we keep, who sees it, and that they can say no"), required=False
    )
    missing = MISSING_NAME

    class Meta:
        model = Survivor
        fields = ["name", "pronouns", "languages", "access_needs"]
        labels, help_texts = LABELS, HELP_TEXTS

    def __init__(self, *args, instance, **kwargs):
        asked, told = instance.asked_on is not None, instance.told_on is not None
        kwargs["initial"] = {"wants_peer": asked, "told": told, **kwargs.get("initial", {})}
        super().__init__(*args, instance=instance, **kwargs)

    def clean(self):
        """Keep the day she asked and the day she was told, once they are set."""
        found = super().clean()
        today = clock.today()
        for tick, day in [("wants_peer", "asked_on"), ("told", "told_on")]:
            held = getattr(self.instance, day)
            setattr(self.instance, day, (held or today) if found.get(tick) else None)
        return found

    def changes(self):
        """What the action writes."""
        names = [*self.Meta.fields, "asked_on", "told_on"]
        return {name: getattr(self.instance, name) for name in names}


class BasicsForm(forms.ModelForm):
    """What she likes to be called, pronouns, languages and what helps her take part."""

    missing = MISSING_NAME

    class Meta:
        model = Survivor
        fields = ["name", "pronouns", "languages", "access_needs"]
        labels, help_texts = LABELS, HELP_TEXTS

    def changes(self):
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class IdentityForm(forms.Form):
    """
    Legal name and phone, written without being shown: what is held stays closed.

    An empty box leaves what is held; a tick takes it out.
    """

    legal_name = fields.CharField(
        label=_("Legal name"), max_length=120, required=False, help_text=HELP_TEXTS["legal_name"]
    )
    no_legal_name = fields.BooleanField(label=_("Take out the legal name"), required=False)
    phone = fields.CharField(
        label=_("Phone"), max_length=40, required=False, help_text=HELP_TEXTS["phone"]
    )
    no_phone = fields.BooleanField(label=_("Take out the phone"), required=False)
    looked = fields.CharField(required=False, widget=fields.HiddenInput)

    def clean(self):
        found = super().clean()
        for name in ("legal_name", "phone"):
            if found.get(name) and found.get(f"no_{name}"):
                self.add_error(name, _("Write it, or tick to take it out. Not both."))
        if not self.errors and not self.changes():
            raise fields.ValidationError(_("Write a name or a number, or go back."))
        return found

    def changes(self):
        """What the action writes: only what was typed or taken out."""
        found = self.cleaned_data
        written = {name: found[name] for name in ("legal_name", "phone") if found.get(name)}
        taken = {name: "" for name in ("legal_name", "phone") if found.get(f"no_{name}")}
        return written | taken

    def typed(self):
        """What is compared with the people we know."""
        found = self.cleaned_data
        return {"name": "", "legal_name": found["legal_name"], "phone": found["phone"]}

    was_looked_at = NewSurvivorForm.was_looked_at
    mark_looked_at = NewSurvivorForm.mark_looked_at


class TellForm(forms.Form):
    """The privacy talk: said, and on which day. Nobody signs anything (S13)."""

    told = fields.BooleanField(label=_("I said all of this, in words they understood"))
    told_on = fields.DateField(
        label=_("On which day?"),
        widget=forms.DateInput,
        error_messages={"required": _("Choose the day you said it.")},
    )
    missing = {"told": _("Tick this when you have said it, or go back.")}

    def clean_told_on(self):
        day = self.cleaned_data["told_on"]
        if day > clock.today():
            raise fields.ValidationError(_("The day must be today or earlier."))
        if day.year < 2000:
            raise fields.ValidationError(_("That is long ago. Check the year."))
        return day
