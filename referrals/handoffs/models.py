"""A warm handoff, and every move it makes."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from coordination import clock
from coordination.access import VIEW
from coordination.models import Survivor
from coordination.records import Record, ref_field
from coordination.scoping import ScopedQuerySet, scopes
from coordination.sealed import SealedJSON, SealedText, SealOwner
from referrals.consent.models import Consent
from referrals.consent.models import How as Way
from referrals.disclosure.models import Disclosure
from referrals.groups.models import Group
from referrals.handoffs import states
from referrals.handoffs.states import Ending, Side, State
from referrals.partners.models import Partner

QUIET_AFTER = timedelta(days=7)  # a manager hears of a place that has not answered for a week


class How(models.TextChoices):
    """How they are introduced. Which one is kept: what studies say about the kinds is mixed."""

    TOGETHER = "together", _("Go together")
    THREE_WAY = "three_way", _("Three-way call")
    MEET = "meet", _("Meet at the door")
    MESSAGE = "message", _("Introduce by message")


class Help(models.TextChoices):
    """What the way there needs."""

    RIDE = "ride", _("A ride")
    CHILDCARE = "childcare", _("Child care")
    INTERPRETER = "interpreter", _("An interpreter")


LIVE = frozenset({How.TOGETHER, How.THREE_WAY, How.MEET})
IN_PERSON = frozenset({How.TOGETHER, How.MEET})  # what there is to do where nothing is told
AWAITING = [State.SENT, State.RECEIVED]  # a waiting list is an answer


class HandoffQuerySet(ScopedQuerySet):
    @scopes
    def visible_to(self, user, permission=VIEW):
        """
        Handoffs of people whose record is open to this user.

        Ana walks with Cam, so she sees Cam's; Bea does not. Marcus sees those of his team's people.
        """
        return self.filter(survivor__in=Survivor.objects.visible_to(user, permission))

    def open(self):
        """Begun and without an ending."""
        return self.filter(ended_on=None).exclude(state=State.DRAFT)

    def drafts(self):
        return self.filter(state=State.DRAFT)

    def started(self):
        """Open or ended: all that is not a plan still, and no slip of the hand."""
        return self.exclude(state__in=[State.DRAFT, State.ENTERED_IN_ERROR])

    def ended(self):
        return self.filter(ended_on__isnull=False)

    def of(self, user):
        """Those this user looks after."""
        return self.filter(owner_user=user)

    def to_check(self, day):
        """Open ones whose next check is this day or past."""
        return self.open().filter(next_check_on__lte=day)

    def past_check(self, day):
        """Open ones whose check was before this day."""
        return self.open().filter(next_check_on__lt=day)

    def awaiting_answer(self):
        """With a place that owes an answer."""
        return self.filter(state__in=AWAITING)

    def quiet(self, day):
        """No answer for more than a week, longest first."""
        return (
            self.awaiting_answer()
            .filter(state_since__lt=day - QUIET_AFTER)
            .order_by("state_since", "pk")
        )

    def relying_on(self, consent):
        """Open ones that rest on this agreement."""
        return self.open().filter(consent=consent)

    def with_place(self):
        """With the rows a page shows of each: no query per row."""
        return self.select_related("survivor", "partner", "group", "owner_user")


class Handoff(Record):
    """
    One introduction of one person to one place, followed until we know how it went.

    Ana takes Cam to the clinic: `consent` is Cam's agreement for that clinic, `items` what was
    shared under it. To a group nothing is ever shared (HND-6). A row in state `draft` is a plan:
    one for each person and worker, kept between the five pages. Dates are local days.
    """

    survivor = models.ForeignKey(Survivor, on_delete=models.CASCADE, related_name="handoffs")
    owner = SealOwner()
    ref = ref_field()
    owner_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="handoffs"
    )
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="handoffs"
    )
    group = models.ForeignKey(
        Group, on_delete=models.PROTECT, null=True, blank=True, related_name="handoffs"
    )
    need = SealedText(_("what they want from it"), max_length=100, blank=True)

    consent = models.ForeignKey(
        Consent, on_delete=models.RESTRICT, null=True, blank=True, related_name="handoffs"
    )
    disclosure = models.ForeignKey(
        Disclosure, on_delete=models.PROTECT, null=True, blank=True, related_name="handoffs"
    )
    nothing_shared = models.BooleanField(default=False)
    items = models.JSONField(default=list, blank=True)  # keys of what was chosen to share
    way = models.CharField(max_length=10, choices=Way.choices, blank=True)  # how they are told

    how = models.CharField(max_length=12, choices=How.choices, blank=True)
    introducer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    introduce_on = models.DateField(null=True, blank=True)
    introduce_time = models.TimeField(null=True, blank=True)
    help_with = SealedJSON(default=list, blank=True)
    if_not_right = SealedText(_("if it does not feel right"), max_length=200, blank=True)
    prepared = models.BooleanField(default=False)
    place_is_safe = models.BooleanField(default=False)

    introduced_how = models.CharField(max_length=12, choices=How.choices, blank=True)
    contact = SealedText(_("who receives them"), max_length=60, blank=True)
    person_present = models.BooleanField(null=True, blank=True)
    peer_present = models.BooleanField(null=True, blank=True)

    state = models.CharField(max_length=20, choices=State.choices, default=State.DRAFT)
    state_since = models.DateField(default=clock.today)
    held_from = models.CharField(max_length=20, choices=State.choices, blank=True)
    paused_from = models.CharField(max_length=20, choices=State.choices, blank=True)
    next_check_on = models.DateField(null=True, blank=True)

    started_on = models.DateField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    introduced_on = models.DateField(null=True, blank=True)
    first_visit_on = models.DateField(null=True, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ending = models.CharField(max_length=20, choices=Ending.choices, blank=True)
    new_option = models.BooleanField(null=True, blank=True)

    objects = HandoffQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(partner__isnull=True, group__isnull=False)
                | Q(partner__isnull=False, group__isnull=True),
                name="a_handoff_goes_to_one_place",
                violation_error_message=_("Choose one place: a partner or a group."),
                violation_error_code="one_place",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT) | Q(nothing_shared=True) | Q(consent__isnull=False),
                name="sent_handoff_names_its_basis",
                violation_error_message=_("Name the agreement, or share nothing."),
                violation_error_code="no_live_consent",
            ),
            models.CheckConstraint(
                condition=Q(nothing_shared=False)
                | Q(consent__isnull=True, disclosure__isnull=True, items=[]),
                name="a_handoff_that_shares_nothing_has_no_agreement",
            ),
            models.CheckConstraint(
                condition=Q(group__isnull=True) | Q(nothing_shared=True),
                name="a_group_is_told_nothing",
            ),
            models.UniqueConstraint(
                fields=["survivor", "partner"],
                condition=Q(partner__isnull=False, ended_on__isnull=True) & ~Q(state=State.DRAFT),
                name="one_open_handoff_per_person_and_partner",
                violation_error_message=_("There is already an open handoff to this place."),
                violation_error_code="already_open",
            ),
            models.UniqueConstraint(
                fields=["survivor", "group"],
                condition=Q(group__isnull=False, ended_on__isnull=True) & ~Q(state=State.DRAFT),
                name="one_open_handoff_per_person_and_group",
                violation_error_message=_("There is already an open handoff to this group."),
                violation_error_code="already_open",
            ),
            models.UniqueConstraint(
                fields=["survivor", "owner_user"],
                condition=Q(state=State.DRAFT),
                name="one_planned_handoff_per_person_and_worker",
                violation_error_code="already_planned",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=sorted(states.ENDED),
                    ended_on__isnull=False,
                    ending__in=Ending.values,
                )
                | (~Q(state__in=sorted(states.ENDED)) & Q(ended_on__isnull=True, ending="")),
                name="an_ended_handoff_says_how",
                violation_error_message=_(
                    "Choose how it ended. If we do not know, keep it open and set a check date."
                ),
                violation_error_code="no_ending",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(states.OPEN)) | Q(next_check_on__isnull=False),
                name="an_open_handoff_has_a_next_check",
            ),
            models.CheckConstraint(
                condition=(~Q(state=State.ON_HOLD) | ~Q(held_from=""))
                & (~Q(state=State.CONSENT_PENDING) | ~Q(paused_from="")),
                name="a_waiting_handoff_knows_where_it_stood",
            ),
        ]
        indexes = [
            models.Index(fields=["owner_user", "ended_on", "next_check_on"], name="handoffs_due"),
            models.Index(fields=["state", "state_since"], name="handoffs_by_state"),
        ]

    def __str__(self):
        return self.ref

    def get_absolute_url(self):
        return reverse("handoff", args=[self.ref])

    @property
    def place(self):
        """Where it goes: a Partner or a Group."""
        return self.partner or self.group

    @property
    def is_open(self):
        return self.state in states.OPEN

    @property
    def is_ended(self):
        return self.state in states.ENDED

    @property
    def came_from(self):
        """The state it stood in before it was put on hold or paused; empty on the road."""
        return {State.ON_HOLD: self.held_from, State.CONSENT_PENDING: self.paused_from}.get(
            self.state, ""
        )

    @property
    def turn(self):
        """Whose turn it is and what they do; None once it has ended."""
        return states.TURNS.get(self.state)

    @property
    def is_warm(self):
        """
        Whether it can be called warm (HND-1): she was there, live or accompanied, somebody took
        her in, what to expect was talked over, and the place and time were safe.
        """
        return bool(
            self.introduced_on
            and self.person_present
            and self.peer_present
            and self.introduced_how in LIVE
            and self.contact
            and self.prepared
            and self.place_is_safe
            and (self.nothing_shared or self.consent_id)
        )


class OfHandoffQuerySet(ScopedQuerySet):
    @scopes
    def visible_to(self, user, permission=VIEW):
        """Rows of handoffs this user may see."""
        return self.filter(handoff__in=Handoff.objects.visible_to(user, permission))


class HandoffEvent(Record):
    """
    One thing that happened to a handoff: who wrote it, when, and whose move it was (HND-4).

    `by` is empty where time did it: an agreement that ran out. The row outlives the person's
    record and then names nobody: the key to its note is gone.
    """

    class Kind(models.TextChoices):
        MOVE = "move", _("Moved")
        TRY = "try", _("We tried to reach them")
        NOTE = "note", _("Nothing new")
        SHEET = "sheet", _("A new sheet was made")

    append_only = True

    handoff = models.ForeignKey(
        Handoff, on_delete=models.DO_NOTHING, db_constraint=False, related_name="events"
    )
    owner = SealOwner()
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=6, choices=Kind.choices, default=Kind.MOVE)
    at = models.DateTimeField()
    on = models.DateField()  # the local day of `at`
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    side = models.CharField(max_length=8, choices=Side.choices)
    from_state = models.CharField(max_length=20, choices=State.choices)
    to_state = models.CharField(max_length=20, choices=State.choices)
    next_check_on = models.DateField(null=True, blank=True)
    disclosure = models.ForeignKey(
        Disclosure, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = SealedText(_("note"), max_length=300, blank=True)

    objects = OfHandoffQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["handoff", "number"], name="handoff_events_in_order")
        ]

    def __str__(self):
        return f"{self.from_state} {self.to_state}"


class HowItWent(Record):
    """
    What she says of a visit (S44). Every question may be skipped; a skipped one is not kept.

    `answers` maps a Question to yes, some or no. `counts_for_group`: her answers may be counted,
    without her, among what people say of the group.
    """

    class Question(models.TextChoices):
        FELT_SAFE = "felt_safe", _("I felt safe")
        COULD_STAY_QUIET = "could_stay_quiet", _("I could stay quiet")
        NOT_JUDGED = "not_judged", _("Nobody judged me")
        WOULD_GO_AGAIN = "would_go_again", _("I would go again")
        TRY_ANOTHER = "try_another", _("I want to try another place")

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        SOME = "some", _("Some")
        NO = "no", _("No")
        SKIP = "skip", _("Skip")

    handoff = models.ForeignKey(Handoff, on_delete=models.CASCADE, related_name="how_it_went")
    owner = SealOwner()
    on = models.DateField(default=clock.today)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answers = SealedJSON(default=dict, blank=True)
    words = SealedText(_("own words"), max_length=140, blank=True)
    counts_for_group = models.BooleanField(default=False)

    objects = OfHandoffQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-on", "pk"]

    def __str__(self):
        return str(self.on)

    @property
    def lines(self):
        """Question and answer in words, in the order they were asked."""
        said = self.answers
        return [(one.label, self.Answer(said[one]).label) for one in self.Question if one in said]
