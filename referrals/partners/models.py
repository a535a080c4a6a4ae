"""Partners: the places we introduce people to. Nothing here is about a person we support."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.access import VIEW
from coordination.records import Record, ref_field
from coordination.scoping import ScopedQuerySet, scopes

CHECK_AFTER_DAYS = 90


class PartnerQuerySet(ScopedQuerySet):
    @scopes
    def visible_to(self, user, permission=VIEW):
        """The directory is for all staff; places we no longer work with are left out."""
        return self.filter(active=True) if user.is_active else self.none()

    def in_order(self):
        """By name, whatever its first letter's case."""
        return self.order_by(Lower("name"), "pk")


class Partner(Record):
    """A place and how it likes to be approached."""

    class Kind(models.TextChoices):
        HEALTH = "health", _("Health care")
        TREATMENT = "treatment", _("Substance use care")
        COUNSELING = "counseling", _("Counseling")
        HOUSING = "housing", _("Housing")
        SAFE_HOUSE = "safe_house", _("Safe house")
        LEGAL = "legal", _("Legal help")
        FOOD = "food", _("Food and basics")
        WORK = "work", _("Work and school")
        MONEY = "money", _("Benefits and money")
        GROUP = "group", _("Peer support group")
        NONE = "none", _("None of these")

    class Habit(models.TextChoices):
        YES = "yes", _("Yes")
        SOMETIMES = "sometimes", _("Sometimes")
        NO = "no", _("No")
        UNKNOWN = "unknown", _("Not known")

    ref = ref_field()
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("what they do"), max_length=12, choices=Kind.choices)
    confidential = models.BooleanField(_("their address is kept private"), default=False)
    address = models.CharField(_("address"), max_length=160, blank=True)
    reach = models.CharField(_("how to reach them"), max_length=160)
    languages = models.CharField(_("languages"), max_length=80, blank=True)
    cost = models.CharField(_("cost"), max_length=80, blank=True)
    answers_calls = models.CharField(
        _("they answer calls"), max_length=10, choices=Habit.choices, default=Habit.UNKNOWN
    )
    walk_ins = models.CharField(
        _("they take walk-ins"), max_length=10, choices=Habit.choices, default=Habit.UNKNOWN
    )
    needs_id = models.CharField(
        _("they ask for ID"), max_length=10, choices=Habit.choices, default=Habit.UNKNOWN
    )
    must_report = models.BooleanField(_("some people there must report harm by law"), default=False)
    habits = models.CharField(_("what helps when we call"), max_length=300, blank=True)
    checked_on = models.DateField(default=clock.today)
    active = models.BooleanField(default=True)

    objects = PartnerQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="one_partner_per_name",
                violation_error_message=_("There is already a partner with this name."),
            ),
            models.CheckConstraint(
                condition=models.Q(confidential=False) | models.Q(address=""),
                name="private_address_is_not_kept",
                violation_error_message=_("Leave the address empty. This place keeps it private."),
            ),
        ]

    def __str__(self):
        return self.name

    def person_id(self):
        """Nobody: the directory names no person we support."""
        return None

    @property
    def needs_check(self):
        """Whether it is a season since somebody checked these facts."""
        return (clock.today() - self.checked_on).days > CHECK_AFTER_DAYS

    @property
    def where(self):
        """What a ledger may say about where something went; never a private address (PRI-6)."""
        return str(_("address kept private")) if self.confidential else self.address or self.reach
