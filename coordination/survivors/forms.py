from django import forms as fields
from django.utils.translation import gettext_lazy as _

from coordination import clock, forms
from coordination.survivors.models import Survivor


class SurvivorForm(forms.ModelForm):
    """Who she is to us: only what she likes to be called is needed."""

    wants_peer = fields.BooleanField(label=_("They asked for a peer"), required=False, initial=True)
    told = fields.BooleanField(
        label=_("I told them what we keep, who sees it, and that they can say no"), required=False
    )
    missing = {"name": _("Enter what they like to be called. It can be an initial.")}

    class Meta:
        model = Survivor
        fields = ["name", "pronouns", "languages", "access_needs", "legal_name", "phone"]
        labels = {
            "name": _("What do they like to be called?"),
            "pronouns": _("Pronouns"),
            "languages": _("Languages"),
            "access_needs": _("What helps them take part?"),
            "legal_name": _("Legal name"),
            "phone": _("Phone"),
        }
        help_texts = {
            "name": _("It can be an initial. It does not have to be a real name."),
            "access_needs": _("For example: large print, no stairs, someone who signs."),
            "legal_name": _("Leave this empty unless something they want needs it."),
            "phone": _("Only a number they said is safe."),
        }

    def clean(self):
        """Keep the day she asked and the day she was told, once they are set."""
        found = super().clean()
        today = clock.today()
        for tick, day in [("wants_peer", "asked_on"), ("told", "told_on")]:
            held = getattr(self.instance, day)
            setattr(self.instance, day, (held or today) if found.get(tick) else None)
        return found


class ChangeSurvivorForm(SurvivorForm):
    """The same questions later; names and numbers stay closed here, and are changed by reveal."""

    class Meta(SurvivorForm.Meta):
        fields = ["name", "pronouns", "languages", "access_needs"]

    def __init__(self, *args, instance, **kwargs):
        asked, told = instance.asked_on is not None, instance.told_on is not None
        kwargs["initial"] = {"wants_peer": asked, "told": told, **kwargs.get("initial", {})}
        super().__init__(*args, instance=instance, **kwargs)

    def changes(self):
        """What the action writes."""
        names = [*self.Meta.fields, "asked_on", "told_on"]
        return {name: getattr(self.instance, name) for name in names}


class StatusForm(forms.Form):
    """Open, paused or finished."""

    status = fields.ChoiceField(
        label=_("What is true now?"),
        choices=Survivor.Status.choices,
        widget=forms.ChipRadio(
            hints={
                "open": _("We walk with them, or they wait for a peer."),
                "paused": _("They asked for a break. Nobody reaches out."),
                "finished": _("We are done, for now. They can always come back."),
            }
        ),
        error_messages={"required": _("Choose one.")},
    )
