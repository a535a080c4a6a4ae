"""Who walks with whom: offered, answered, walking, ended."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from coordination import clock
from coordination.access import VIEW, may
from coordination.models import Denial, Survivor, Way
from coordination.records import Record, ref_field
from coordination.scoping import ScopedQuerySet, scopes
from coordination.sealed import SealedJSON, SealOwner
from mentors.peers.models import Kind, Peer

OFFERED = ["proposed", "accepted"]
WALKING = ["active", "paused"]


class PairingQuerySet(ScopedQuerySet):
    def offered(self):
        """An answer is still open: the peer's or hers. Offers hold no spot."""
        return self.filter(status__in=OFFERED)

    def walking(self):
        """The peer has the record open and a spot in use; a pause keeps both (settled 4)."""
        return self.filter(status__in=WALKING)

    def active(self):
        return self.filter(status=Pairing.Status.ACTIVE)

    def open(self):
        return self.filter(status__in=OFFERED + WALKING)

    def needs_answer(self):
        """
        The first meeting is over and her answer unknown, the peer has left, or a safety rule came
        between the two. Nobody who reads the list learns which: it says what to do.
        """
        apart = Denial.objects.unscoped("whom a safety rule keeps apart").filter(
            survivor=OuterRef("survivor"), user=OuterRef("peer__user")
        )
        met = Q(status=Pairing.Status.ACCEPTED, meeting_on__lt=clock.today())
        over = Q(status__in=WALKING) & (Q(peer__user__is_active=False) | Exists(apart))
        return self.filter(met | over)

    def of(self, user):
        """Where this user is the peer."""
        return self.filter(peer__user=user)

    def decided_by(self, user):
        """Those this user may pause, end or agree anew: a peer their own, a manager all."""
        return self if may(user, "mentors.add_pairing") else self.of(user)

    @scopes
    def visible_to(self, user, permission=VIEW):
        """
        Pairings of people whose record is open to this user.

        Rosa sees who else walks with Cam; whom else Cam was offered, and who said no, is for
        those who pair (experience.md a.1: no comparisons between peers).
        """
        rows = self.filter(survivor__in=Survivor.objects.visible_to(user, permission))
        if not may(user, "mentors.view_peer"):
            rows = rows.filter(Q(status__in=WALKING) | Q(peer__user=user))
        return rows


class Pairing(Record):
    """
    One peer walking with one person for a while, from the offer to the end (PAIR-1, PAIR-2).

    Rosa is offered to Cam. Rosa says yes; Cam wants to meet first, so it is `accepted` with a
    day; after Cam's yes it is `active`, and only then does Cam's record open to Rosa. Either may
    end it, and nobody is asked why (PAIR-3). `slot` numbers the spots a peer has in use, so that
    two managers in the same second cannot both take the last one.
    """

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Offered")
        ACCEPTED = "accepted", _("Meeting set")
        ACTIVE = "active", _("Paired")
        PAUSED = "paused", _("Paused")
        ENDED = "ended", _("Ended")
        DECLINED_BY_PERSON = "declined_by_person", _("They chose not to")
        DECLINED_BY_PEER = "declined_by_peer", _("The peer could not this time")
        WITHDRAWN = "withdrawn", _("Offer taken back")

    class PeerAnswer(models.TextChoices):
        YES = "yes", _("Yes")
        NOT_THIS_TIME = "not_this_time", _("Not this time")

    class PersonAnswer(models.TextChoices):
        YES = "yes", _("Yes")
        MEET_FIRST = "meet_first", _("Wants to meet first")
        NOT_THIS_ONE = "not_this_one", _("Not this one")
        NOT_NOW = "not_now", _("Not now")

    class Where(models.TextChoices):
        OFFICE = "office", _("At our office")
        PUBLIC = "public", _("A public place")
        PHONE = "phone", _("By phone")
        VIDEO = "video", _("By video")

    class Company(models.TextChoices):
        TWO = "two", _("The two of them")
        STAFF = "staff", _("I come along")
        TRUSTED = "trusted", _("Someone they trust")

    class Rhythm(models.TextChoices):
        WEEKLY = "weekly", _("Every week")
        TWO_WEEKS = "two_weeks", _("Every two weeks")
        MONTH = "month", _("Once a month")
        AS_NEEDED = "as_needed", _("When they ask")

    class Choice(models.TextChoices):
        THEIRS = "theirs", _("Their choice")
        PEER = "peer", _("The peer's choice")
        PROGRAM = "program", _("The program's choice")
        BOTH = "both", _("Both agreed")

    class Next(models.TextChoices):
        IDEAS = "ideas", _("Look for another peer")
        WAIT = "wait", _("Nothing for now; we ask again in a month")
        NOTHING = "nothing", _("Nothing; they can always come back")

    ref = ref_field()
    survivor = models.ForeignKey(Survivor, on_delete=models.CASCADE, related_name="pairings")
    peer = models.ForeignKey(Peer, on_delete=models.PROTECT, related_name="pairings")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.PROPOSED)
    status_since = models.DateField(default=clock.today)
    asked_on = models.DateField(null=True, blank=True)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    offered_at = models.DateTimeField(default=clock.now)
    peer_answer = models.CharField(max_length=15, choices=PeerAnswer.choices, blank=True)
    peer_answered_at = models.DateTimeField(null=True, blank=True)
    person_answer = models.CharField(max_length=15, choices=PersonAnswer.choices, blank=True)
    person_answered_on = models.DateField(null=True, blank=True)
    meeting_on = models.DateField(null=True, blank=True)
    meeting_where = models.CharField(max_length=10, choices=Where.choices, blank=True)
    meeting_with = models.CharField(max_length=10, choices=Company.choices, blank=True)
    started_on = models.DateField(null=True, blank=True)
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices, default=Rhythm.WEEKLY)
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.CALL)
    fit_check_on = models.DateField(null=True, blank=True)
    shares_past_notes = models.BooleanField(default=False)
    slot = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    ended_on = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    whose_choice = models.CharField(max_length=10, choices=Choice.choices, blank=True)
    what_next = models.CharField(max_length=10, choices=Next.choices, blank=True)

    objects = PairingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["survivor"],
                condition=Q(kind=Kind.MENTOR, status__in=WALKING),
                name="one_active_mentor_per_survivor",
                violation_error_message=_("This person already has a mentor."),
                violation_error_code="already_has_mentor",
            ),
            models.UniqueConstraint(
                fields=["survivor"],
                condition=Q(kind=Kind.NAVIGATOR, status__in=WALKING),
                name="one_active_navigator_per_survivor",
                violation_error_message=_("This person already has a navigator."),
                violation_error_code="already_has_navigator",
            ),
            models.UniqueConstraint(
                fields=["survivor", "peer", "kind"],
                condition=Q(status__in=OFFERED + WALKING),
                name="one_open_pairing_per_survivor_peer_kind",
                violation_error_message=_("This peer is offered to them, or paired, already."),
                violation_error_code="already_offered",
            ),
            models.UniqueConstraint(
                fields=["peer", "slot"],
                condition=Q(slot__isnull=False),
                name="one_pairing_per_slot",
                violation_error_message=_("This peer has no free spot now. See other ideas."),
                violation_error_code="no_free_spot",
            ),
            models.CheckConstraint(
                condition=Q(status__in=WALKING, slot__isnull=False, slot__gte=1)
                | (~Q(status__in=WALKING) & Q(slot__isnull=True)),
                name="slot_held_while_walking",
                violation_error_message=_("A pairing holds a spot while it lasts."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=[*WALKING, "ended"], started_on__isnull=False)
                | (~Q(status__in=[*WALKING, "ended"]) & Q(started_on__isnull=True)),
                name="pairing_starts_when_walking",
                violation_error_message=_("A pairing has a first day once it is active."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="pairing_ends_after_it_starts",
                violation_error_message=_("A pairing cannot end before it starts."),
            ),
            models.CheckConstraint(
                condition=(Q(status="ended", ended_on__isnull=False) & ~Q(whose_choice=""))
                | (~Q(status="ended") & Q(ended_on__isnull=True, whose_choice="")),
                name="ended_pairing_says_whose_choice",
                violation_error_message=_("Choose whose choice it was."),
            ),
            models.CheckConstraint(
                condition=~Q(status="accepted") | Q(meeting_on__isnull=False),
                name="accepted_pairing_has_a_meeting",
                violation_error_message=_("Choose the day they meet."),
            ),
        ]
        indexes = [models.Index(fields=["peer", "status"], name="pairings_of_a_peer")]

    def __str__(self):
        return self.ref

    def get_absolute_url(self):
        return reverse("pairing", args=[self.ref])

    @property
    def is_open(self):
        return self.status in OFFERED + WALKING

    @property
    def is_offered(self):
        return self.status in OFFERED

    @property
    def is_walking(self):
        return self.status in WALKING

    @property
    def meeting_past(self):
        """The day they met has come and her answer is not known yet."""
        return self.status == self.Status.ACCEPTED and self.meeting_on <= clock.today()


class OfferQuerySet(ScopedQuerySet):
    def waiting(self):
        """Offers the peer has not answered."""
        return self.filter(pairing__status=Pairing.Status.PROPOSED, pairing__peer_answer="")

    @scopes
    def visible_to(self, user, permission=VIEW):
        """Offers waiting for this peer's own answer; nobody else reads a peer's sheet."""
        if not user.is_active:
            return self.none()
        return self.waiting().filter(pairing__peer__user=user)


class Offer(Record):
    """
    What an offered peer may read before both said yes: wishes, times, distance (settled 5).

    The sheet is sealed under the peer's own key, so it opens nothing of the person's record: no
    name, no link. It is emptied the moment the offer closes.
    """

    pairing = models.OneToOneField(Pairing, on_delete=models.CASCADE, related_name="offer")
    owner = SealOwner()
    ref = ref_field()
    sheet = SealedJSON(default=list, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta(Record.Meta):
        pass

    def __str__(self):
        return self.ref
