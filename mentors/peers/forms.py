from django import forms as fields
from django.utils.translation import gettext_lazy as _

from coordination import forms
from coordination.models import Role, User
from mentors.peers.models import MOST, USUAL_LIMIT, Kind, Peer
from mentors.peers.traits import TRAITS


def supervisors():
    return User.objects.holding(Role.SUPERVISOR).order_by("name")


def not_yet_peers():
    return User.objects.holding(Role.PEER).filter(peer=None).order_by("name")


class AddPeerForm(forms.Form):
    """A member of staff becomes a peer."""

    user = fields.ModelChoiceField(label=_("Who?"), queryset=User.objects.none(), empty_label=None)
    kind = fields.ChoiceField(
        label=_("Which kind?"),
        choices=Kind.choices,
        widget=forms.ChipRadio(
            hints={
                "mentor": _("Walks along as an equal: listens, shares, goes with them."),
                "navigator": _("Knows the ways in: services, papers, introductions."),
            }
        ),
    )
    supervisor = fields.ModelChoiceField(
        label=_("Who supervises them?"), queryset=User.objects.none(), empty_label=None
    )
    limit = fields.IntegerField(
        label=_("How many people at most?"),
        min_value=0,
        max_value=USUAL_LIMIT,
        initial=USUAL_LIMIT,
        widget=fields.NumberInput(attrs={"class": "short"}),
        help_text=_("They can lower it themselves at any time."),
        error_messages={"min_value": _("The limit must be 0 or more.")},
    )
    missing = {
        "user": _("Choose a member of staff."),
        "kind": _("Choose mentor or navigator."),
        "supervisor": _("Choose a supervisor."),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = not_yet_peers()
        self.fields["supervisor"].queryset = supervisors()


class SharesForm(forms.Form):
    """What a peer shares for matching (S20): all of it optional."""

    def __init__(self, *args, peer, **kwargs):
        super().__init__(*args, initial=peer.shares, **kwargs)
        for trait in TRAITS:
            self.fields[trait.key] = forms.calm_field(
                fields.MultipleChoiceField(
                    label=trait.own,
                    choices=list(trait.choices.items()),
                    required=False,
                    widget=forms.ChipCheckboxes,
                )
            )


class LimitForm(forms.Form):
    """How many people a peer walks with at most."""

    limit = fields.IntegerField(
        label=_("How many people at most?"),
        min_value=0,
        max_value=MOST,
        widget=fields.NumberInput(attrs={"class": "short"}),
        error_messages={"min_value": _("Your limit must be 0 or more.")},
    )
    note = fields.CharField(
        label=_("Why, in a few words"),
        max_length=140,
        required=False,
        help_text=_("The peer reads this. More than 12 people always needs a reason."),
    )
    missing = {"limit": _("Enter a number. 0 is fine.")}


class SupervisorForm(forms.ModelForm):
    """Who supervises a peer."""

    class Meta:
        model = Peer
        fields = ["supervisor"]
        labels = {"supervisor": _("Who supervises them from today?")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["supervisor"].queryset = supervisors().exclude(pk=self.instance.user_id)
        self.fields["supervisor"].empty_label = None
