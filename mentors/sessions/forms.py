"""A group session on a phone: which group, when, how long, how many, and who of one's own came."""

from datetime import datetime, time, timedelta

from django import forms as fields
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from coordination import clock, forms
from coordination.models import Way
from mentors.contacts.choices import TOPICS
from mentors.contacts.forms import LogContactForm
from mentors.contacts.models import OLD_DAYS
from mentors.sessions.models import MOST, USUAL_SIZE

MINUTES = [(30, _("30 min")), (45, "45"), (60, "60"), (90, "90"), (120, "120")]
HOW = [(way.value, way.label) for way in (Way.IN_PERSON, Way.VIDEO, Way.CALL)]
WHEN = [("now", _("Now")), ("yesterday", _("Yesterday")), ("pick", _("Pick a day"))]
NEW = "new"


class SessionForm(forms.Form):
    """Log a group session (S27), or correct one. Of people, only one's own are asked about."""

    which = fields.ChoiceField(label=_("Which group?"), required=False, widget=forms.ChipRadio)
    title = fields.CharField(
        label=_("What do you call the group?"),
        max_length=60,
        required=False,
        help_text=_("A plain name, without names of people. For example: Tuesday table."),
    )
    when = fields.ChoiceField(
        label=_("When was it?"), choices=WHEN, initial="now", widget=forms.ChipRadio
    )
    day = LogContactForm.base_fields["day"]
    hour = LogContactForm.base_fields["hour"]
    late_reason = LogContactForm.base_fields["late_reason"]
    mode = fields.ChoiceField(
        label=_("How did you meet?"), choices=HOW, initial=Way.IN_PERSON, widget=forms.ChipRadio
    )
    minutes = fields.TypedChoiceField(
        label=_("How long?"), choices=MINUTES, coerce=int, widget=forms.ChipRadio
    )
    came = fields.IntegerField(
        label=_("How many people came?"),
        min_value=0,
        max_value=MOST,
        help_text=_("Count everybody but yourself. 0 is fine."),
        widget=fields.NumberInput(attrs={"inputmode": "numeric", "class": "short"}),
    )
    people = fields.MultipleChoiceField(
        label=_("Who of your own people came?"),
        required=False,
        help_text=_("Only if they are fine with it being written down. Nobody else is named."),
        widget=forms.ChipCheckboxes,
    )
    topics = fields.MultipleChoiceField(
        label=_("What did you do together?"),
        choices=[one for one in TOPICS.items() if one[0] != "group"],
        required=False,
        widget=forms.ChipCheckboxes,
    )
    follow_up = fields.CharField(
        label=_("Anything to do before the next one?"),
        max_length=140,
        required=False,
        help_text=_("Leave out names. For example: Bring more chairs."),
    )
    reason = fields.CharField(label=_("Why do you correct this?"), max_length=140, required=False)
    mark_optional = False
    missing = {
        "minutes": _("Choose how long it was."),
        "came": _("Enter how many people came. 0 is fine."),
        "mode": _("Choose how you met."),
        "when": _("Choose when it was."),
    }
    reveal = {
        "title": f"which={NEW}",
        "day": "when=pick",
        "hour": "when=yesterday,pick",
        "late_reason": "when=pick",
    }

    def __init__(self, *args, people, titles=(), session=None, **kwargs):
        """
        `people`: those the peer walks with now; `titles`: names of groups they held before;
        `session`: the one that is corrected.
        """
        self.session, self.people = session, {person.ref: person for person in people}
        super().__init__(*args, **kwargs)
        self.fields["people"].choices = [(ref, one.name) for ref, one in self.people.items()]
        self.fields["which"].choices = [*((one, one) for one in titles), (NEW, _("Another group"))]
        self._leave_out(titles)
        for name in ("minutes", "mode"):
            held = getattr(session, name, None)
            if held and held not in dict(self.fields[name].choices):
                shown = session.get_mode_display() if name == "mode" else str(held)
                self.fields[name].choices = [*self.fields[name].choices, (held, shown)]

    def _leave_out(self, titles):
        """Questions that have no answer here."""
        if not self.people:
            del self.fields["people"]
        if self.session or not titles:
            del self.fields["which"]
            self.reveal = {name: when for name, when in self.reveal.items() if name != "title"}
        if self.session is None or self.session.is_fresh:
            del self.fields["reason"]

    def clean(self):
        found = super().clean()
        self._check_title(found)
        self._check_day(found)
        if "reason" in self.fields and not found.get("reason") and "reason" not in self.errors:
            self._wrong("reason", _("Write in a few words why you correct this."))
        own = len(found.get("people", []))
        if found.get("came") is not None and found["came"] < own:
            words = ngettext_lazy(
                "You chose %(own)s of your people, so at least %(own)s person came.",
                "You chose %(own)s of your people, so at least %(own)s people came.",
                own,
            )
            self._wrong("came", words % {"own": own})
        return found

    def _check_title(self, found):
        if found.get("which") and found["which"] != NEW:
            found["title"] = found["which"]
            self._errors.pop("title", None)
        elif "title" not in self.errors and not found.get("title"):
            self._wrong("title", _("Write what you call the group."))

    def _check_day(self, found):
        if found.get("when") == "pick" and not found.get("day") and "day" not in self.errors:
            self._wrong("day", _("Choose the day."))
        if "when" not in found or {"day", "hour"} & self.errors.keys():
            return
        moment = self.moment()
        if moment > clock.now():
            self._wrong("day", _("The session must be today or earlier."))
        written_at = self.session.written_at if self.session else clock.now()
        if written_at - moment > timedelta(days=OLD_DAYS) and not found.get("late_reason"):
            message = _("This was more than 90 days ago. Write in a few words why it comes now.")
            self._wrong("late_reason", message)

    def _wrong(self, name, message):
        self.add_error(name, fields.ValidationError(message))

    def moment(self):
        """When it was: now, or that day at the time given, noon without one."""
        given, now = self.cleaned_data, clock.now()
        if given["when"] == "now":
            return now
        yesterday = clock.today() - timedelta(days=1)
        day = yesterday if given["when"] == "yesterday" else given["day"]
        if self.session and given["when"] == "pick":
            held = timezone.localtime(self.session.happened_at)
            if (day, given.get("hour")) == (
                held.date(),
                held.time().replace(second=0, microsecond=0),
            ):
                return self.session.happened_at
        moment = timezone.make_aware(datetime.combine(day, given.get("hour") or time(12)))
        return now if given.get("hour") is None and day == clock.today() else moment

    def chosen_people(self):
        """The people ticked."""
        return [self.people[ref] for ref in self.cleaned_data.get("people", [])]

    def facts(self):
        """Fields of a GroupSession."""
        names = ["title", "mode", "minutes", "came", "topics", "follow_up", "late_reason"]
        facts = {name: self.cleaned_data[name] for name in names}
        return facts | {"happened_at": self.moment()}


def start_of(session, refs):
    """First answers of the form that corrects `session`; `refs` of her peer's people who came."""
    local = timezone.localtime(session.happened_at)
    names = ["title", "mode", "minutes", "came", "topics", "follow_up", "late_reason"]
    return {name: getattr(session, name) for name in names} | {
        "when": "pick",
        "day": local.date(),
        "hour": local.time().replace(second=0, microsecond=0),
        "people": refs,
    }


def large(count):
    """The quiet note about a group larger than one facilitator usually holds (CAP-1), or ""."""
    if count <= USUAL_SIZE:
        return ""
    words = _("That is a large group: one peer usually holds up to %(usual)s people.")
    return str(words % {"usual": USUAL_SIZE})
