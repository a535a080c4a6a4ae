from django import forms as fields
from django.utils.translation import gettext_lazy as _

from coordination import forms
from coordination.instruments.about import CBI_ORDERS, INSTRUMENTS
from coordination.instruments.languages import LANGUAGES
from coordination.instruments.readers import LARGEST, read
from coordination.instruments.texts import LONGEST, NotAText

AS_THE_FILE_SAYS = ("", _("As the file says"))


class LoadForm(forms.Form):
    """A file with the words of a questionnaire. `text` is what it holds, once it is valid."""

    file = fields.FileField(
        label=_("Which file holds the words?"),
        help_text=_("A FHIR Questionnaire (JSON) or a file in Daybook's own form. Up to 1 MB."),
        widget=fields.FileInput(attrs={"accept": ".json,application/json"}),
    )
    instrument = fields.ChoiceField(label=_("Which questionnaire is it?"), required=False)
    language = fields.ChoiceField(
        label=_("In which language?"), choices=[AS_THE_FILE_SAYS, *LANGUAGES], required=False
    )
    version = fields.CharField(
        label=_("Which version of the words?"),
        max_length=LONGEST["version"],
        required=False,
        help_text=_("Leave empty to use the one in the file."),
    )
    reversed_item = fields.TypedChoiceField(
        label=_("Which question is counted the other way round?"),
        choices=[(str(item), _("Question %s") % item) for item in reversed(CBI_ORDERS)],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.ChipRadio,
        help_text=_("The one about energy after work. A file in our own form says it itself."),
    )
    missing = {"file": _("Choose the file with the words.")}
    reveal = {"reversed_item": "instrument=cbi"}
    mark_optional = False
    text = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        titles = [(about.name, about.title) for about in INSTRUMENTS.values()]
        self.fields["instrument"].choices = [AS_THE_FILE_SAYS, *titles]

    def clean(self):
        given = super().clean()
        if self.errors:
            return given
        try:
            self.text = read(
                given["file"].read(LARGEST + 1),
                given["instrument"],
                given["language"],
                given["version"],
                given["reversed_item"],
            )
        except NotAText as error:
            self.add_error("file", str(error))
        return given


class SwitchOnForm(forms.Form):
    """Somebody answers for the permission with their name."""

    held = fields.BooleanField(
        label=_("We hold permission to use this text."),
        error_messages={"required": _("Tick this once you hold permission, or go back.")},
    )
