from datetime import timedelta

from django import forms as fields
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from coordination import clock, forms
from coordination.safe_contact.actions import mark_of
from coordination.safe_contact.hours import DAYS, NEUTRAL, NO, YES, Channel
from coordination.safe_contact.models import CHECK_AGAIN_DAYS, SafeContact, Way
from coordination.safe_contact.rule import SPOKEN, WRITTEN

LONGEST_WHEN, LONGEST_SAY = 60, 80
KEPT = ["who", "words", "not_answer", "our_name", "her_name", "block_caller_id"]
KEPT += ["keeps_number", "carries_paper", "number_confirmed_on"]
PARTS = ["days", "from", "to", "when", "message", "say"]  # of one way, in the order of the page
MESSAGES = [(NO, _("No")), (NEUTRAL, _("Neutral words only")), (YES, _("Yes"))]
WRITING = [(NEUTRAL, _("Neutral words only")), (YES, _("What we agreed to say"))]


class SafeContactForm(forms.Form):
    """How to reach her (S15). Every way is No until she said yes."""

    who = fields.ChoiceField(
        label=_("Who contacts whom?"), choices=SafeContact.Who.choices, widget=forms.ChipRadio
    )
    ways = fields.MultipleChoiceField(
        label=_("Which ways are safe?"),
        choices=Way.choices,
        required=False,
        widget=forms.ChipCheckboxes,
    )
    not_answer = fields.CharField(
        label=_("Who must not answer?"),
        max_length=80,
        required=False,
        help_text=_("Who, and what you do then. For example: a man's voice: hang up."),
    )
    words = fields.CharField(
        label=_("What to say if someone else answers"),
        max_length=80,
        required=False,
        help_text=_("For example: Say you are from the library."),
    )
    our_name = fields.CharField(
        label=_("Which name do we use for ourselves?"), max_length=40, required=False
    )
    her_name = fields.CharField(label=_("Which name do we ask for?"), max_length=40, required=False)
    block_caller_id = fields.BooleanField(
        label=_("Block our caller ID"), required=False, initial=True
    )
    keeps_number = fields.BooleanField(
        label=_("It is safe for them to keep our number"), required=False
    )
    carries_paper = fields.BooleanField(
        label=_("It is safe for them to carry paper"), required=False
    )
    number_confirmed_on = fields.DateField(
        label=_("Which day did they last confirm the number?"),
        required=False,
        widget=forms.DateInput,
    )
    check_again_on = fields.DateField(label=_("Check again on"), widget=forms.DateInput)
    seen = fields.CharField(required=False, widget=forms.Seen)
    missing = {
        "who": _("Choose who contacts whom."),
        "check_again_on": _("Choose the day to check this again."),
    }

    def __init__(self, *args, card=None, **kwargs):
        initial = {"check_again_on": clock.today() + timedelta(days=CHECK_AGAIN_DAYS)}
        initial["seen"] = mark_of(card)
        if card:
            initial |= {name: getattr(card, name) for name in KEPT}
            initial["ways"] = list(card.ways)
        held = card.channels() if card else {}
        super().__init__(*args, initial=initial, **kwargs)
        for way in Way:
            self._add(way, held.get(way))

    def _add(self, way, held):
        """The questions about one way, with what she said last time."""
        held = held or Channel(message=NEUTRAL if way in WRITTEN else NO)
        if way in WRITTEN and held.message == NO:  # an older card asked once for all ways
            held = Channel(held.days, held.start, held.end, held.words, NEUTRAL)
        start = [list(held.days), held.start, held.end, held.words, held.message, held.say]
        if way in SPOKEN:
            self.reveal = self.reveal | {f"say_{way}": f"message_{way}={NEUTRAL},{YES}"}
        for part, field, value in zip(PARTS, _questions(way), start, strict=True):
            if field is not None:
                field.initial = value
                self.fields[f"{part}_{way}"] = forms.calm_field(field)

    def channels(self):
        """(way, its questions) for the page: the first row of hours apart from the rest."""
        for way in Way:
            names = [f"{part}_{way}" for part in PARTS]
            shown = {name: self[name] for name in names if name in self.fields}
            yield {
                "way": way,
                "days": shown.pop(f"days_{way}"),
                "hours": [shown.pop(f"from_{way}"), shown.pop(f"to_{way}")],
                "rest": list(shown.values()),
            }

    def clean_number_confirmed_on(self):
        day = self.cleaned_data["number_confirmed_on"]
        if day and day > clock.today():
            message = _("The day they confirmed the number is today or earlier.")
            raise ValidationError(message, code="in_future")
        return day

    def clean_check_again_on(self):
        day = self.cleaned_data["check_again_on"]
        if day <= clock.today():
            raise ValidationError(_("The day to check again must be after today."), code="past")
        return day

    def clean(self):
        found = super().clean()
        no_way = found.get("who") == SafeContact.Who.WE and not found.get("ways")
        if no_way and "ways" not in self.errors:
            message = _("Choose at least one safe way, or choose They will contact us.")
            self.add_error("ways", ValidationError(message, code="no_way"))
        for way in found.get("ways") or []:
            start, end = found.get(f"from_{way}"), found.get(f"to_{way}")
            if start is not None and start == end:
                message = _("Enter two different times, or leave both empty.")
                self.add_error(f"to_{way}", ValidationError(message, code="same"))
        return found

    @property
    def seen_before(self):
        """The mark of the card this page was made from; None where the page did not say."""
        return self.cleaned_data["seen"] if "seen" in self.data else None

    def look_again(self, card):
        """Carry what is saved now, so that one more press saves what was typed."""
        self.data = self.data.copy()
        self.data["seen"] = mark_of(card)

    def answers(self):
        """What the card keeps. Where they contact us, every way is No."""
        answers = {name: self.cleaned_data[name] for name in [*KEPT, "check_again_on"]}
        we_may = answers["who"] == SafeContact.Who.WE
        ways = self.cleaned_data["ways"] if we_may else []
        said = {way: self._said(way) for way in ways}
        answers["ways"] = {way: one.stored() for way, one in said.items()}
        widest = [kind for kind, _label in MESSAGES]
        messages = [widest.index(one.message) for one in said.values()]
        answers["leave_message"] = widest[max(messages, default=0)]
        return answers

    def _said(self, way):
        given = [self.cleaned_data.get(f"{part}_{way}") for part in PARTS]
        days, start, end, words, message, say = given
        return Channel(
            days=tuple(sorted(int(day) for day in days)),
            start=start,
            end=end,
            words=words,
            message=message or NO,
            say=say if message and message != NO else "",
        )


def _questions(way):
    """One field for each of PARTS; None where the question makes no sense for this way."""
    named = {"way": way.label}
    days = fields.MultipleChoiceField(
        label=_("%(way)s: on which days?") % named,
        choices=list(DAYS.items()),
        required=False,
        widget=forms.ChipCheckboxes,
        help_text=_("None chosen means any day."),
    )
    start = fields.TimeField(
        label=_("%(way)s: from") % named, required=False, widget=forms.TimeInput
    )
    end = fields.TimeField(
        label=_("%(way)s: until") % named, required=False, widget=forms.TimeInput
    )
    when = fields.CharField(
        label=_("%(way)s: anything else about when?") % named,
        max_length=LONGEST_WHEN,
        required=False,
        help_text=_("For example: not in school breaks."),
    )
    return [days, start, end, when, *_message_questions(way, named)]


def _message_questions(way, named):
    if way not in SPOKEN | WRITTEN:
        return None, None
    spoken = way in SPOKEN
    asked = _("%(way)s: can we leave a message?") if spoken else _("%(way)s: what may it say?")
    message = fields.ChoiceField(
        label=asked % named,
        choices=MESSAGES if spoken else WRITING,
        required=False,
        widget=forms.ChipRadio,
    )
    say = fields.CharField(
        label=_("%(way)s: what to say in a message") % named,
        max_length=LONGEST_SAY,
        required=False,
        help_text=_("Only what any friend could say."),
    )
    return message, say
