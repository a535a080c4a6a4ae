from datetime import timedelta

from django import forms as fields
from django.utils.translation import gettext_lazy as _

from coordination import clock, forms
from coordination.goals.models import Goal
from coordination.goals.owners import who_walk

BY_WHEN = [
    ("", _("No day yet")),
    ("0", _("Today")),
    ("1", _("Tomorrow")),
    ("7", _("In a week")),
    ("pick", _("Pick a day")),
]
NEAR = {days: str(days) for days in (0, 1, 7)}
PERSON = "person"
LATEST_DAYS = 730
SURE = [(number, str(number)) for number in range(1, 6)]


class StepForm(forms.Form):
    """One small next step: what, by when, who. Three taps besides the words."""

    what = fields.CharField(
        label=_("What is the next step?"),
        max_length=60,
        help_text=_("For example: Bring the school form."),
    )
    when = fields.ChoiceField(
        label=_("By when?"), choices=BY_WHEN, required=False, widget=forms.ChipRadio
    )
    due_on = fields.DateField(label=_("By which day?"), required=False, widget=forms.DateInput)
    who = fields.ChoiceField(label=_("Who does it?"), widget=forms.ChipRadio)
    missing = {
        "what": _("Write the next step in a few words."),
        "who": _("Choose who does it."),
    }
    reveal = {"due_on": "when=pick"}
    mark_optional = False

    def __init__(self, *args, person, by, step=None, **kwargs):
        """`by`: who fills it in; `step`: the one that is changed."""
        self.people = {user.ref: user for user in [by, *who_walk(person)]}
        self.step = step
        start = self._held(step) if step else {"who": by.ref, "when": ""}
        super().__init__(*args, initial=start | kwargs.pop("initial", {}), **kwargs)
        names = [(ref, _("I do") if user == by else user.name) for ref, user in self.people.items()]
        self.fields["who"].choices = [*names, (PERSON, _("They do it themselves"))]

    def _held(self, step):
        days = (step.due_on - clock.today()).days if step.due_on else None
        when = "" if days is None else NEAR.get(days, "pick")
        owner = PERSON if step.by_person else step.who.ref
        return {"what": step.what, "when": when, "due_on": step.due_on, "who": owner}

    def clean(self):
        found = super().clean()
        day = found.get("due_on")
        if found.get("when") != "pick" or "due_on" in self.errors:
            return found
        unchanged = self.step is not None and day == self.step.due_on
        if day is None:
            self.add_error("due_on", fields.ValidationError(_("Choose the day.")))
        elif day < clock.today() and not unchanged:
            message = _("The day of the next step is today or later.")
            self.add_error("due_on", fields.ValidationError(message, code="past"))
        elif (day - clock.today()).days > LATEST_DAYS:
            message = _("That is more than two years away. Check the year.")
            self.add_error("due_on", fields.ValidationError(message, code="too_far"))
        return found

    def changes(self):
        """Fields of a Step."""
        given = self.cleaned_data
        near = given["when"] not in {"", "pick"}
        due = clock.today() + timedelta(days=int(given["when"])) if near else given["due_on"]
        return {
            "what": given["what"],
            "due_on": due if given["when"] else None,
            "who": self.people.get(given["who"]),
            "by_person": given["who"] == PERSON,
        }


class GoalForm(forms.Form):
    """What they want, and how it goes (S17)."""

    words = fields.CharField(
        label=_("What do they want? Use their own words."),
        max_length=140,
        widget=forms.TextArea(counter=140, rows=2),
        help_text=_("Ask: What would make next week a bit better?"),
    )
    progress = fields.ChoiceField(
        label=_("How is it going?"),
        choices=Goal.Progress.choices,
        initial=Goal.Progress.NOT_STARTED,
        widget=forms.ChipRadio,
        help_text=_("Let go is fine. Wishes change."),
    )
    confidence = fields.TypedChoiceField(
        label=_("How sure do they feel? 1 is not yet, 5 is very. You can leave this out."),
        choices=[("", _("Not asked")), *SURE],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.ChipRadio,
    )
    version = fields.IntegerField(widget=forms.Seen, required=False)
    missing = {"words": _("Write what they want in a few words.")}
    mark_optional = False

    def __init__(self, *args, goal=None, **kwargs):
        names = ["words", "progress", "confidence", "version"]
        start = {name: getattr(goal, name) for name in names} if goal else {}
        super().__init__(*args, initial=start, **kwargs)

    def changes(self):
        """Fields of a Goal."""
        return {name: self.cleaned_data[name] for name in ("words", "progress", "confidence")}


class AddGoalForm(GoalForm, StepForm):
    """A goal with, if there is one already, its first small step."""

    field_order = ["words", "confidence", "what", "when", "due_on", "who"]
    missing = GoalForm.missing | StepForm.missing
    reveal = StepForm.reveal

    def __init__(self, *args, person, by, **kwargs):
        StepForm.__init__(self, *args, person=person, by=by, **kwargs)
        self.fields["what"].required = False
        self.fields["what"].label = _("Is there a small next step? You can leave this blank.")
        del self.fields["progress"], self.fields["version"]

    def goal_fields(self):
        return {name: self.cleaned_data[name] for name in ("words", "confidence")}

    def step_fields(self):
        """Fields of the first step, or None."""
        return StepForm.changes(self) if self.cleaned_data["what"] else None
