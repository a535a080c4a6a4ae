from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from coordination import forms
from coordination.organisation.models import Organisation

PAIRS = [
    ("mentor_quiet_days", "mentor_silent_days"),
    ("navigator_quiet_days", "navigator_silent_days"),
]


class RemindersForm(forms.ModelForm):
    """After how many days without a contact a name turns yellow, then red (PAIR-8)."""

    mark_optional = False  # each hint says what empty means

    class Meta:
        model = Organisation
        fields = [name for pair in PAIRS for name in pair]
        labels = {
            "mentor_quiet_days": _("A mentor: yellow after how many days?"),
            "mentor_silent_days": _("A mentor: red after how many days?"),
            "navigator_quiet_days": _("A navigator with an open handoff: yellow after?"),
            "navigator_silent_days": _("A navigator with an open handoff: red after?"),
        }
        help_texts = {name: _("In days. Empty means off.") for pair in PAIRS for name in pair}

    def clean(self):
        found = super().clean()
        for yellow, red in PAIRS:
            look, act = found.get(yellow), found.get(red)
            if look is not None and act is not None and act <= look:
                message = _("Red comes after yellow: enter more than %(days)s days.")
                error = ValidationError(message, code="order", params={"days": look})
                self.add_error(red, error)
        return found
