"""The questions of a measure, a page at a time: each may be skipped and starts as not asked."""

from django import forms as fields
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from coordination import clock, forms
from coordination.outcomes.measures import RATHER_NOT

NOT_ASKED = ""
SKIPS = [(RATHER_NOT, _("Rather not say")), (NOT_ASKED, _("Not asked"))]
FINISH, STOP, NEXT = "finish", "stop", "next"


def box(question, number):
    """The field of one question; numbers are counted over all pages."""
    label = format_lazy("{}. {}", number, question.text)
    if question.choices:
        return fields.ChoiceField(
            label=label,
            choices=[(str(value), words) for value, words in question.choices] + SKIPS,
            required=False,
            widget=forms.ChipRadio(layout="skips"),
        )
    number = {"min_value": 0, "max_value": question.highest, "help_text": question.hint}
    return fields.IntegerField(label=label, required=False, **number)


class AnswersForm(forms.Form):
    """
    Some questions of a measure and the answers held. `answers` gives question to value or None.

    A number has a tick beside it for "rather not say"; both together are asked about.
    """

    mark_optional = False

    def __init__(self, data=None, *, questions, held, first=1, **kwargs):
        """`questions`: those of this page; `held`: all answers so far; `first`: its number."""
        self.questions = questions
        start = {}
        for question in questions:
            name, value = self.name(question), held.get(question.key)
            if question.choices:
                start[name] = NOT_ASKED if value is None else str(value)
            else:
                start[name] = None if value == RATHER_NOT else value
                start[f"{name}_skip"] = value == RATHER_NOT
        super().__init__(data, initial=start | kwargs.pop("initial", {}), **kwargs)
        boxes = {}
        for number, question in enumerate(questions, start=first):
            boxes[self.name(question)] = box(question, number)
            if not question.choices:
                boxes[f"{self.name(question)}_skip"] = fields.BooleanField(
                    label=_("Rather not say"), required=False
                )
        self.fields = boxes | self.fields
        for one in boxes.values():
            forms.calm_field(one)

    @staticmethod
    def name(question):
        return f"q_{question.key}"

    @property
    def then(self):
        """The button: next page, save and stop, or finish."""
        pressed = self.data.get("then", "")
        return pressed if pressed in (STOP, NEXT) else FINISH

    @property
    def answers(self):
        """Question to value; None was not asked."""
        return {question.key: self._answer(question) for question in self.questions}

    def _answer(self, question):
        given = self.cleaned_data.get(self.name(question))
        if not question.choices:
            skipped = self.cleaned_data.get(f"{self.name(question)}_skip")
            return RATHER_NOT if skipped and given is None else given
        if given in (NOT_ASKED, None, RATHER_NOT):
            return given or None
        return next(value for value, _words in question.choices if str(value) == given)

    def clean(self):
        found = super().clean()
        for question in self.questions:
            name = self.name(question)
            number, skipped = found.get(name), found.get(f"{name}_skip")
            if not question.choices and number is not None and skipped:
                message = _("Give a number or tick “Rather not say”, not both.")
                self.add_error(name, fields.ValidationError(message, code="both"))
        self._agree(found)
        return found

    def _agree(self, found):
        """Our own form: the last 30 days lie inside six months, and those inside a year."""
        order = ["q_in_30_days", "q_in_6_months", "q_in_a_year"]
        given = [found.get(name) for name in order]
        for later in (1, 2):
            if "yes" in given[:later] and given[later] == "no":
                message = _("A shorter time before says Yes. Change one of the two.")
                self.add_error(order[later], fields.ValidationError(message, code="windows"))
        if given[0] == "no" and found.get("q_days_in_30"):
            message = _("The first answer says No for these 30 days. Change one of the two.")
            self.add_error("q_days_in_30", fields.ValidationError(message, code="windows"))


class DayMixin(fields.Form):
    """When it was asked, and a total copied from paper."""

    asked_on = fields.DateField(
        label=_("Which day did you ask?"), initial=clock.today, widget=forms.DateInput
    )
    stated = fields.DecimalField(
        label=_("If you copied this from paper: the total on it"),
        required=False,
        min_value=0,
        max_value=1000,
        max_digits=6,
        decimal_places=2,
        help_text=_("We count the answers ourselves and tell you if the two differ."),
    )

    def clean_asked_on(self):
        day = self.cleaned_data["asked_on"]
        if day > clock.today():
            raise fields.ValidationError(_("The day must be today or earlier."), code="in_future")
        return day

    def clean_stated(self):
        """As it is read, without zeros nobody wrote."""
        given = self.cleaned_data.get("stated")
        return "" if given is None else f"{given.normalize():f}"


class AskForm(AnswersForm, DayMixin):
    """A page of a new set. The day is asked on the first page, a total on the last."""

    missing = {"asked_on": _("Enter the day.")}

    def __init__(self, *args, ask_day, ask_total, **kwargs):
        super().__init__(*args, **kwargs)
        if not ask_day:
            del self.fields["asked_on"]
        if not ask_total:
            del self.fields["stated"]


class CorrectForm(AnswersForm, DayMixin):
    """All questions of a set, to correct it; after 24 hours with a reason."""

    missing = {"asked_on": _("Enter the day.")}
    reason = fields.CharField(label=_("Why do you correct this?"), max_length=140, required=False)

    def __init__(self, *args, outcome, **kwargs):
        start = {"asked_on": outcome.asked_on, "stated": outcome.stated or None}
        super().__init__(
            *args, questions=outcome.asked.questions, held=outcome.answers, initial=start, **kwargs
        )
        self.needs_reason = not outcome.is_fresh
        if not self.needs_reason:
            del self.fields["reason"]
        if not outcome.text_id:
            del self.fields["stated"]

    def clean(self):
        found = super().clean()
        if self.needs_reason and not found.get("reason") and "reason" not in self.errors:
            message = _("Write in a few words why you correct this.")
            self.add_error("reason", fields.ValidationError(message, code="needs_reason"))
        return found


class SafetyForm(forms.Form):
    """The end of the safety page: read, and perhaps talked about already."""

    talked = fields.BooleanField(label=_("I have talked with my supervisor"), required=False)
