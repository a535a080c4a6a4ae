"""What selfcare brings to Today, Team and the page after saving. Never to a person's page."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from coordination import clock
from coordination.charts import bar_rows
from coordination.registry.cards import card
from mentors.models import Contact

from . import reach, wall
from .debriefs.models import Debrief
from .supervision import dates
from .supervision.rhythm import cells, weeks_before
from .team import board
from .views import own_check_in

SHARED_FOR = timedelta(days=31)
JUST_NOW = timedelta(minutes=10)


def on_team(*, order, title, template, column="main"):
    """A card of the supervisor's Team page, which is also what Today holds for them (S09)."""

    def register(function):
        for place in ("today", "team"):
            card(
                place=place,
                order=order,
                title=title,
                template=f"selfcare/cards/{template}.html",
                permission="selfcare.view_team",
                column=column,
            )(function)
        return function

    return register


@card(
    place="saved",
    order=5,
    title=gettext_lazy("Who to reach now"),
    template="selfcare/cards/reach_now.html",
    permission="selfcare.ask_debrief",
)
def reach_now(request):
    """After a very hard moment with somebody: people to reach, and a debrief one tap away (S26)."""
    since = clock.now() - JUST_NOW
    hard = Contact.objects.visible_to(request.user).standing()
    hard = hard.filter(author=request.user, kind=Contact.Kind.CRISIS, written_at__gte=since)
    return {"reach": reach.people_for(request.user)} if hard.exists() else None


@card(
    place="saved",
    order=10,
    title=gettext_lazy("How are you?"),
    template="selfcare/cards/pulse.html",
    permission="selfcare.check_in",
)
def pulse(request):
    """Okay, Heavy or Skip after a contact (S26)."""
    return {}


@card(
    place="today",
    order=90,
    title=gettext_lazy("And you?"),
    template="selfcare/cards/and_you.html",
    permission="selfcare.check_in",
    column="side",
)
def and_you(request):
    """One's own check-in, debrief and next supervision."""
    debriefs = wall.mine(request, Debrief.objects.open().select_related("set_by"), limit=1)
    return {
        "check_in": own_check_in(request),
        "debrief": debriefs[0] if debriefs else None,
        "next_session": dates.next_on(request.user),
    }


@on_team(order=10, title=gettext_lazy("Needs you"), template="needs_you")
def needs_you(request):
    """Debriefs asked for, supervision past its day, and anyone above their own limit."""
    people = board.members(request)
    if not people:
        return None
    late = [one for one in people if one.standing.needs_you]
    return {
        "debriefs": board.debriefs(request),
        "late": sorted(late, key=lambda one: -one.standing.days_late),
        "over": [one for one in people if one.over],
    }


@on_team(order=20, title=gettext_lazy("Spots in use"), template="spots")
def spots(request):
    """People each peer walks with, against their own limit."""
    people = board.members(request)
    if not people:
        return None
    rows = [
        {
            "label": one.name,
            "value": one.used,
            "limit": one.peer.limit,
            "text": _("%(used)s of %(limit)s") % {"used": one.used, "limit": one.peer.limit},
            "tag": _("over") if one.over else _("paused") if one.peer.paused else "",
            "tag_kind": "due" if one.over else "",
        }
        for one in people
    ]
    return {"rows": bar_rows(rows)}


@on_team(order=30, title=gettext_lazy("Supervision rhythm"), template="rhythm")
def rhythm(request):
    """Twelve weeks of sessions per peer, in cells and in words."""
    people = board.members(request)
    if not people:
        return None
    held, today = dates.held_days([one.peer for one in people]), clock.today()
    rows = [
        {
            "label": one.name,
            "cells": cells(held[one.peer.user_id], since=one.since, today=today),
            "text": standing_words(one.standing),
        }
        for one in people
    ]
    weeks = weeks_before(today)
    return {"rows": rows, "weeks": [monday.day for monday in weeks], "first": weeks[0]}


@on_team(order=40, title=gettext_lazy("Wellbeing"), template="wellbeing", column="side")
def wellbeing(request):
    """Whether five or more checked in this month, and what each person chose to share."""
    people = board.members(request)
    if not people:
        return None
    return {
        "enough": board.enough_finished(people),
        "shared": board.newest_shared(request, people, since=clock.today() - SHARED_FOR),
    }


def standing_words(standing):
    """Where supervision stands, in words for supervisors."""
    if standing.state == "fine":
        return _("on time")
    if standing.state == "due":
        return _("due")
    late = ngettext("%(days)s day late", "%(days)s days late", standing.days_late)
    return late % {"days": standing.days_late}
