"""Keeping what was typed, giving it back, and forgetting it."""

import json
from datetime import timedelta

from django.db import transaction
from django.urls import Resolver404, resolve

from coordination import access, clock
from coordination.drafts.models import Draft
from coordination.once import sent_before
from coordination.registry import pages
from coordination.survivors.models import Survivor
from coordination.users.models import User

KEPT_DAYS = 7  # NOTE-2
LARGEST = 50_000  # bytes of one draft
MOST = 20  # drafts of one user; the oldest makes room
PATHS = "draft_paths"  # in the session: pages of this user with something kept
NEVER = {"csrfmiddlewaretoken", "once", "next", "back", "keep_draft", "draft_path"}
SECRET = ("password", "passcode", "secret", "token")


class NotKept(Exception):
    """This page keeps nothing: it is not there, not theirs, for nobody signed in, or too long."""


# What a view asks for ---------------------------------------------------------------------


def kept(request):
    """
    What this user typed on this page and did not save, as first values of its form, or {}.

    Several values under one name are a list. Forms of `coordination.forms` on the same page are
    then filled exactly, ticks taken out included.
    """
    if request.method not in ("GET", "HEAD"):
        return {}
    return {
        name: values[0] if len(values) == 1 else values
        for name, values in request.typed.look().items()
    }


def keep(request, path=None):
    """
    Keep what this request brings for the page `path` (this one). Says whether it is kept now.

    A form that went through meanwhile, or one that was emptied, leaves no draft.
    """
    path, values = path or request.path, typed_in(request.POST)
    if sent_before(request) or not values:
        drop(request, path)
        return False
    try:
        keep_draft(user=request.user, path=path, values=values)
    except NotKept:
        return False
    request.session[PATHS] = sorted({*paths(request), path})
    return True


def drop(request, path=None):
    """Forget what is kept for the page `path` (this one): it is saved, or not wanted."""
    path = path or request.path
    drop_draft(user=request.user, path=path)
    if path in paths(request):
        request.session[PATHS] = [one for one in paths(request) if one != path]


def paths(request):
    """The pages with a draft of this user, looked up once a session."""
    if PATHS not in request.session:
        rows = Draft.objects.visible_to(request.user).filter(kept_at__gt=_oldest(clock.now()))
        request.session[PATHS] = sorted(rows.values_list("path", flat=True))
    return request.session[PATHS]


def opened(request):
    """The values kept for this page, opened for this request: name to list. {} when none."""
    rows = Draft.objects.visible_to(request.user).filter(kept_at__gt=_oldest(clock.now()))
    draft = rows.filter(path=request.path).first()
    if draft is None:
        return {}
    access.open_draft(draft)
    request.typed.kept_at = draft.kept_at
    return draft.values or {}


def typed_in(sent):
    """What of a form may be kept: no token, no secret, nothing empty."""
    return {
        name: values
        for name, values in sent.lists()
        if any(values) and name not in NEVER and not any(word in name.lower() for word in SECRET)
    }


# The row ------------------------------------------------------------------------------------


@transaction.atomic
def keep_draft(*, user, path, values):
    """Keep these values of this user's page. Raises NotKept."""
    person = _person_of(path, user)
    if len(json.dumps(values, ensure_ascii=False).encode()) > LARGEST:
        raise NotKept("too long")
    list(User.objects.select_for_update().filter(pk=user.pk))  # one keeping at a time
    mine = Draft.objects.unscoped("one's own").filter(user=user)
    draft = mine.filter(path=path).first() or Draft(user=user, path=path, survivor=person)
    draft.owner = draft.survivor_id or user.pk
    draft.values, draft.kept_at = values, clock.now()
    draft.full_clean()
    draft.save()
    held = mine.order_by("-kept_at", "pk").values_list("pk", flat=True)
    mine.filter(pk__in=list(held[MOST:])).delete()
    return draft


def drop_draft(*, user, path):
    """Forget this user's draft of this page."""
    Draft.objects.unscoped("one's own").filter(user=user, path=path).delete()


def forget_old_drafts(now):
    """A week later it is gone (NOTE-2)."""
    Draft.objects.unscoped("due work").filter(kept_at__lte=_oldest(now)).delete()


def _oldest(now):
    return now - timedelta(days=KEPT_DAYS)


def keeps(view):
    """Whether a view is a page whose forms may be kept: behind sign-in, and not of the lock."""
    return (
        getattr(view, "login_required", True)
        and not getattr(view, "open_while_locked", False)
        and not getattr(view, "keeps_no_draft", False)
    )


def _person_of(path, user):
    """The person whose page this is, or None. Raises NotKept for a page that is not theirs."""
    try:
        match = resolve(path)
    except Resolver404:
        raise NotKept("no such page") from None
    if not keeps(match.func) or len(path) > Draft._meta.get_field("path").max_length:
        raise NotKept("not such a page")
    if "ref" not in match.kwargs:
        return None
    of_a_person, row = pages.row_of(user, match.route, match.kwargs["ref"])
    if not of_a_person:
        return None
    people = Survivor.objects.visible_to(user)
    person = people.filter(pk=row.person_id()).first() if row is not None else None
    if person is None:
        raise NotKept("not theirs")
    return person
