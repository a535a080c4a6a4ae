"""
Who may see which survivor. Grants are read, made and unmade here and nowhere else.

Access is computed: apps register *reasons* (an active pairing, a supervision line), and
`refresh(survivor)` sets the stored grants to their union in its caller's transaction. The deny
list is subtracted last and always wins. A superuser sees nothing by being one.
"""

from collections import namedtuple
from dataclasses import dataclass
from functools import wraps

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from guardian.managers import UserObjectPermissionManager
from guardian.models import UserObjectPermissionBase
from simple_history.models import HistoricalRecords

from . import clock, vault
from .records import Record
from .roles import may
from .scoping import ScopedQuerySet, scopes

__all__ = ["READ_NOTES", "VIEW", "Row", "allowed", "fetch", "listing", "may", "reason", "refresh"]

VIEW = "view_survivor"  # facts: who, when, next step
READ_NOTES = "read_notes"  # text
KINDS = {VIEW: [vault.FACTS], READ_NOTES: [vault.FACTS, vault.NOTES]}
PER_PAGE = 25


# Grants ---------------------------------------------------------------------------------


class SurvivorGrantManager(UserObjectPermissionManager):
    def live(self, user, permission):
        """Grants this user holds now; a time limit counts the moment it passes."""
        return self.filter(user=user, permission__codename=permission).filter(
            Q(expires_at=None) | Q(expires_at__gt=clock.now())
        )


class SurvivorGrant(UserObjectPermissionBase):
    """A survivor's record opened to one user. Its history is who had access, and when."""

    content_object = models.ForeignKey(
        "coordination.Survivor", on_delete=models.CASCADE, related_name="grants"
    )
    expires_at = models.DateTimeField(null=True, blank=True)

    objects = SurvivorGrantManager()
    history = HistoricalRecords()

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False
        unique_together = [("user", "permission", "content_object")]

    def __str__(self):
        return f"{self.user_id} may {self.permission_id}"


class DenialQuerySet(ScopedQuerySet):
    @scopes
    def visible_to(self, user, permission=VIEW):
        """Priya, the privacy officer, reads all but what is about herself; others the effect."""
        if not may(user, "coordination.lift_denial"):
            return self.none()
        return self.exclude(user=user)


class Denial(Record):
    """
    This user may never open this survivor's record, whatever else gives them a reason.

    Kin is Cam's cousin: no pairing, role or urgent access opens Cam's record to Kin.
    """

    class Kind(models.TextChoices):
        OWN_RECORD = "own_record", _("their own record")
        RELATIVE = "relative", _("a relative or former partner")
        CONFLICT = "conflict", _("a conflict of interest")
        NEVER_PAIR = "never_pair", _("not to be paired")

    survivor = models.ForeignKey(
        "coordination.Survivor", on_delete=models.CASCADE, related_name="denials"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="denials"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)

    objects = DenialQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Record.Meta):
        constraints = [
            models.UniqueConstraint(fields=["survivor", "user"], name="one_denial_per_user")
        ]

    def __str__(self):
        return self.get_kind_display()


class DenialEvent(Record):
    """
    The trail of the deny list: closed, or opened again and on what ground. It only grows.

    It holds her code and no name, so it stays when her record goes.
    """

    class Did(models.TextChoices):
        CLOSED = "closed", _("Closed")
        LIFTED = "lifted", _("Lifted")

    class Why(models.TextChoices):
        THEY_ASKED = "they_asked", _("They asked for it")
        MISTAKE = "mistake", _("It was written down by mistake")
        OVER = "over", _("The reason is over, and they said so")

    append_only = True

    person = models.UUIDField(db_index=True)
    code = models.CharField(max_length=10)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=Denial.Kind.choices)
    did = models.CharField(max_length=6, choices=Did.choices)
    why = models.CharField(max_length=10, choices=Why.choices, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = DenialQuerySet.as_manager()

    class Meta(Record.Meta):
        pass

    def __str__(self):
        return f"{self.code} {self.get_did_display()}"

    def person_id(self):
        return self.person

    @classmethod
    def write(cls, denial, did, by, why=""):
        """Add what happened to this denial."""
        who = {"person": denial.survivor_id, "code": denial.survivor.code, "user": denial.user}
        event = cls(**who, kind=denial.kind, did=did, why=why, by=by)
        event.full_clean()
        event.save()
        return event


class SurvivorQuerySet(ScopedQuerySet):
    @scopes
    def visible_to(self, user, permission=VIEW):
        """
        Survivors whose record is open to this user.

        Dana manages the program and sees every survivor's facts. Rosa and Bea are peers; Rosa is
        paired with Cam, so Rosa sees Cam and Bea does not. Kin is Cam's cousin and never does.
        """
        if not user.is_active:
            return self.none()
        rows = self.filter(
            pk__in=SurvivorGrant.objects.live(user, permission).values("content_object")
        )
        if permission == VIEW and may(user, "coordination.view_every_survivor"):
            rows = self.all()
        return rows.exclude(
            pk__in=Denial.objects.unscoped("the deny list").filter(user=user).values("survivor")
        )


# Reasons --------------------------------------------------------------------------------

Row = namedtuple("Row", "survivor user permission expires_at", defaults=[None])
_reasons = []


def reason(function):
    """Register a function from survivors to Rows: why somebody may open a record."""
    _reasons.append(function)
    return function


@transaction.atomic
def refresh(*survivors):
    """Set the grants on these survivors to what the reasons say now. Every verb ends with it."""
    survivors = _survivor().objects.lock_all(survivors)  # before any reason is read
    held, wanted = _held(survivors), _wanted(survivors)
    for key in held.keys() - wanted.keys():
        held[key]._history_date = clock.now()  # who had access, and when, by the one clock
        held[key].delete()
    for key, expires_at in wanted.items():
        grant = held.get(key) or _new(*key)
        if grant._state.adding or grant.expires_at != expires_at:
            grant.expires_at, grant._history_date = expires_at, clock.now()
            grant.save()  # one at a time, so that history records each


def differences(survivors):
    """Grants that no reason gives, and reasons without their grant, as readable lines."""
    held = {key: grant.expires_at for key, grant in _held(survivors).items()}
    wanted = _wanted(survivors)
    for key in sorted(held.keys() | wanted.keys(), key=str):
        if held.get(key, "none") != wanted.get(key, "none"):
            yield f"{key}: stored {held.get(key, 'none')}, by reasons {wanted.get(key, 'none')}"


def _survivor():
    return apps.get_model("coordination", "Survivor")


def _held(survivors):
    rows = SurvivorGrant.objects.filter(content_object__in=survivors).select_related("permission")
    return {(row.content_object_id, row.user_id, row.permission.codename): row for row in rows}


def _wanted(survivors):
    """Key to expiry; of two the later wins, and no limit is the latest."""
    wanted = {}
    for function in _reasons:
        for row in function(survivors):
            key = (row.survivor, row.user, row.permission)
            if key in wanted and None not in (wanted[key], row.expires_at):
                wanted[key] = max(wanted[key], row.expires_at)
            else:
                wanted[key] = None if key in wanted else row.expires_at
    return wanted


def _new(survivor, user, codename):
    permission = Permission.objects.get(
        content_type__app_label="coordination", content_type__model="survivor", codename=codename
    )
    return SurvivorGrant(content_object_id=survivor, user_id=user, permission=permission)


# Views ----------------------------------------------------------------------------------


def allowed(permission):
    """A view for the roles that may do this; others are refused before any record is looked up."""

    def decorate(view):
        @wraps(view)
        def checked(request, *args, **kwargs):
            if not may(request.user, permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        checked.permission = permission
        return checked

    return decorate


def about_nobody(view):
    """A view that shows no person: help, the directory. Opening anyone inside it raises."""

    @wraps(view)
    def shows_nobody(request, *args, **kwargs):
        request.gate.close()
        return view(request, *args, **kwargs)

    return shows_nobody


def fetch(request, source, permission=VIEW, **lookup):
    """
    The one row this user may see; Http404 when it is absent or not theirs, which look alike.

    Opens the facts of its person for this request (`permission=READ_NOTES`: the notes too), and
    so has the read audit name her.
    """
    rows = _visible(request, source, permission).filter(**lookup)[:2]
    if len(rows) != 1:
        raise Http404
    _open(request, rows, permission)
    return rows[0]


def listing(request, source, permission=VIEW, limit=None, offset=0):
    """The rows this user may see, as a list, opened for this request like `fetch`."""
    rows = _visible(request, source, permission)
    rows = list(rows[offset : offset + limit] if limit else rows)
    _open(request, rows, permission)
    return rows


def listing_with_notes(request, source, limit=None, offset=0):
    """
    The rows this user may see; `readable` says of each whether its notes are open too.

    One query instead of two, for lists that fold the text in: Rosa reads what was written since
    she began and sees only the facts of what came before.
    """
    rows = _visible(request, source, VIEW)
    mine = rows.model.objects.all().visible_to(request.user, permission=READ_NOTES)
    rows = rows.annotate(readable=Exists(mine.filter(pk=OuterRef("pk"))))
    rows = list(rows[offset : offset + limit] if limit else rows)
    _open(request, rows, VIEW)
    _open(request, [row for row in rows if row.readable], READ_NOTES)
    return rows


def fetch_with_notes(request, source, **lookup):
    """Like `fetch`; `readable` says whether this user reads her notes, and then they are open."""
    rows = listing_with_notes(request, source.filter(**lookup), limit=2)
    if len(rows) != 1:
        raise Http404
    return rows[0]


@dataclass
class Page:
    """One page of a list, with the names Django's pages have, but without counting all rows."""

    rows: list
    number: int
    has_next: bool

    @property
    def has_previous(self):
        return self.number > 1

    @property
    def has_other_pages(self):
        return self.has_next or self.has_previous

    @property
    def previous_page_number(self):
        return self.number - 1

    @property
    def next_page_number(self):
        return self.number + 1


def page(request, source, permission=VIEW, per_page=PER_PAGE):
    """The page that `?page=` names of the rows this user may see."""
    number = page_number(request)
    rows = listing(request, source, permission, per_page + 1, (number - 1) * per_page)
    return Page(rows[:per_page], number, len(rows) > per_page)


def page_number(request):
    """The number in `?page=`; 1 for anything that is none."""
    asked = request.GET.get("page", "1")
    number = min(int(asked), 10_000) if asked.isascii() and asked.isdigit() and asked != "0" else 1
    return max(number, 1)


def scan(request, source, column):
    """
    (primary key in hex, words) of one sealed column of all people this user may see, to search in.

    Opens nobody for this request: the rows to show come from `listing`, which asks again.
    """
    rows, field = _visible(request, source, VIEW), source.model._meta.get_field(column)
    request.gate.decide()
    plain = rows.order_by().values_list(vault.in_hex("pk", rows.db), field.attname)
    return vault.open_many(plain.iterator(vault.AT_ONCE), field.place_of_column(), field.kind)


def reveal(request, survivor):
    """Open her legal name and numbers for this request. Ask only on POST; the audit says so."""
    if not may(request.user, "coordination.reveal_identity"):
        raise PermissionDenied
    fetch(request, type(survivor), pk=survivor.pk)
    vault.allow([survivor.pk], vault.IDENTITY)


def reveal_notes(request, row):
    """
    Open the notes of this row's person for this request, which nothing else opens to this user.

    Ask only on POST, after the reason is written down (settled 2); the audit says so.
    """
    if not may(request.user, "mentors.reveal_note"):
        raise PermissionDenied
    fetch(request, _survivor(), pk=row.person_id())
    vault.allow([row.person_id()], vault.NOTES)


def open_for_token(request, survivor_id):
    """
    Open the facts of exactly one person to a page that a single-use token led to (S31).

    The caller has checked the token; there is no signed-in reader, and the audit names the page.
    """
    request.gate.decide()
    vault.allow([survivor_id], vault.FACTS)


def open_agreed(survivor_id, kinds=(vault.IDENTITY,)):
    """
    Open her legal name and numbers because she agreed that they leave, or asked for her own copy;
    for that copy notes too, if she wants them. Only the gate of disclosures calls this, after it
    has checked the ground it stands on; the audit names the kinds.
    """
    for kind in kinds:
        vault.allow([survivor_id], kind)


def open_draft(draft):
    """Open what its author typed and did not save: a kind of its own, none of her other words."""
    vault.allow([draft.owner], vault.DRAFTS)


def _visible(request, source, permission):
    rows = source.objects.all() if isinstance(source, type) else source
    extra = {} if permission == VIEW else {"permission": permission}
    return rows.visible_to(request.user, **extra)


def _open(request, rows, permission):
    request.gate.decide()
    for kind in KINDS[permission]:
        vault.allow({row.person_id() for row in rows}, kind)
