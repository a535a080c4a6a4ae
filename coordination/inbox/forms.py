from django import forms as fields
from django.utils.translation import gettext_lazy as _

from coordination import forms

MAIL = [("off", _("Off")), ("on", _("On"))]


class SettingsForm(forms.Form):
    """One's own notifications (S70). Off until somebody switches it on."""

    mail = fields.ChoiceField(
        label=_("Mail when something is new?"),
        choices=MAIL,
        widget=forms.ChipRadio(layout="equal"),
        help_text=_(
            "It only says that something is new: no names, no numbers. You get one, "
            "then no more until you open Daybook, and never two within four hours."
        ),
    )
    missing = {"mail": _("Choose Off or On.")}
