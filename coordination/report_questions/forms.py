from django import forms as fields
from django.utils.translation import gettext_lazy as _

from coordination import forms
from coordination.report_questions.lists import NOT_ASKED, NOT_REPORTED, NOT_TRACKED, RATHER_NOT

ANSWERED = "answered"
CODES = "_codes"


class ReportQuestionsForm(forms.Form):
    """One question a list. "Not asked" is where each begins, and is shown as an answer."""

    mark_optional = False

    def __init__(self, *args, lists, held, mark="", **kwargs):
        """`held`: the answers there are; `mark`: which state of them that is."""
        super().__init__(*args, **kwargs)
        self.mark = mark
        self.fields["seen"] = fields.CharField(required=False, initial=mark, widget=forms.Seen)
        self.lists, self.reveal = lists, {}
        for asked in lists:
            said = held.get(asked.id, {}).get("said", [])
            build = self._several if asked.several else self._single
            for name, field in build(asked, said):
                self.fields[name] = forms.calm_field(field)

    def _single(self, asked, said):
        choices = [(NOT_ASKED, NOT_TRACKED), *asked.choices, (RATHER_NOT, NOT_REPORTED)]
        yield (
            asked.id,
            fields.ChoiceField(
                label=asked.label,
                help_text=asked.why,
                choices=choices,
                required=False,
                initial=said[0] if said else NOT_ASKED,
                widget=forms.ChipRadio,
            ),
        )

    def _several(self, asked, said):
        state = NOT_ASKED if not said else RATHER_NOT if RATHER_NOT in said else ANSWERED
        choices = [
            (NOT_ASKED, NOT_TRACKED),
            (ANSWERED, _("They told us")),
            (RATHER_NOT, NOT_REPORTED),
        ]
        yield (
            asked.id,
            fields.ChoiceField(
                label=asked.label,
                help_text=asked.why,
                choices=choices,
                required=False,
                initial=state,
                widget=forms.ChipRadio,
            ),
        )
        name = asked.id + CODES
        self.reveal[name] = f"{asked.id}={ANSWERED}"
        yield (
            name,
            fields.MultipleChoiceField(
                label=_("What they told us. Several can be right."),
                choices=asked.choices,
                required=False,
                initial=[code for code in said if code != RATHER_NOT],
                widget=forms.ChipCheckboxes,
            ),
        )

    def clean(self):
        found = super().clean()
        for asked in self.lists:
            codes = found.get(asked.id + CODES)
            if asked.several and found.get(asked.id) == ANSWERED and codes == []:
                self.add_error(asked.id + CODES, _("Choose at least one, or choose Not asked."))
        return found

    @property
    def seen_before(self):
        """The mark of the answers this page was made from; None where the page did not say."""
        return self.cleaned_data["seen"] if "seen" in self.data else None

    def look_again(self):
        """Carry what is saved now, so that one more press saves what was chosen."""
        self.data = self.data.copy()
        self.data["seen"] = self.mark

    def answers(self):
        """Pairs of (list, codes) for the action. Ticks without "They told us" count as told."""
        for asked in self.lists:
            state = self.cleaned_data.get(asked.id, NOT_ASKED)
            if state == RATHER_NOT:
                yield asked, [RATHER_NOT]
            elif asked.several:
                yield asked, self.cleaned_data[asked.id + CODES]
            else:
                yield asked, [state] if state else []
