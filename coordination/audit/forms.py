from django import forms as fields
from django.utils.translation import gettext_lazy as _

from coordination import forms
from coordination.audit.models import AccessReview


class ReviewForm(forms.ModelForm):
    """What the reviewer found about one look."""

    missing = {"note": _("Write in a few words what you found.")}

    class Meta:
        model = AccessReview
        fields = ["note"]
        labels = {"note": _("What did you find?")}
        help_texts = {"note": _("For example: asked Rosa, she covered for Ana that day.")}
        widgets = {"note": forms.TextArea(counter=300, rows=3)}


class LogForm(forms.Form):
    """Which part of the log: a month, a member of staff, a kind of look. Sent by GET."""

    mark_optional = False
    month = fields.ChoiceField(label=_("Month"), required=False)
    staff = fields.ChoiceField(label=_("Who looked"), required=False)
    kind = fields.ChoiceField(label=_("Kind"), required=False)
