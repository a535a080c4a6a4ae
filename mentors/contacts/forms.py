from datetime import datetime, time, timedelta

from django import forms as fields
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from coordination import clock, forms
from coordination.models import Way
from mentors.contacts.models import OLD_DAYS, TOPICS, Contact

Kind, Outcome = Contact.Kind, Contact.Outcome
GROUP = ("group", _("Group"))
HOW = [
    ("in_person", _("In person")),
    ("call", _("Call")),
    ("text", _("Text")),
    ("video", _("Video")),
    GROUP,
]
ON_THE_PHONE = ["talked", "no_answer", "left_message", "asked_to_wait"]
MINUTES = [(5, _("5 min")), (15, "15"), (30, "30"), (45, "45"), (60, "60+")]
SAFETY = [("same", _("No change")), ("changed", _("Something changed"))]
WHEN = [
    ("now", _("Now")),
    ("earlier", _("Earlier today")),
    ("yesterday", _("Yesterday")),
    ("pick", _("Pick a day")),
]
BY_WHEN = [
    ("", _("No day yet")),
    ("1", _("Tomorrow")),
    ("7", _("In a week")),
    ("pick", _("Pick a day")),
]


OLDEST_DAYS = 730


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
    reveal = {"minutes": "outcome!=no_answer", "kind": "how!=group"}

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

    def facts(self):
        """Fields of a Contact. A group is in person; its kind says the rest."""
        given = self.cleaned_data
        is_group = given["how"] == Kind.GROUP
        return {
            "mode": Way.IN_PERSON if is_group else given["how"],
            "kind": Kind.GROUP if is_group else given["kind"] or Kind.ONE_TO_ONE,
            "outcome": given["outcome"],
            "minutes": given["minutes"] if given["outcome"] != Outcome.NO_ANSWER else None,
            "safety_changed": given["safety"] == "changed",
            "topics": given["topics"],
            "note": given["note"],
        }


class LogContactForm(ContactForm):
    """Log a contact (S25): four questions, five taps, nothing typed; the rest is folded."""

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
        label=_("A next step you promised"),
        max_length=60,
        required=False,
        help_text=_("For example: Bring the school form."),
    )
    step_when = fields.ChoiceField(
        label=_("By when?"), choices=BY_WHEN, required=False, widget=forms.ChipRadio
    )
    step_day = fields.DateField(label=_("By which day?"), required=False, widget=forms.DateInput)
    face = ["how", "outcome", "minutes", "safety"]
    fold = ["when", "day", "hour", "late_reason", "topics", "kind", "step", "step_when"]
    fold += ["step_day", "note"]
    mark_optional = False
    reveal = ContactForm.reveal | {
        "day": "when=pick",
        "hour": "when=earlier,yesterday,pick",
        "late_reason": "when=pick",
        "step_day": "step_when=pick",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offered = [one for one in Outcome.choices if one[0] in ON_THE_PHONE]
        if not self.leaves_message:
            offered = [one for one in offered if one[0] != Outcome.LEFT_MESSAGE]
        self.fields["outcome"].choices = offered

    @property
    def face_fields(self):
        return [self[name] for name in self.face]

    @property
    def fold_fields(self):
        return [self[name] for name in self.fold]

    @property
    def fold_open(self):
        """Whether something inside the fold was filled in, or needs another look."""
        if any(name in self.errors for name in self.fold):
            return True
        usual = {"when": "now", "kind": Kind.ONE_TO_ONE}
        return any((self[n].value() or usual.get(n, "")) != usual.get(n, "") for n in self.fold)

    def clean(self):
        found = super().clean()
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

    def next_step(self, who):
        """The step for `log_contact`, or None."""
        given = self.cleaned_data
        if not given["step"]:
            return None
        due = given["step_day"] if given["step_when"] == "pick" else None
        if given["step_when"] in {"1", "7"}:
            due = clock.today() + timedelta(days=int(given["step_when"]))
        return {"what": given["step"], "due_on": due, "who": who}


class CorrectContactForm(ContactForm):
    """Change an entry (S28). After 24 hours it is a correction and needs a reason."""

    day = fields.DateField(
        label=_("Which day was it?"), validators=[plausible], widget=forms.DateInput
    )
    hour = fields.TimeField(label=_("About what time?"), widget=forms.TimeInput)
    late_reason = LogContactForm.base_fields["late_reason"]
    reason = fields.CharField(label=_("Why do you correct this?"), max_length=140, required=False)
    missing = ContactForm.missing | {
        "day": _("Enter the day."),
        "hour": _("Enter a time, like 1:30 pm."),
    }

    def __init__(self, *args, contact, **kwargs):
        local = timezone.localtime(contact.happened_at)
        start = {
            "how": contact.how,
            "outcome": contact.outcome,
            "minutes": contact.minutes,
            "safety": "changed" if contact.safety_changed else "same",
            "topics": contact.topics,
            "kind": contact.kind,
            "note": contact.note,
            "day": local.date(),
            "hour": local.time().replace(second=0, microsecond=0),
            "late_reason": contact.late_reason,
        }
        kept = {contact.mode, contact.outcome}
        super().__init__(*args, initial=start | kwargs.pop("initial", {}), kept=kept, **kwargs)
        self.contact = contact
        lengths = [choice for choice, _label in MINUTES]
        if contact.minutes and contact.minutes not in lengths:
            own = (contact.minutes, str(contact.minutes))
            self.fields["minutes"].choices = sorted([*MINUTES, own])
        if not self.leaves_message:
            choices = self.fields["outcome"].choices
            self.fields["outcome"].choices = [
                one for one in choices if one[0] != Outcome.LEFT_MESSAGE
            ]
        self.needs_reason = not contact.is_fresh
        if not self.needs_reason:
            del self.fields["reason"]
        self.order_fields(["how", "outcome", "minutes", "safety", "day", "hour"])

    def clean(self):
        found = super().clean()
        if {"day", "hour"} <= found.keys() and self.moment() > clock.now():
            message = _("The contact must be today or earlier.")
            self.add_error("day", fields.ValidationError(message, code="in_future"))
        if {"day", "hour"} <= found.keys():
            self.explain_late(self.moment(), self.contact.written_at)
        if self.needs_reason and not found.get("reason") and "reason" not in self.errors:
            message = _("Write in a few words why you correct this.")
            self.add_error("reason", fields.ValidationError(message, code="needs_reason"))
        return found

    def moment(self):
        """The day and time given; the seconds stay when the minute is the same."""
        given = datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"])
        held = timezone.localtime(self.contact.happened_at)
        if given == held.replace(second=0, microsecond=0, tzinfo=None):
            return self.contact.happened_at
        return timezone.make_aware(given)

    def changes(self):
        """What the action writes."""
        facts = self.facts() | {"happened_at": self.moment()}
        facts["late_reason"] = self.cleaned_data["late_reason"]
        return facts


class ErrorForm(forms.Form):
    """Entered in error: the entry leaves every list, and nothing is deleted."""

    reason = fields.CharField(
        label=_("What was wrong?"),
        max_length=140,
        help_text=_("For example: This was somebody else."),
    )
    missing = {"reason": _("Write in a few words what was wrong.")}
