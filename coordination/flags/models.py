"""Safety instructions: what to do, never why."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from coordination import clock
from coordination.access import READ_NOTES, VIEW, may
from coordination.records import Record, ref_field
from coordination.scoping import ScopedQuerySet, scopes
from coordination.sealed import SealedText, SealOwner
from coordination.survivors.models import Survivor

LOOK_AGAIN_DAYS = 30
LONGEST_DAYS = 90  # S16: an instruction nobody looked at for longer protects nobody


class FlagQuerySet(ScopedQuerySet):
    def standing(self):
        """Instructions that hold today, the oldest first."""
        return self.filter(ended_on=None).order_by("made_on", "pk")

    def due(self):
        """Those to look at again, of people we walk with, longest due first."""
        rows = self.filter(ended_on=None, review_on__lte=clock.today())
        return rows.exclude(survivor__status=Survivor.Status.FINISHED).order_by("review_on", "pk")

    @scopes
    def visible_to(self, user, permission=VIEW):
        """
        Rosa walks with Cam and sees every instruction about Cam; so does Dana, who manages.

        Marcus supervises Rosa: he sees those shown to the whole team.
        """
        rows = self.filter(survivor__in=Survivor.objects.visible_to(user, permission))
        if may(user, "coordination.view_every_survivor"):
            return rows
        walks = Survivor.objects.visible_to(user, READ_NOTES)
        return rows.filter(Q(shown_to=Flag.ShownTo.TEAM) | Q(survivor__in=walks))


class Flag(Record):
    """
    One safety instruction about a person (S16): what to do, without the story behind it.

    It holds until somebody ends it, and is looked at again by `review_on`, 90 days ahead at most.
    """

    class Kind(models.TextChoices):
        NO_HOME_VISITS = "no_home_visits", _("No home visits")
        MEET_IN_PUBLIC = "meet_in_public", _("Meet in public")
        TWO_PEOPLE = "two_people", _("Two people go")
        NO_MAIL = "no_mail", _("No mail")
        ASK_LOCATION = "ask_location", _("Ask before sharing any location")
        OWN = "own", _("In our own words")

    class ShownTo(models.TextChoices):
        TEAM = "team", _("The team")
        PEERS = "peers", _("Without supervisors")

    survivor = models.ForeignKey(Survivor, on_delete=models.CASCADE, related_name="flags")
    owner = SealOwner()
    ref = ref_field()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    words = SealedText(_("what to do"), max_length=80, blank=True)
    shown_to = models.CharField(max_length=10, choices=ShownTo.choices, default=ShownTo.TEAM)
    review_on = models.DateField(_("look at this again on"))
    made_on = models.DateField(default=clock.today)
    ended_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = FlagQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["ended_on", "review_on"], name="flags_to_look_at")]

    def __str__(self):
        return self.get_kind_display()

    def clean(self):
        """Raises ValidationError `too_far` for a day more than 90 days ahead."""
        if self.review_on and self.review_on > clock.today() + timedelta(days=LONGEST_DAYS):
            message = _("Choose a day in the next 90 days to look at this again.")
            raise ValidationError({"review_on": ValidationError(message, code="too_far")})

    def person_id(self):
        return self.survivor_id

    @property
    def text(self):
        """The instruction as everybody reads it."""
        return self.words if self.kind == self.Kind.OWN else self.get_kind_display()

    @property
    def is_due(self):
        return self.ended_on is None and self.review_on <= clock.today()
