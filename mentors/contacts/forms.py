from datetime import datetime, time, timedelta

from django import forms as fields
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination import clock, forms
from coordination.goals.forms import BY_WHEN, PERSON
from coordination.models import Way
from mentors.contacts.choices import DETAILS, HELPERS, PLACES, PURPOSES, TOPICS, WENT
from mentors.contacts.models import OLD_DAYS, Contact

Kind, Outcome = Contact.Kind, Contact.Outcome
GROUP = ("group", _("Group"))
HOW = [
    ("in_person", _("In person")),
    ("call", _("Call")),
    ("text", _("Text")),
    ("video", _("Video")),
    GROUP,
]
OFTEN = ["talked", "no_answer", "left_message", "asked_to_wait"]
OTHER = ("other", _("None of these"))
RARE = [one for one in Outcome.choices if one[0] not in OFTEN]
WAITS = [
    ("", _("They did not say")),
    ("7", _("A week")),
    ("14", _("Two weeks")),
    ("30", _("A month")),
    ("pick", _("Pick a day")),
]
MINUTES = [(5, _("5 min")), (15, "15"), (30, "30"), (45, "45"), (60, "60+")]
SAFETY = [("same", _("No change")), ("changed", _("Something changed"))]
WHEN = [
    ("now", _("Now")),
    ("earlier", _("Earlier today")),
    ("yesterday", _("Yesterday")),
    ("pick", _("Pick a day")),
]
OLDEST_DAYS = 730
LONGEST_WAIT = 365


def plausible(day):
    """A year typed wrong is seen here, not in a report."""
    if (clock.today() - day).days > OLDEST_DAYS:
        message = _("That is more than two years ago. Check the year.")
        raise fields.ValidationError(message, code="too_old")
    return day


class ContactForm(forms.Form):
    """The questions of an entry, when it is written and when it is corrected."""

    how = fields.ChoiceField(label=_("How did you connect?"), choices=HOW, widget=forms.ChipRadio)
    outcome = fields.ChoiceField(
        label=_("What happened?"), choices=Outcome.choices, widget=forms.ChipRadio
    )
    minutes = fields.TypedChoiceField(
        label=_("How long?"),
        choices=MINUTES,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.ChipRadio,
    )
    safety = fields.ChoiceField(
        label=_("Anything new about safety?"),
        choices=SAFETY,
        initial="same",
        widget=forms.ChipRadio,
    )
    topics = fields.MultipleChoiceField(
        label=_("What did you do together?"),
        choices=list(TOPICS.items()),
        required=False,
        widget=forms.ChipCheckboxes,
    )
    kind = fields.ChoiceField(
        label=_("Who was there?"),
        choices=[choice for choice in Kind.choices if choice[0] != Kind.GROUP],
        initial=Kind.ONE_TO_ONE,
        required=False,
        widget=forms.ChipRadio,
    )
    helper = fields.ChoiceField(
        label=_("Who was it with?"),
        choices=list(HELPERS.items()),
        required=False,
        help_text=_("Share nothing about them unless they agreed to it. Leave out names."),
        widget=forms.ChipRadio,
    )
    place = fields.ChoiceField(
        label=_("What kind of place was it?"),
        choices=list(PLACES.items()),
        required=False,
        widget=forms.ChipRadio,
    )
    purpose = fields.ChoiceField(
        label=_("What was it for?"),
        choices=list(PURPOSES.items()),
        required=False,
        widget=forms.ChipRadio,
    )
    went = fields.ChoiceField(
        label=_("How was it for them?"),
        choices=list(WENT.items()),
        required=False,
        widget=forms.ChipRadio,
    )
    wants = fields.CharField(
        label=_("What do they want next, in their words?"), max_length=140, required=False
    )
    together = fields.BooleanField(label=_("Written together with them"), required=False)
    reflection = fields.CharField(
        label=_("What they say about it, in their words"), max_length=140, required=False
    )
    note = fields.CharField(
        label=_("Note"),
        max_length=500,
        required=False,
        help_text=_("Write only what helps them. Leave out details of what was done to them."),
        widget=forms.TextArea(counter=500, rows=3),
        error_messages={
            "max_length": _("Notes can be up to %(limit_value)d letters. You have %(show_value)d.")
        },
    )
    missing = {
        "how": _("Choose how you connected."),
        "outcome": _("Choose what happened."),
        "safety": _("Choose whether anything changed about safety."),
    }
    reveal = {
        "minutes": "outcome!=no_answer,other",
        "kind": "how!=group",
        "helper": "kind=collateral",
        "reflection": "together=on",
    }

    def __init__(self, *args, rule=None, kept=(), **kwargs):
        """`rule`: her contact rule; `kept`: answers of this entry that stay on offer."""
        super().__init__(*args, **kwargs)
        if (rule and rule.allows(Way.EMAIL)) or Way.EMAIL in kept:
            email = (Way.EMAIL.value, Way.EMAIL.label)
            self.fields["how"].choices = [*HOW[:-1], email, GROUP]
        self.leaves_message = bool(rule and rule.leaves_message) or Outcome.LEFT_MESSAGE in kept

    def clean(self):
        """How long is asked only of a talk."""
        found = super().clean()
        talked = found.get("outcome") == Outcome.TALKED
        if talked and not found.get("minutes") and "minutes" not in self.errors:
            self.add_error("minutes", fields.ValidationError(_("Choose how long it was.")))
        return found

    def explain_late(self, moment, written_at):
        """What comes more than 90 days later says why."""
        late = written_at - moment > timedelta(days=OLD_DAYS)
        if late and not self.cleaned_data.get("late_reason") and "late_reason" not in self.errors:
            message = _("This was more than 90 days ago. Write in a few words why it comes now.")
            self.add_error("late_reason", fields.ValidationError(message, code="needs_reason"))

    def chosen_outcome(self):
        return self.cleaned_data["outcome"]

    def facts(self):
        """Fields of a Contact. A group is in person; its kind says the rest."""
        given, outcome = self.cleaned_data, self.chosen_outcome()
        is_group = given["how"] == Kind.GROUP
        kind = Kind.GROUP if is_group else given["kind"] or Kind.ONE_TO_ONE
        details = {name: given[name] for name in DETAILS if given[name]}
        if kind != Kind.COLLATERAL:
            details.pop("helper", None)
        return {
            "mode": Way.IN_PERSON if is_group else given["how"],
            "kind": kind,
            "outcome": outcome,
            "minutes": given["minutes"] if outcome != Outcome.NO_ANSWER else None,
            "wait_until": self.chosen_wait() if outcome == Outcome.ASKED_TO_WAIT else None,
            "safety_changed": given["safety"] == "changed",
            "topics": given["topics"],
            "details": details,
            "told": {"went": given["went"]} if given["went"] else {},
            "wants": given["wants"],
            "together": given["together"],
            "reflection": given["reflection"] if given["together"] else "",
            "note": given["note"],
        }


class LogContactForm(ContactForm):
    """
    Log a contact (S25): four questions, five taps, nothing typed; the rest is folded.

    Two more show on the face when they are needed: what it was when none of these fits, and
    until when to wait.
    """

    rest = fields.ChoiceField(
        label=_("What was it?"), choices=RARE, required=False, widget=forms.ChipRadio
    )
    wait = fields.ChoiceField(
        label=_("Until when do they want you to wait?"),
        choices=WAITS,
        required=False,
        widget=forms.ChipRadio,
    )
    wait_day = fields.DateField(label=_("Until which day?"), required=False, widget=forms.DateInput)
    when = fields.ChoiceField(
        label=_("When was it?"), choices=WHEN, initial="now", widget=forms.ChipRadio
    )
    day = fields.DateField(
        label=_("Which day?"), required=False, validators=[plausible], widget=forms.DateInput
    )
    hour = fields.TimeField(
        label=_("About what time? You can leave this blank."),
        required=False,
        widget=forms.TimeInput,
    )
    late_reason = fields.CharField(
        label=_("If it was more than 90 days ago: why does it come now?"),
        max_length=140,
        required=False,
    )
    step = fields.CharField(
        label=_("What is the next step?"),
        max_length=60,
        required=False,
        help_text=_("For example: Bring the school form."),
    )
    step_when = fields.ChoiceField(
        label=_("By when?"), choices=BY_WHEN, required=False, widget=forms.ChipRadio
    )
    step_day = fields.DateField(label=_("By which day?"), required=False, widget=forms.DateInput)
    step_who = fields.ChoiceField(label=_("Who does it?"), required=False, widget=forms.ChipRadio)
    face = ["how", "outcome", "rest", "wait", "wait_day", "minutes", "safety"]
    parts = [
        (_("The time"), ["when", "day", "hour", "late_reason"]),
        (_("What you did"), ["topics", "kind", "helper", "purpose", "place"]),
        (_("A next step"), ["step", "step_when", "step_day", "step_who"]),
        (_("In words"), ["note", "went", "wants", "together", "reflection"]),
    ]
    fold = [name for _title, names in parts for name in names]
    mark_optional = False
    reveal = ContactForm.reveal | {
        "day": "when=pick",
        "hour": "when=earlier,yesterday,pick",
        "late_reason": "when=pick",
        "step_day": "step_when=pick",
        "rest": "outcome=other",
        "wait": "outcome=asked_to_wait",
        "wait_day": "wait=pick",
    }

    def __init__(self, *args, people, by, **kwargs):
        """`people`: who walks with her, `by` among them; one of them, or she, does a next step."""
        start = {"step_who": by.ref, "step_when": "", "wait": ""}
        super().__init__(*args, initial=start | kwargs.pop("initial", {}), **kwargs)
        self.people = {user.ref: user for user in [by, *people]}
        names = [(ref, _("I do") if user == by else user.name) for ref, user in self.people.items()]
        self.fields["step_who"].choices = [*names, (PERSON, _("They do it themselves"))]
        offered = [one for one in Outcome.choices if one[0] in OFTEN]
        if not self.leaves_message:
            offered = [one for one in offered if one[0] != Outcome.LEFT_MESSAGE]
        self.fields["outcome"].choices = [*offered, OTHER]

    @property
    def face_fields(self):
        return [self[name] for name in self.face]

    @property
    def fold_parts(self):
        """(title, fields) of each part inside the fold."""
        return [(title, [self[name] for name in names]) for title, names in self.parts]

    @property
    def fold_open(self):
        """Whether something inside the fold was filled in, or needs another look."""
        if any(name in self.errors for name in self.fold):
            return True
        usual = {"when": "now", "kind": Kind.ONE_TO_ONE, "step_who": self.initial["step_who"]}
        return any((self[n].value() or usual.get(n, "")) != usual.get(n, "") for n in self.fold)

    @property
    def is_begun(self):
        """Whether more was chosen or typed than the page came with: worth keeping as a draft."""
        return self.has_changed()

    def clean(self):
        found = super().clean()
        self._check_outcome(found)
        if found.get("when") == "pick" and "day" not in self.errors and not found.get("day"):
            self.add_error("day", fields.ValidationError(_("Choose the day.")))
        if "when" in found and "day" not in self.errors and "hour" not in self.errors:
            self._check_moment(found)
        if found.get("step_when") == "pick" and found.get("step") and not found.get("step_day"):
            if "step_day" not in self.errors:
                self.add_error("step_day", fields.ValidationError(_("Choose the day.")))
        elif found.get("step_day") and found["step_day"] < clock.today():
            message = _("The day of the next step is today or later.")
            self.add_error("step_day", fields.ValidationError(message))
        return found

    def _check_outcome(self, found):
        outcome = found.get("outcome")
        if outcome == OTHER[0] and not found.get("rest") and "rest" not in self.errors:
            self.add_error("rest", fields.ValidationError(self.missing["outcome"]))
        if outcome != Outcome.ASKED_TO_WAIT or found.get("wait") != "pick":
            self._errors.pop("wait_day", None)  # a day nobody sees stops nothing
        elif "wait_day" not in self.errors:
            self._check_wait(found.get("wait_day"))

    def _check_wait(self, day):
        today = clock.today()
        if day is None:
            self.add_error("wait_day", fields.ValidationError(_("Choose the day.")))
        elif not today < day <= today + timedelta(days=LONGEST_WAIT):
            message = _("Choose a day after today, within a year.")
            self.add_error("wait_day", fields.ValidationError(message, code="wait_date"))

    def _check_moment(self, found):
        moment = self.moment()
        if moment > clock.now():
            name = "day" if found.get("when") == "pick" else "hour"
            message = _("The contact must be today or earlier.")
            self.add_error(name, fields.ValidationError(message, code="in_future"))
        self.explain_late(moment, clock.now())

    def moment(self):
        """
        When it happened. Without a time: noon of that day, or just before now.
        """
        when, now = self.cleaned_data["when"], clock.now()
        if when == "now":
            return now
        days = {"earlier": clock.today(), "yesterday": clock.today() - timedelta(days=1)}
        day = days.get(when) or self.cleaned_data["day"]
        hour = self.cleaned_data.get("hour")
        moment = timezone.make_aware(datetime.combine(day, hour or time(12)))
        if hour is None and day == clock.today():
            midnight = timezone.make_aware(datetime.combine(day, time(0)))
            moment = min(moment, max(midnight, now - timedelta(hours=1)))
        return moment

    def chosen_outcome(self):
        given = self.cleaned_data
        return given["rest"] if given["outcome"] == OTHER[0] else given["outcome"]

    def chosen_wait(self):
        """The first day to reach out again; None when they did not say."""
        given = self.cleaned_data
        if given["wait"] in ("", "pick"):
            return given["wait_day"] if given["wait"] else None
        day = timezone.localdate(self.moment())
        return day + timedelta(days=int(given["wait"]))

    def next_step(self):
        """The step for `log_contact`, or None: `who` is a user, or None when they do it."""
        given = self.cleaned_data
        if not given["step"]:
            return None
        due = given["step_day"] if given["step_when"] == "pick" else None
        if given["step_when"].isdigit():
            due = clock.today() + timedelta(days=int(given["step_when"]))
        who = self.people.get(given["step_who"] or self.initial["step_who"])
        return {"what": given["step"], "due_on": due, "who": who}
