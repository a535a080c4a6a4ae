"""The five pages of a plan (S41): what they want and where, what is shared, how it goes."""

from datetime import timedelta

from django import forms as fields
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coordination import clock, forms
from referrals.consent.items import choices as item_choices
from referrals.consent.models import How as Way
from referrals.disclosure.gate import covered
from referrals.handoffs.models import IN_PERSON, Help, How


class NeedForm(forms.Form):
    """What they want, and one place. `places`: see `places.offered`."""

    need = fields.CharField(
        label=_("What do they want from it?"),
        help_text=_("In their words. For example: a place to talk on Tuesdays."),
        max_length=100,
        required=False,
    )
    place = fields.ChoiceField(
        label=_("Where do they want to go?"),
        error_messages={"required": _("Choose one place. They can choose more later.")},
    )
    find = fields.CharField(
        label=_("Find another partner or a group"),
        help_text=_("By name, town or place."),
        max_length=60,
        required=False,
    )

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        place = self.fields["place"]
        place.choices = places.choices
        place.widget = forms.ChipRadio(layout="full", hints=places.hints, choices=place.choices)
        self.places = places

    def clean_place(self):
        return self.places.rows[self.cleaned_data["place"]]


class SharingForm(forms.Form):
    """What the place needs to know, out of what the agreement names; and how it is told."""

    items = fields.MultipleChoiceField(
        label=_("What will help them to know?"),
        help_text=_("Only what the agreement covers can be shared."),
        widget=forms.ChipCheckboxes(layout="full"),
        error_messages={"required": _("Choose at least one thing, or share nothing.")},
    )
    way = fields.ChoiceField(
        label=_("How are they told?"), widget=forms.ChipRadio(layout="full"), required=False
    )

    def __init__(self, *args, agreement, **kwargs):
        super().__init__(*args, **kwargs)
        self.agreement = agreement
        self.fields["items"].choices = [(key, capfirst(label)) for key, label in item_choices()]
        outside = [key for key, _label in item_choices() if key not in agreement.items]
        self.fields["items"].widget.hints = dict.fromkeys(outside, _("Not covered"))
        self.fields["way"].choices = [(way, Way(way).label) for way in agreement.how]
        if len(agreement.how) == 1:
            del self.fields["way"]

    def clean_items(self):
        """The hard stop on things nobody agreed to, said by their names."""
        chosen = self.cleaned_data["items"]
        _inside, outside = covered(agreement=self.agreement, items=chosen)
        if outside:
            labels = dict(item_choices())
            things = ", ".join(str(labels[key]) for key in outside)
            message = say("Not covered: %(things)s. Leave it out, or make a new agreement.")
            raise ValidationError(message % {"things": things}, code="not_agreed")
        return chosen


class PlanForm(forms.Form):
    """Who introduces them, how and when, what the way there needs, and when we look again."""

    how = fields.ChoiceField(
        label=_("How are they introduced?"),
        choices=How.choices,
        widget=forms.ChipRadio,
        error_messages={"required": _("Choose how they are introduced.")},
    )
    introducer = fields.ChoiceField(label=_("Who introduces them?"), widget=forms.ChipRadio)
    introduce_on = fields.DateField(
        label=_("On which day?"), widget=forms.DateInput, required=False
    )
    introduce_time = fields.TimeField(
        label=_("At what time?"), widget=forms.TimeInput, required=False
    )
    contact = fields.CharField(
        label=_("Who receives them there?"),
        help_text=_("A first name or a role."),
        max_length=60,
        required=False,
    )
    help_with = fields.MultipleChoiceField(
        label=_("What does the way there need?"),
        choices=Help.choices,
        widget=forms.ChipCheckboxes,
        required=False,
    )
    if_not_right = fields.CharField(
        label=_("What if it does not feel right?"),
        help_text=_("For example: we step out, no questions, and try another day."),
        max_length=200,
        widget=forms.TextArea(counter=200, rows=2),
        required=False,
    )
    prepared = fields.BooleanField(
        label=_("We talked about what to expect, and what might be hard"), required=False
    )
    place_is_safe = fields.BooleanField(
        label=_("They say the place and the time are safe for them"), required=False
    )
    first_check = fields.DateField(
        label=_("When do we look again?"), widget=forms.DateInput, required=False
    )
    mark_optional = False

    def __init__(self, *args, plan, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan, self.team = plan, {user.ref: user for user in team}
        self.fields["introducer"].choices = [(user.ref, user.name) for user in team]
        if len(team) == 1:
            del self.fields["introducer"]
        if plan.group_id:
            self.fields["contact"].label = _("Is someone there who knows they may come?")
            self.fields["how"].choices = [(way.value, way.label) for way in How if way in IN_PERSON]
        else:
            self.fields["introduce_on"].help_text = _(
                "Leave it open when the place has to answer first."
            )
        self.fields["first_check"].help_text = (
            _("Left open, we look again two days after the introduction.")
            if plan.group_id
            else _("Left open, we look again in two working days.")
        )

    def clean_introduce_on(self):
        """A day from today on; a group meets on a day, so there one is needed."""
        day = self.cleaned_data["introduce_on"]
        if day is None and self.plan.group_id:
            raise ValidationError(_("Choose the day you go."), code="day")
        return _not_past(day)

    def clean_first_check(self):
        return _not_past(self.cleaned_data["first_check"])

    def changes(self):
        """What the plan keeps."""
        answers = dict(self.cleaned_data)
        answers["next_check_on"] = answers.pop("first_check")
        if "introducer" in answers:
            answers["introducer"] = self.team[answers["introducer"]]
        return answers


def _not_past(day):
    today = clock.today()
    if day is not None and not today <= day <= today + timedelta(days=366):
        raise ValidationError(_("Choose a day from today on, within a year."), code="past")
    return day
