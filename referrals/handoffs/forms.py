"""What happened to a handoff (S43)."""

from datetime import timedelta

from django import forms as fields
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from coordination import clock, forms
from referrals.handoffs import states
from referrals.handoffs.models import How, HowItWent
from referrals.handoffs.states import Ending, Side, State

SAME, TRIED = "same", "tried"
NEVER_BY_HAND = {State.CONSENT_PENDING}
YES_NO = [("yes", _("Yes")), ("no", _("No"))]

# What a move is called when somebody presses it; a state is called otherwise once it is there.
HAPPENED = {
    State.SENT: _("They have a new agreement: go on"),
    State.RECEIVED: _("The place has it"),
    State.WAITLISTED: _("The place has a waiting list"),
    State.ACCEPTED: _("The place said yes"),
    State.SCHEDULED: _("We planned the introduction"),
    State.INTRODUCED: _("They were introduced"),
    State.FIRST_ATTENDED: _("First visit"),
    State.ENGAGED_30D: _("Settled: 30 days"),
    State.ON_HOLD: _("Put on hold"),
    State.CONSENT_PENDING: _("Wait for a new agreement"),
    State.CLOSED: _("We are done here"),
    State.DECLINED_BY_PERSON: _("They said not now"),
    State.DECLINED_BY_PROVIDER: _("Partner could not"),
    State.NOT_ELIGIBLE: _("Not able to join there"),
    State.NO_CAPACITY: _("No room there"),
    State.NO_SHOW: _("They did not come"),
    State.UNABLE_TO_REACH: _("We lost touch"),
    State.WITHDRAWN: _("We took it back"),
    State.EXPIRED: _("No answer in two weeks"),
    State.ENTERED_IN_ERROR: _("This was a mistake"),
}
WISHES = [(Side.PERSON, _("Theirs")), (Side.US, _("Ours")), (Side.PARTNER, _("The place’s"))]
CHECKS = [
    ("usual", _("As usual")),
    ("1", _("Tomorrow")),
    ("3", _("In 3 days")),
    ("7", _("In a week")),
    ("30", _("In a month")),
    ("day", _("On a day")),
]


class UpdateForm(forms.Form):
    """
    One form for every state: it offers what can follow now, and asks what that needs.

    `tried_enough`: whether three tries by safe ways are behind us. `team`: who can go on with it.
    """

    what = fields.ChoiceField(label=_("What happened?"), widget=forms.ChipRadio)
    side = fields.ChoiceField(
        label=_("Whose wish was it?"),
        choices=[
            (Side.PERSON, _("Theirs")),
            (Side.US, _("Ours")),
            (Side.PARTNER, _("The place's")),
        ],
        widget=forms.ChipRadio,
        required=False,
    )
    introduce_on = fields.DateField(
        label=_("Day of the introduction"), widget=forms.DateInput, required=False
    )
    introduce_time = fields.TimeField(label=_("Time"), widget=forms.TimeInput, required=False)
    introduced_how = fields.ChoiceField(
        label=_("How were they introduced?"),
        choices=How.choices,
        widget=forms.ChipRadio,
        required=False,
    )
    person_present = fields.ChoiceField(
        label=_("Were they there themselves?"),
        choices=YES_NO,
        widget=forms.ChipRadio,
        required=False,
    )
    peer_present = fields.ChoiceField(
        label=_("Was one of us there?"), choices=YES_NO, widget=forms.ChipRadio, required=False
    )
    contact = fields.CharField(
        label=_("Who received them?"),
        help_text=_("A first name or a role."),
        max_length=60,
        required=False,
    )
    ending = fields.ChoiceField(
        label=_("How did it end?"),
        choices=[(one.value, one.label) for one in Ending if one != Ending.MISTAKE],
        widget=forms.ChipRadio(layout="full"),
        required=False,
    )
    new_option = fields.ChoiceField(
        label=_("Did you offer them something else?"),
        choices=YES_NO,
        widget=forms.ChipRadio,
        required=False,
    )
    note = fields.CharField(
        label=_("Note"),
        max_length=300,
        widget=forms.TextArea(counter=300, rows=2),
        required=False,
    )
    check = fields.ChoiceField(
        label=_("When do we look again?"),
        choices=CHECKS,
        initial="usual",
        widget=forms.ChipRadio,
        required=False,
    )
    next_check_on = fields.DateField(label=_("Which day?"), widget=forms.DateInput, required=False)
    looks_after = fields.ChoiceField(
        label=_("Who goes on with it?"), widget=forms.ChipRadio, required=False
    )
    missing = {"what": _("Choose what happened. “Nothing new” is fine.")}

    def __init__(self, *args, handoff, team, tried_enough=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.handoff, self.team = handoff, {user.ref: user for user in team}
        self.fields["what"].choices = choices(handoff, tried_enough)
        self.fields["looks_after"].choices = [(user.ref, user.name) for user in team]
        self.fields["looks_after"].initial = handoff.owner_user.ref
        if len(team) < 2:
            del self.fields["looks_after"]
        self.offered = {key for _group, row in self.fields["what"].choices for key, _label in row}
        self.reveal = self._reveal()
        self._drop_what_cannot_be_asked()

    def _reveal(self):
        ends = ",".join(sorted(states.ENDED))
        arrives = f"{State.INTRODUCED},{State.FIRST_ATTENDED}"
        several = [to for to in states.ENDED if len(states.endings(to)) > 1]
        could_not = [to for to in states.ENDED if Ending.PARTNER_COULD_NOT in states.endings(to)]
        return {
            "side": f"what={State.ON_HOLD},{State.WITHDRAWN}",
            "introduce_on": f"what={State.SCHEDULED}",
            "introduce_time": f"what={State.SCHEDULED}",
            **dict.fromkeys(
                ["introduced_how", "person_present", "peer_present", "contact"], f"what={arrives}"
            ),
            "ending": f"what={','.join(sorted(several))}",
            "new_option": f"what={','.join(sorted(could_not))}",
            "check": f"what!={ends}",
            "next_check_on": "check=day",
            "looks_after": f"what!={ends}",
        }

    def _drop_what_cannot_be_asked(self):
        """A question none of whose answers can follow now is not on the page."""
        if self.handoff.introduced_on:
            for name in ["introduced_how", "person_present", "peer_present", "contact"]:
                del self.fields[name]
        for name, rule in self.reveal.items():
            wanted = rule.partition("what=")[2].split(",")
            if rule.startswith("what=") and not self.offered & set(wanted):
                self.fields.pop(name, None)

    def clean(self):
        """What the answer asks for; the action asks again."""
        found = super().clean()
        what, check = found.get("what"), found.get("check") or "usual"
        if check == "day" and not found.get("next_check_on"):
            if "next_check_on" not in self.errors:
                self.add_error("next_check_on", _("Choose a day, like 2026-11-30."))
        elif check.isdigit():
            found["next_check_on"] = clock.today() + timedelta(days=int(check))
        elif check == "usual":
            found["next_check_on"] = None
        open_question = what in (State.ON_HOLD, SAME) and found.get("next_check_on") is None
        if open_question and not {"next_check_on", "check"} & self.errors.keys():
            self.add_error("check", _("Choose when we look again."))
        return found

    def add_error(self, field, error):
        """The action speaks of fields this page may have folded away; say it at the nearest one."""
        if field is None and hasattr(error, "error_dict"):
            messages = {self._nearest(name): errors for name, errors in error.error_dict.items()}
            for name, errors in messages.items():
                super().add_error(name, ValidationError(errors))
            return
        super().add_error(field, error)

    def _nearest(self, name):
        if name == "next_check_on" and self.cleaned_data.get("check") != "day":
            return "check"
        return name if name in self.fields else None

    @property
    def is_note(self):
        """Whether nothing moved."""
        return self.cleaned_data["what"] in (SAME, TRIED)

    def for_note(self):
        """What `note_handoff` takes."""
        found = self.cleaned_data
        return {
            "tried": found["what"] == TRIED,
            "note": found["note"],
            "next_check_on": found["next_check_on"],
            "owner_user": self.team.get(found.get("looks_after")),
        }

    def for_move(self):
        """What `move_handoff` takes; answers that were folded away do not count."""
        found, to = self.cleaned_data, State(self.cleaned_data["what"])
        facts = {
            name: found[name]
            for name in ["introduce_on", "introduce_time", "introduced_how", "contact"]
            if found.get(name)
        }
        for name in ["person_present", "peer_present"]:
            if found.get(name):
                facts[name] = found[name] == "yes"
        ends = to in states.ENDED
        return {
            "to": to,
            "side": found.get("side", "") if len(states.sides(to)) > 1 else "",
            "note": found["note"],
            "next_check_on": None if ends else found["next_check_on"],
            "ending": found.get("ending", "") if len(states.endings(to)) > 1 else "",
            "new_option": {"yes": True, "no": False}.get(found.get("new_option")),
            "facts": facts,
            "owner_user": None if ends else self.team.get(found.get("looks_after")),
        }


def choices(handoff, tried_enough):
    """What can follow now, in three groups: it went on, it waits, it ended."""
    found = states.destinations(handoff.state, handoff.came_from)
    found = [to for to in found if to not in NEVER_BY_HAND or handoff.held_from == to]
    if not states.silent(handoff.state, handoff.state_since, clock.today()):
        found = [to for to in found if to != State.EXPIRED]
    if not tried_enough:
        found = [to for to in found if to != State.UNABLE_TO_REACH]
    on = [(to.value, _label(handoff, to)) for to in found if to in states.LINE]
    waits = [(to.value, _label(handoff, to)) for to in found if to in states.BESIDE]
    ends = [(to.value, _label(handoff, to)) for to in found if to in states.ENDED]
    waits = [(SAME, _("Nothing new")), (TRIED, _("We tried to reach them")), *waits]
    groups = [(_("It went on"), on), (_("It waits"), waits), (_("It ended"), ends)]
    return [(heading, row) for heading, row in groups if row]


def _label(handoff, to):
    if handoff.came_from == to and to != State.CONSENT_PENDING:
        if handoff.state == State.CONSENT_PENDING:
            return _("They have a new agreement: go on")
        return _("Go on where we were")
    return HAPPENED[to]


class HowItWentForm(forms.Form):
    """Five questions one may skip, and own words (S44). Read it together; she answers."""

    words = fields.CharField(
        label=_("Anything in your own words?"),
        max_length=140,
        widget=forms.TextArea(counter=140, rows=2),
        required=False,
    )
    counts_for_group = fields.BooleanField(
        label=_("Count my answers, without my name, in what people say of this group"),
        required=False,
    )
    mark_optional = False

    def __init__(self, *args, handoff, **kwargs):
        super().__init__(*args, **kwargs)
        own = {
            question.value: fields.ChoiceField(
                label=question.label,
                choices=HowItWent.Answer.choices,
                initial=HowItWent.Answer.SKIP,
                widget=forms.ChipRadio(layout="equal"),
                required=False,
                error_messages={"invalid_choice": _("Choose Yes, Some, No or Skip.")},
            )
            for question in HowItWent.Question
        }
        self.fields = own | self.fields
        if handoff.group_id is None:
            del self.fields["counts_for_group"]

    def said(self):
        """What `keep_how_it_went` takes."""
        found = self.cleaned_data
        return {
            "answers": {key: found[key] for key in HowItWent.Question.values},
            "words": found["words"],
            "counts_for_group": found.get("counts_for_group", False),
        }
