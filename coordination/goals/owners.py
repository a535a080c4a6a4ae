"""Who may do a step: those who see her. Pure conditions, so that a list asks once."""

from django.db.models import Exists, OuterRef, Q

from coordination import clock
from coordination.access import READ_NOTES, VIEW, Denial, SurvivorGrant
from coordination.roles import MAY, may
from coordination.survivors.models import Survivor
from coordination.users.models import RoleHeld

DOES_STEPS = "coordination.add_step"
SEES_ALL = [role for role in MAY if "coordination.view_every_survivor" in MAY[role]]


def somebody_holds_it():
    """A condition on steps: the one who promised it is here and may still open her record."""
    grants = SurvivorGrant.objects.filter(
        Q(expires_at=None) | Q(expires_at__gt=clock.now()),
        content_object=OuterRef("survivor"),
        user=OuterRef("who"),
        permission__codename=VIEW,
    )
    managers = RoleHeld.objects.filter(user=OuterRef("who"), role__in=SEES_ALL)
    denied = Denial.objects.unscoped("the deny list").filter(
        survivor=OuterRef("survivor"), user=OuterRef("who")
    )
    sees = (Exists(grants) | Exists(managers)) & ~Exists(denied)
    return Q(who__is_active=True) & Q(sees)


def can_do(user, survivor):
    """Whether a step about her may be given to this user."""
    seen = Survivor.objects.visible_to(user).filter(pk=survivor.pk)
    return may(user, DOES_STEPS) and seen.exists()


def who_walk(survivor):
    """Active staff who walk with her, by name: those who read her notes."""
    return walkers([survivor.pk]).get(survivor.pk, [])


def _kept_apart():
    """A grant outlived by a safety rule opens nothing (the deny list is subtracted last)."""
    rows = Denial.objects.unscoped("whom a safety rule keeps apart")
    return Exists(rows.filter(survivor=OuterRef("content_object"), user=OuterRef("user")))


def walkers(survivors):
    """Primary keys of people to the active staff who walk with each, in one query."""
    grants = SurvivorGrant.objects.filter(
        Q(expires_at=None) | Q(expires_at__gt=clock.now()),
        content_object__in=survivors,
        permission__codename=READ_NOTES,
        user__is_active=True,
    )
    grants = grants.exclude(_kept_apart())
    found = {}
    for grant in grants.select_related("user").order_by("user__name", "user"):
        found.setdefault(grant.content_object_id, []).append(grant.user)
    return found
