from django import forms as fields
from django.utils.translation import gettext_lazy as _

from coordination import forms
from coordination.episodes.models import Episode

OPEN, PAUSED, FINISHED = "open", "paused", "finished"
HINTS = {
    OPEN: _("We walk with them, or they wait for a peer."),
    PAUSED: _("They asked for a break. Nobody reaches out."),
    FINISHED: _("We are done, for now. They can always come back."),
}


class StatusForm(forms.Form):
    """Open, paused or finished; why, when it is finished. What is finished can only be opened."""

    status = fields.ChoiceField(label=_("What is true now?"), widget=forms.ChipRadio(hints=HINTS))
    reason = fields.ChoiceField(
        label=_("How did it end?"),
        choices=Episode.Reason.choices,
        required=False,
        widget=forms.ChipRadio(
            layout="full",
            hints={"in_error": _("It leaves every list. Managers can open it again.")},
        ),
    )
    what_next = fields.ChoiceField(
        label=_("What comes next? You can leave this open."),
        choices=Episode.Next.choices,
        required=False,
        widget=forms.ChipRadio,
    )
    wants_peer = fields.BooleanField(label=_("They ask for a peer"), required=False, initial=True)
    reveal = {"reason": "status=finished", "what_next": "status=finished"}

    def __init__(self, *args, survivor, **kwargs):
        over = survivor.status == FINISHED
        super().__init__(*args, initial={"status": OPEN if over else survivor.status}, **kwargs)
        self.fields["status"].choices = type(survivor).Status.choices
        if over:
            self.fields["status"].choices = [(OPEN, type(survivor).Status.OPEN.label)]
            self.fields["status"].widget = fields.HiddenInput()
            del self.fields["reason"], self.fields["what_next"]
        else:
            del self.fields["wants_peer"]

    def clean(self):
        """What belongs to another answer does not count: without a script all of it shows."""
        found = super().clean()
        if found.get("status") != FINISHED:
            found |= {"reason": "", "what_next": ""}
        elif not found.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Choose how it ended."))
        return found
