"""How things are, on her page and, once it may be time to ask, on Today."""

from datetime import timedelta

from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.access import READ_NOTES, listing
from coordination.outcomes.lists import CAME_ON, overview
from coordination.outcomes.measures import MEASURES
from coordination.outcomes.models import Asking, Outcome
from coordination.outcomes.reminders import open_window
from coordination.registry.cards import card
from coordination.survivors.models import Survivor

SHOWN, DAYS_SHOWN = 3, 3
LOOKED_AT = 25
TALK_DAYS = 3  # how long Today goes on asking about the talk with one's supervisor


@card(
    place="person",
    order=50,
    title=_("How things are"),
    template="coordination/outcomes/cards/how_things_are.html",
    permission="coordination.view_people",
    anchor="outcomes",
    joins=["asking"],
    columns={"came_on": CAME_ON},
)
def how_things_are(request, survivor):
    """Her own progress in words; for those who do not read answers, the days alone."""
    found = overview(request, survivor, offers=False)
    return {
        "person": survivor,
        "found": found,
        "asked": found.asked[:SHOWN],
        "more": len(found.asked) > SHOWN,
        "days": found.days[:DAYS_SHOWN],
    }


@card(
    place="today",
    order=4,
    title=_("What to do now"),
    template="coordination/outcomes/cards/what_to_do_now.html",
    permission="coordination.record_outcome",
)
def what_to_do_now(request):
    """Sets I asked whose safety page I left before its end, or whose talk is still to come."""
    flagged = [slug for slug, one in MEASURES.items() if one.flagged]
    rows = Outcome.objects.standing().filter(asked_by=request.user, measure__in=flagged)
    rows = rows.select_related("survivor", "text").newest()
    rows = listing(request, rows, permission=READ_NOTES, limit=LOOKED_AT)
    since = clock.today() - timedelta(days=TALK_DAYS)
    rows = [row for row in rows if row.opened_on and row.opened_on >= since and not row.talked_on]
    return {"rows": rows} if rows else None


@card(
    place="today",
    order=22,
    title=_("A quiet question"),
    template="coordination/outcomes/cards/time_to_ask.html",
    permission="coordination.record_outcome",
)
def time_to_ask(request):
    """People I walk with whom it may be time to ask (OUT-2). Nobody is late."""
    people = Survivor.objects.filter(status=Survivor.Status.OPEN).annotate(
        came_on=Max("episodes__started_on", filter=Q(episodes__ended_on=None))
    )
    people = people.order_by("opened_on", "pk")
    people = listing(request, people, permission=READ_NOTES)
    asked = Outcome.objects.visible_to(request.user).standing().filter(survivor__in=people)
    days = {}
    for person, day in asked.values_list("survivor", "asked_on"):
        days.setdefault(person, []).append(day)
    off = Asking.objects.visible_to(request.user).filter(off_since__isnull=False)
    off = set(off.values_list("survivor", flat=True))
    due = [
        person
        for person in people
        if open_window(
            started_on=person.came_on or person.opened_on,
            asked=days.get(person.pk, []),
            today=clock.today(),
            status=person.status,
            wanted=person.pk not in off,
        )
    ]
    return {"people": due[:SHOWN], "more": len(due) > SHOWN} if due else None
