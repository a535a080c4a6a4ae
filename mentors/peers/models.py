"""Peers: who walks with people, how many they can walk with, and who supervises them."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, F, Max, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.access import VIEW, may
from coordination.models import User
from coordination.records import Record, ref_field
from coordination.scoping import ScopedQuerySet, scopes
from coordination.sealed import SealedJSON, SealedText, SealOwner

USUAL_LIMIT = 12  # CAP-1: people per peer
MOST = 60


class Kind(models.TextChoices):
    """Two kinds of one role: a mentor walks along, a navigator knows the ways in (domain 7)."""

    MENTOR = "mentor", _("Peer mentor")
    NAVIGATOR = "navigator", _("Peer navigator")


class PeerQuerySet(ScopedQuerySet):
    def working(self):
        """Peers whose account is active."""
        return self.filter(user__is_active=True)

    def supervised_by(self, user):
        return self.filter(supervisor=user)

    def with_load(self):
        """Adds `used`, the spots in use, and `last_paired_on`, the day of the last new pairing."""
        return self.annotate(
            used=Count("pairings", filter=Q(pairings__slot__isnull=False), distinct=True),
            last_paired_on=Max("pairings__started_on"),
        )

    def with_free_spot(self):
        """Peers who can start with somebody new. Call `with_load()` first."""
        return self.working().filter(paused=False, used__lt=F("limit"))

    def by_name(self):
        return self.order_by("user__name", "pk")

    @scopes
    def visible_to(self, user, permission=VIEW):
        """
        Rosa sees her own profile, Marcus the peers he supervises, Dana all of them.

        Peers never see each other's profiles, loads or limits (experience.md a.1).
        """
        if not user.is_active:
            return self.none()
        if may(user, "mentors.add_pairing"):
            return self
        mine = Q(user=user)
        if may(user, "mentors.view_peer"):
            mine |= Q(supervisor=user)
        return self.filter(mine)


class Peer(Record):
    """
    A member of staff with lived experience, who walks with people as an equal.

    `limit` is the peer's own number of spots; `paused` stops new pairings, no reason asked. What
    they share for matching is sealed under their own key (ROL-5).
    """

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="peer")
    owner = SealOwner()
    ref = ref_field()
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    supervisor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="supervised",
        verbose_name=_("supervisor"),
    )
    limit = models.PositiveSmallIntegerField(
        _("limit"),
        default=USUAL_LIMIT,
        validators=[MinValueValidator(0), MaxValueValidator(MOST)],
    )
    limit_note = SealedText(_("why"), max_length=140, blank=True)
    paused = models.BooleanField(_("no new pairings for now"), default=False)
    shares = SealedJSON(_("what they share for matching"), default=dict, blank=True)
    joined_on = models.DateField(default=clock.today)

    objects = PeerQuerySet.as_manager()

    class Meta(Record.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(limit__lte=MOST),
                name="limit_is_a_number_of_people",
                violation_error_message=_("A limit can be up to 60."),
            ),
            models.CheckConstraint(
                condition=~Q(supervisor=F("user")),
                name="nobody_supervises_themselves",
                violation_error_message=_("Choose a supervisor other than the peer."),
            ),
        ]

    def __str__(self):
        return self.ref

    def get_absolute_url(self):
        return reverse("peer", args=[self.ref])

    @property
    def name(self):
        return self.user.name

    @property
    def first_name(self):
        return self.user.get_short_name()

    @property
    def short_name(self):
        """Ana R.: first name and the letter of the last."""
        first, _space, last = self.user.name.partition(" ")
        return f"{first} {last[0]}." if last else first

    @property
    def free(self):
        """Free spots of a row that came `with_load()`; over the limit counts as none."""
        return max(0, self.limit - self.used)
