"""One way to ask: every form, field and widget of Daybook looks and speaks like these."""

from contextvars import ContextVar

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

DASHES = "---------"
typed_before = ContextVar("typed_before", default=None)  # what coordination.drafts kept of a page


class QuestionField(forms.BoundField):
    """A field as the templates see it."""

    @property
    def target_id(self):
        """The id an error summary links to: the first choice of a group, else the box itself."""
        if isinstance(self.field.widget, ChipRadio | ChipCheckboxes | forms.RadioSelect):
            return f"{self.auto_id}_0"
        return self.id_for_label or self.auto_id

    @property
    def is_tick(self):
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_radiogroup(self):
        return isinstance(self.field.widget, forms.RadioSelect)

    @property
    def reveal(self):
        """When the page shows this question, as `name=value,value` or `name!=value`."""
        return getattr(self.form, "reveal", {}).get(self.name, "")

    @property
    def counter(self):
        return getattr(self.field.widget, "counter", None)

    @property
    def is_optional(self):
        """Whether to say so: never where a group or another answer already makes it plain."""
        marks = getattr(self.form, "mark_optional", False)
        return marks and not (
            self.field.required or self.use_fieldset or self.is_tick or self.reveal
        )

    @property
    def aria_describedby(self):
        """Hint, then error, then counter: the order they are read on the page."""
        ids = [super().aria_describedby] if super().aria_describedby else []
        if self.counter and self.auto_id:
            ids.append(f"{self.auto_id}_counter")
        return " ".join(ids)


class DaybookRenderer(TemplatesSetting):
    """FORM_RENDERER: one template for a field, one for a list of fields."""

    form_template_name = "components/fields.html"
    field_template_name = "components/field.html"
    bound_field_class = QuestionField


# Widgets ----------------------------------------------------------------------------------


class Chips:
    """
    Choices as 44 px chips: real inputs, covered visually.

    `layout`: "" flows, "full" stacks, "equal" gives each the same width, "skips" has two quieter
    ones at the end.
    `hints`: {value: text} shown under a choice.
    """

    template_name = "components/widgets/chips.html"

    def __init__(self, *args, layout="", hints=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.layout, self.hints = layout, hints or {}

    def create_option(self, name, value, *args, **kwargs):
        option = super().create_option(name, value, *args, **kwargs)
        option["hint"] = self.hints.get(str(value), "")
        return option

    def optgroups(self, name, value, attrs=None):
        """Without the dashes a model adds for "nothing chosen": an open question says that."""
        groups = super().optgroups(name, value, attrs)
        return [
            (group, [one for one in options if one["label"] != DASHES], index)
            for group, options, index in groups
        ]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["layout"] = "full" if self.hints and not self.layout else self.layout
        return context


class ChipRadio(Chips, forms.RadioSelect):
    """One choice. `aria-invalid` stands on the group: it has no meaning on one radio."""

    def create_option(self, *args, **kwargs):
        option = super().create_option(*args, **kwargs)
        option["attrs"].pop("aria-invalid", None)
        return option


class ChipCheckboxes(Chips, forms.CheckboxSelectMultiple):
    """Any number of choices."""


class TextArea(forms.Textarea):
    """A box for a few lines. `counter`: how many letters fit; said, never cut off."""

    def __init__(self, attrs=None, *, counter=None, rows=4):
        super().__init__({"rows": rows, "cols": 40, **(attrs or {})})
        self.counter = counter

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if self.counter:
            context["widget"]["attrs"]["data-counter"] = self.counter
        return context


class DateInput(forms.DateInput):
    """The device's own date picker; it speaks ISO whatever the language."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """The device's own time picker."""

    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class Seen(forms.HiddenInput):
    """
    Which state of a row the page was made from. A draft keeps it too, so that what somebody wrote
    since then is noticed when the draft is saved.
    """

    kept_in_draft = True


# What forms say when an answer does not fit ---------------------------------------------------

MISSING = _("Fill this in, or go back.")
MISSING_CHOICE = _("Choose one.")
MISSING_CHOICES = _("Choose at least one.")
TOO_LONG = _("This can be up to %(limit_value)d letters. You have %(show_value)d.")
TOO_SHORT = _("Use at least %(limit_value)d letters. You have %(show_value)d.")
NOT_THERE = _("Choose one from the list.")

# By kind of field, nearest kind first; each message says what to do, then an example.
CALM = [
    (forms.SplitDateTimeField, {"invalid_date": _("Enter a date, like Nov 30, 2026.")}),
    (forms.DateTimeField, {"invalid": _("Enter a date and a time.")}),
    (forms.DateField, {"invalid": _("Enter a real date, like Nov 30, 2026.")}),
    (forms.TimeField, {"invalid": _("Enter a time, like 1:30 pm.")}),
    (forms.EmailField, {"invalid": _("Enter an email address, like name@example.org.")}),
    (forms.URLField, {"invalid": _("Enter a web address, like https://example.org.")}),
    (forms.DecimalField, {"invalid": _("Enter a number, like 3.5.")}),
    (forms.FloatField, {"invalid": _("Enter a number, like 3.5.")}),
    (forms.IntegerField, {"invalid": _("Enter a whole number, like 3.")}),
    (
        forms.MultipleChoiceField,
        {"required": MISSING_CHOICES, "invalid_choice": NOT_THERE, "invalid_list": NOT_THERE},
    ),
    (
        forms.ModelMultipleChoiceField,
        {"required": MISSING_CHOICES, "invalid_choice": NOT_THERE, "invalid_list": NOT_THERE},
    ),
    (forms.ChoiceField, {"required": MISSING_CHOICE, "invalid_choice": NOT_THERE}),
    (forms.ModelChoiceField, {"required": MISSING_CHOICE, "invalid_choice": NOT_THERE}),
    (forms.BooleanField, {"required": _("Tick this to go on, or go back.")}),
    (forms.FileField, {"required": _("Choose a file."), "empty": _("That file is empty.")}),
    (
        forms.Field,
        {
            "required": MISSING,
            "max_length": TOO_LONG,
            "min_length": TOO_SHORT,
            "min_value": _("Enter %(limit_value)s or more."),
            "max_value": _("Enter %(limit_value)s or less."),
            "null_characters_not_allowed": _("Take out the characters that cannot be shown."),
        },
    ),
]


class Questions:
    """
    What Daybook's forms share; use `Form` or `ModelForm` below.

    A form may set
    - `missing`: {field: what to say when it is left empty},
    - `reveal`: {field: "other=value,value" or "other!=value"}, shown only then (with JavaScript;
      without, always shown, so `clean` decides what counts),
    - `mark_optional`: False where "(optional)" behind a label would mislead.
    """

    missing = {}
    reveal = {}
    mark_optional = True
    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            calm(field)
            plain(field)
            if name in self.missing:
                field.error_messages["required"] = self.missing[name]

    def get_initial_for_field(self, field, field_name):
        """What was typed before a lock or a lost connection comes before any other first value."""
        typed = None if self.is_bound else typed_before.get()
        found = typed.first_value(self, field, field_name) if typed else []
        return found[0] if found else super().get_initial_for_field(field, field_name)


class Form(Questions, forms.Form):
    """Base of every form."""


class ModelForm(Questions, forms.ModelForm):
    """Base of every form of a model."""


class ErrorForm(Form):
    """Entered in error: what was written leaves every list, and nothing is deleted."""

    reason = forms.CharField(
        label=_("What was wrong?"),
        max_length=140,
        help_text=_("For example: This was somebody else. Or: I wrote this twice."),
    )
    missing = {"reason": _("Write in a few words what was wrong.")}


def calm_field(field):
    """Make a field that is added later speak like the declared ones."""
    calm(field)
    plain(field)
    return field


def calm(field):
    """Replace Django's own messages; those a form gave its field stay."""
    own = _messages_of_kind(type(field))
    for kind, messages in CALM:
        if isinstance(field, kind):
            for code, text in messages.items():
                if field.error_messages.get(code, "") == own.get(code, ""):
                    field.error_messages[code] = text


def _messages_of_kind(kind):
    found = {}
    for parent in reversed(kind.__mro__):
        found.update(getattr(parent, "default_error_messages", {}))
    return found


def plain(field):
    """No browser memory of a person, and nothing cut off unseen: the message counts instead."""
    widget = field.widget
    if isinstance(widget, forms.HiddenInput | Chips | forms.CheckboxInput | forms.FileInput):
        return
    widget.attrs.setdefault("autocomplete", "off")
    widget.attrs.pop("maxlength", None)
    widget.attrs.pop("minlength", None)
