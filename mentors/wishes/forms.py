from django import forms as fields
from django.utils.translation import gettext_lazy as _

from coordination import forms
from mentors.peers.traits import TRAITS
from mentors.wishes.models import COUNTS, Weight


class WishesForm(forms.Form):
    """What they want from a peer (S18): any row may stay blank, which means not asked."""

    words = fields.CharField(
        label=_("In their own words"),
        max_length=140,
        required=False,
        widget=forms.TextArea(counter=140, rows=3),
    )

    def __init__(self, *args, wishes=None, **kwargs):
        super().__init__(*args, initial=_initial(wishes), **kwargs)
        counts = ",".join(sorted(COUNTS))
        self.reveal = {f"{trait.key}_want": f"{trait.key}_weight={counts}" for trait in TRAITS}
        for trait in TRAITS:
            self.fields[f"{trait.key}_weight"] = forms.calm_field(
                fields.ChoiceField(
                    label=trait.wish,
                    choices=Weight.choices,
                    required=False,
                    widget=forms.ChipRadio,
                )
            )
            self.fields[f"{trait.key}_want"] = forms.calm_field(
                fields.MultipleChoiceField(
                    label=_("%(wish)s: which?") % {"wish": trait.label},
                    choices=list(trait.choices.items()),
                    required=False,
                    widget=forms.ChipCheckboxes,
                )
            )
        self.order_fields([name for name in self.fields if name != "words"] + ["words"])

    def clean(self):
        found = super().clean()
        for trait in TRAITS:
            weight, want = found.get(f"{trait.key}_weight"), found.get(f"{trait.key}_want")
            if weight in COUNTS and not want and f"{trait.key}_want" not in self.errors:
                message = _("Choose at least one, or choose Does not matter.")
                self.add_error(f"{trait.key}_want", fields.ValidationError(message, code="want"))
        return found

    def answers(self):
        """What the action keeps: rows she was asked about."""
        return {
            trait.key: {
                "weight": self.cleaned_data[f"{trait.key}_weight"],
                "want": self.cleaned_data[f"{trait.key}_want"],
            }
            for trait in TRAITS
            if self.cleaned_data[f"{trait.key}_weight"]
        }


def _initial(wishes):
    if wishes is None:
        return {}
    initial = {"words": wishes.words}
    for key, wish in wishes.answers.items():
        initial[f"{key}_weight"], initial[f"{key}_want"] = wish["weight"], wish["want"]
    return initial
