"""Nine rows of words, and the four equal answers."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from coordination.forms import ChipRadio, Form
from selfcare.wall import Level

from . import own, words

STOP, ANYWAY = "stop", "anyway"


class CheckInForm(Form):
    """
    Statements as radio rows. `then` is the button: finish, stop for now, or save with blanks.

    Blanks are allowed when stopping and when she chose to save without a score.
    """

    mark_optional = False

    def __init__(self, data=None, *, answers):
        super().__init__(data, initial={f"q{item}": value for item, value in answers.items()})
        for item, statement in own.STATEMENTS.items():
            self.fields[f"q{item}"] = forms.TypedChoiceField(
                label=format_lazy("{}. {}", item, statement),
                choices=list(own.STEPS.items()),
                coerce=int,
                empty_value=None,
                required=False,
                widget=ChipRadio,
                error_messages={"invalid_choice": _("Choose one of these words.")},
            )

    @property
    def stopping(self):
        """She pressed Save and stop."""
        return self.data.get("then") == STOP

    @property
    def answers(self):
        """Item number to value, None for a blank."""
        return {item: self.cleaned_data.get(f"q{item}") for item in own.STATEMENTS}

    def clean(self):
        blanks = [item for item, value in self.answers.items() if value is None]
        if blanks and not self.errors and self.data.get("then") not in (STOP, ANYWAY):
            self.has_blanks = True
            self.add_error(None, ValidationError(words.left_blank(len(blanks)), code="blank"))
            for item in blanks:
                blank = ValidationError(_("Number %(item)s is blank."), "blank", {"item": item})
                self.add_error(f"q{item}", blank)


class ShareForm(Form):
    """What may your supervisor see? "That I finished" is chosen beforehand, every time."""

    level = forms.ChoiceField(
        label=_("What may your supervisor see?"),
        help_text=_("All four are fine. You can change this any time."),
        choices=Level.choices,
        initial=Level.FINISHED,
        widget=ChipRadio,
        error_messages={
            "required": _("Choose one of the four."),
            "invalid_choice": _("Choose one of the four."),
        },
    )

    def __init__(self, data=None, *, previews, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["level"].widget.hints = previews
