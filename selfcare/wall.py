"""
Who may read wellbeing: the one rule. No role, superuser status or manager stands above it.

Rosa reads everything of hers. Marcus, who supervises her today, reads what she shares and nothing
else; Tess, who supervises somebody else, Dana, who manages, and Marcus once the line has moved on
read nothing.

Two kinds of sealed words stand on the two sides. `wellbeing` (answers, pulses) is opened for its
subject only. `shared` (a chosen result, a supervision session) is opened for the two who share it.
A shared result is a row of its own that holds the chosen level and no more, rather than a cut made
from the answers when Marcus looks: the answers then never open in his request, and to stop sharing
is to delete the row.
"""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from coordination import vault
from coordination.access import may
from coordination.scoping import ScopedQuerySet, scopes
from mentors.models import Peer

ENOUGH = 5  # SC-4: fewer respondents than this are never spoken of


class Level(models.TextChoices):
    """What a supervisor may see of one check-in (SC-3). "Nothing" is the absence of a row."""

    NOTHING = "nothing", _("Nothing")
    FINISHED = "finished", _("That I finished")
    BANDS = "bands", _("The bands in words")
    SCORES = "scores", _("The scores")


# Whose ----------------------------------------------------------------------------------


def line_of(user):
    """Peers whose supervisor this user is today; nobody once the role or the line has gone."""
    peers = Peer.objects.unscoped("today's supervision line")
    if not may(user, "selfcare.view_team"):
        return peers.none()
    return peers.filter(supervisor=user, user__is_active=True).exclude(user=user)


def supervisor_of(user):
    """The supervisor on this user's line today, or None."""
    lines = Peer.objects.unscoped("one's own supervision line").filter(user=user)
    peer = lines.exclude(supervisor=user).select_related("supervisor").first()
    return peer.supervisor if peer and peer.supervisor and peer.supervisor.is_active else None


class OwnQuerySet(ScopedQuerySet):
    """Rows with a `subject` that nobody but the subject reads."""

    @scopes
    def visible_to(self, user):
        """Rosa's rows to Rosa, and to nobody else whatever they may do elsewhere."""
        return self.filter(subject=user) if user.is_active else self.none()


class SharedQuerySet(ScopedQuerySet):
    """Rows with a `subject` that were made to be read by two."""

    @scopes
    def visible_to(self, user):
        """Rosa's rows to Rosa, and to Marcus while he is her supervisor."""
        if not user.is_active:
            return self.none()
        return self.filter(Q(subject=user) | Q(subject__in=line_of(user).values("user")))


# Opening --------------------------------------------------------------------------------


def mine(request, rows, limit=None):
    """This user's own rows, as a list that opens in this request."""
    rows = rows.visible_to(request.user).filter(subject=request.user)
    _open(request, [request.user.pk], vault.WELLBEING, vault.SHARED)
    return list(rows[:limit] if limit else rows)


def my(request, rows, **lookup):
    """One row of this user's own; Http404 for anybody else's, as for one that is not there."""
    found = mine(request, rows.filter(**lookup), limit=2)
    if len(found) != 1:
        raise Http404
    return found[0]


def shared_with(request, rows, limit=None):
    """Rows of this supervisor's team that were made to be shared, opened as shared words only."""
    rows = rows.visible_to(request.user).exclude(subject=request.user)
    rows = list(rows[:limit] if limit else rows)
    _open(request, {row.subject_id for row in rows}, vault.SHARED)
    return rows


def shared_one(request, rows, **lookup):
    """One row of the team that was made to be shared; Http404 otherwise."""
    found = shared_with(request, rows.filter(**lookup), limit=2)
    if len(found) != 1:
        raise Http404
    return found[0]


def teammate(request, ref):
    """A peer on this supervisor's line; Http404 otherwise."""
    peer = line_of(request.user).select_related("user").filter(ref=ref).first()
    if peer is None:
        raise Http404
    request.gate.decide()
    return peer


def team(request):
    """The peers on this supervisor's line, by name."""
    request.gate.decide()
    return list(line_of(request.user).select_related("user").order_by("user__name", "pk"))


def _open(request, owners, *kinds):
    request.gate.decide()
    for kind in kinds:
        vault.allow(owners, kind)


# What a supervisor gets -----------------------------------------------------------------


@dataclass(frozen=True)
class SharedView:
    """
    One shared check-in as the supervisor gets it: never the row, never an answer.

    `on` is a day. `scales` maps a scale to its band and, at level *scores* only, its value.
    """

    subject: object
    level: str
    on: date
    scales: dict


def results_shared_with(request, rows, limit=None):
    """What the team shares with this supervisor, each cut to its level, in the order of `rows`."""
    return [seen_by_supervisor(row) for row in shared_with(request, rows, limit)]


def seen_by_supervisor(row):
    """Cut a shared result to its level once more, whatever the row holds."""
    allowed = {Level.BANDS: ("band",), Level.SCORES: ("band", "value", "lowest", "highest")}
    parts = allowed.get(row.level, ())
    scales = {
        name: {part: scale[part] for part in parts if part in scale}
        for name, scale in (row.values.items() if parts else ())
    }
    return SharedView(row.subject_id, row.level, row.on, scales)


def may_be_told(finished, of):
    """
    Whether a supervisor may read "5 or more finished" about a team of `of`.

    Five must have finished, and the team must be larger than five: said of a team of five, the
    sentence would tell that each of them did (SC-4, and the complement of safety 4.8).
    """
    return finished >= ENOUGH and of > ENOUGH
