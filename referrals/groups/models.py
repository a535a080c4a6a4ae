"""Who meets (Group), when and where (Meeting), in which way (SupportModel), and how we know."""

from datetime import time

from django.conf import settings
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.utils.translation import gettext

from coordination.access import VIEW, may
from coordination.records import Record, ref_field
from coordination.scoping import ScopedQuerySet, scopes

from .fields import CodeList, WeekMinute
from .words import (
    HOURS,
    WEEKDAYS,
    Attendance,
    HeardFrom,
    Known,
    LedBy,
    Medication,
    Openness,
    PartOfDay,
    Secular,
    Speaking,
    Status,
)
from .zones import minute_of_week


class SupportModelQuerySet(ScopedQuerySet):
    @scopes
    def visible_to(self, user, permission=VIEW):
        """For everybody who may look at the directory; it is about no person."""
        return self.all() if may(user, "referrals.view_group") else self.none()


class SupportModel(Record):
    """
    A way of peer support, such as 12-step or SMART Recovery (domain.md 9.1, 9.2).

    `attributes` holds code words to search by, `unknown` among them; the sentences and the lines
    of the review they rest on are in `support_models.py`, which `load_support_models` copies here.
    """

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0)
    attributes = models.JSONField(default=dict)

    objects = SupportModelQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["position", "slug"]

    def __str__(self):
        return gettext(self.name)

    def person_id(self):
        return None


class GroupQuerySet(ScopedQuerySet):
    @scopes
    def visible_to(self, user, permission=VIEW):
        """
        Groups this user may open, those no longer listed among them: an old handoff names one.

        Rosa sees every group but the confidential ones and those held until Dana has looked
        (PRI-6, standards.md 1 rule 9). Dana sees these too, so that she can decide.
        """
        if not may(user, "referrals.view_group"):
            return self.none()
        if may(user, "referrals.change_group"):
            return self.all()
        return self.shown()

    def shown(self):
        """Neither confidential nor held for a person to look at."""
        return self.filter(confidential=False, held_for="")

    def listed(self):
        """Groups a search may offer: shown, active, and with a door or a link that works."""
        return self.shown().filter(status=Status.ACTIVE).reachable()

    def held(self):
        """Waiting for a person to say whether they may be shown."""
        return self.exclude(held_for="").filter(confidential=False)

    def reachable(self):
        return self.meeting()

    def meeting(self, *, day=None, part=None, start=None, how=None):
        """
        Groups with one weekly meeting that fits all of this: ISO day, part of day, exact start,
        and `how` to take part ("in_person" or "online"; hybrid is both).
        """
        return self.filter(Exists(_meetings(day=day, part=part, start=start, how=how)))

    def soonest(self, zones, **fits):
        """
        In the order of their next meeting, those by appointment last.

        `zones`: the names of zones that occur. Adds `next_meeting_id` and `wait`, in minutes.
        """
        coming = _meetings(**fits).wait(zones).order_by(F("wait").asc(nulls_last=True), "pk")
        return self.annotate(
            wait=Subquery(coming.values("wait")[:1]),
            next_meeting_id=Subquery(coming.values("pk")[:1]),
        ).order_by(F("wait").asc(nulls_last=True), "name", "pk")

    def open_to_anyone(self):
        return self.filter(openness=Openness.OPEN)

    def for_audience(self, audience):
        return self.filter(audiences__has=audience)

    def newcomers(self):
        return self.filter(formats__has="newcomers")

    def secular(self):
        """The group says so, or says nothing and its model is secular."""
        of_model = Q(secular=Secular.UNKNOWN, support_model__attributes__philosophy="secular")
        return self.filter(Q(secular=Secular.YES) | of_model)

    def with_access(self, code):
        """Step-free counts the bathroom too: who says it has one has a way in."""
        if code == "step_free":
            return self.filter(Q(access__has=code) | Q(access__has="step_free_bathroom"))
        return self.filter(access__has=code)

    def in_language(self, code):
        return self.filter(languages__has=code)

    def matching(self, text):
        """Groups whose name, town or place holds every one of these words."""
        rows = self
        for word in text.split()[:8]:
            rows = rows.filter(
                Q(name__icontains=word)
                | Q(group_name__icontains=word)
                | Q(area__icontains=word)
                | Exists(_meetings().filter(Q(place__icontains=word) | Q(address__icontains=word)))
            )
        return rows


class Group(Record):
    """
    One entry of the directory: a row of somebody's list, or added here.

    What the list says and what a person found out stand in the same columns. `local_fields` names
    the columns a person set, which no import changes; GroupFact says who set them and how they
    knew. Imported is not checked: `checked_on` is set only by a person (GRP-4).
    """

    ref = ref_field()
    name = models.CharField(max_length=255)
    group_name = models.CharField(max_length=255, blank=True)
    support_model = models.ForeignKey(
        SupportModel, on_delete=models.PROTECT, null=True, blank=True, related_name="groups"
    )
    source = models.ForeignKey(
        "referrals.ImportSource",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="groups",
    )
    external_key = models.CharField(max_length=220, blank=True)
    digest = models.CharField(max_length=64, blank=True)  # of the row as last read
    changed_by = models.ForeignKey(
        "referrals.ImportRun", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    local_fields = models.JSONField(default=list, blank=True)

    area = models.CharField(max_length=255, blank=True)
    openness = models.CharField(max_length=10, choices=Openness.choices, default=Openness.UNKNOWN)
    audiences = CodeList()
    languages = CodeList()
    formats = CodeList()
    access = CodeList()
    secular = models.CharField(max_length=10, choices=Secular.choices, default=Secular.UNKNOWN)
    cross_talk = models.CharField(max_length=10, choices=Known.choices, default=Known.UNKNOWN)
    proof_of_attendance = models.CharField(
        max_length=10, choices=Known.choices, default=Known.UNKNOWN
    )
    medication = models.CharField(
        max_length=12, choices=Medication.choices, default=Medication.UNKNOWN
    )
    led_by = models.CharField(max_length=12, choices=LedBy.choices, default=LedBy.UNKNOWN)
    survivor_led = models.CharField(max_length=10, choices=Known.choices, default=Known.UNKNOWN)
    speaking = models.CharField(max_length=10, choices=Speaking.choices, default=Speaking.UNKNOWN)
    off_limits = models.CharField(max_length=255, blank=True)
    at_the_door = models.TextField(max_length=1000, blank=True)
    introductions = models.CharField(max_length=255, blank=True)
    notes = models.TextField(blank=True)
    website = models.URLField(max_length=500, blank=True)
    codes = models.JSONField(default=list, blank=True)  # as published

    status = models.CharField(max_length=20, choices=Status.choices, default=Status.ACTIVE)
    deactivated_on = models.DateField(null=True, blank=True)
    confidential = models.BooleanField(default=False)
    held_for = models.CharField(max_length=60, blank=True)  # the words that asked for a look
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = GroupQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "external_key"], name="one_group_per_row_of_a_source"
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.INACTIVE) | Q(deactivated_on__isnull=False),
                name="a_group_no_longer_listed_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(checked_on__isnull=True, checked_by__isnull=True)
                | Q(checked_on__isnull=False, checked_by__isnull=False),
                name="a_checked_group_names_who_checked",
            ),
        ]

    def __str__(self):
        return self.name

    def person_id(self):
        return None

    def is_local(self, field):
        """Whether a person set this, so that an import leaves it alone."""
        return field in self.local_fields

    @property
    def is_shown(self):
        return not (self.confidential or self.held_for)


class MeetingQuerySet(ScopedQuerySet):
    @scopes
    def visible_to(self, user, permission=VIEW):
        """Meetings of the groups this user may open."""
        return self.filter(group__in=Group.objects.visible_to(user))

    def current(self):
        """Not ended: what the last file or the last person said."""
        return self.filter(ended_on=None)

    def wait(self, zones):
        """Adds `wait`: minutes from now to the next start, 0 to 10079; null by appointment."""
        now = Case(
            *[When(zone=name, then=Value(minute_of_week(name))) for name in zones],
            default=Value(minute_of_week("")),
            output_field=models.IntegerField(),
        )
        return self.annotate(wait=(F("week_minute") - now + 10080) % 10080)


class Meeting(Record):
    """
    One weekly time of a group, in wall time of its own zone.

    `weekday` is ISO, 1 Monday to 7 Sunday. No day or no start = by appointment. `end` before
    `start` is on the next day; `end_assumed`: 60 minutes because nobody gave an end.
    """

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="meetings")
    weekday = models.PositiveSmallIntegerField(null=True, blank=True, choices=WEEKDAYS)
    start = models.TimeField(null=True, blank=True)
    end = models.TimeField(null=True, blank=True)
    end_assumed = models.BooleanField(default=False)
    week_minute = WeekMinute()
    zone = models.CharField(max_length=64)
    zone_assumed = models.BooleanField(default=False)
    attendance = models.CharField(max_length=10, choices=Attendance.choices)
    place = models.CharField(max_length=255, blank=True)
    place_notes = models.TextField(blank=True)
    address = models.CharField(max_length=500, blank=True)
    approximate = models.BooleanField(default=False)
    place_closed = models.BooleanField(default=False)
    link = models.URLField(max_length=2000, blank=True)
    phone = models.CharField(max_length=255, blank=True)
    how_to_join = models.TextField(blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["week_minute", "weekday", "start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__isnull=True) | Q(weekday__range=(1, 7)),
                name="a_meeting_day_is_one_of_seven",
            )
        ]
        indexes = [models.Index(fields=["group", "ended_on"], name="meetings_of_a_group")]

    def __str__(self):
        if self.by_appointment:
            return gettext("By appointment")
        return f"{self.get_weekday_display()} {self.start:%H:%M}"

    def person_id(self):
        return None

    @property
    def by_appointment(self):
        return self.weekday is None or self.start is None

    @property
    def online(self):
        return self.attendance in (Attendance.ONLINE, Attendance.HYBRID)

    @property
    def in_person(self):
        return self.attendance in (Attendance.IN_PERSON, Attendance.HYBRID)


class GroupFactQuerySet(ScopedQuerySet):
    @scopes
    def visible_to(self, user, permission=VIEW):
        """What was found out about the groups this user may open."""
        return self.filter(group__in=Group.objects.visible_to(user))


class GroupFact(Record):
    """A value a person set: what, when, and how they knew. The newest row of a field counts."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="facts")
    field = models.CharField(max_length=40)
    value = models.TextField(blank=True)
    heard_from = models.CharField(max_length=10, choices=HeardFrom.choices)
    noted_on = models.DateField()
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = GroupFactQuerySet.as_manager()

    append_only = True

    class Meta(Record.Meta):
        ordering = ["-noted_on", "-pk"]

    def __str__(self):
        return f"{self.field}: {self.value}"

    def person_id(self):
        return None


def _meetings(*, day=None, part=None, start=None, how=None):
    """The outer group's meetings that fit; those with neither place nor link never do."""
    rows = Meeting.objects.unscoped("a condition on groups, which are scoped themselves")
    rows = rows.current().filter(group=OuterRef("pk")).exclude(attendance=Attendance.INACTIVE)
    if day:
        rows = rows.filter(weekday=day)
    if start:
        rows = rows.filter(start=start)
    if part:
        rows = rows.filter(_hours(PartOfDay(part)))
    if how:
        rows = rows.filter(attendance__in=[how, Attendance.HYBRID])
    return rows


def _hours(part):
    first, after = (_clock(minutes) for minutes in HOURS[part])
    if after < first:
        return Q(start__gte=first) | Q(start__lt=after)
    return Q(start__gte=first, start__lt=after)


def _clock(minutes):
    return time(minutes // 60 % 24, minutes % 60)
