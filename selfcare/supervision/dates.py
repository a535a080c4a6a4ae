"""
Days of supervision, without what was said: a new supervisor needs them, and so does what is due.
"""

from collections import defaultdict

from django.db.models import Max, Min

from coordination import clock

from .models import SupervisionSession
from .rhythm import standing, weeks_before


def standings(peers):
    """Peer's user id to (Standing, first day counted), for peers of one supervision line."""
    days = SupervisionSession.objects.unscoped("days of the line, no words")
    days = days.filter(subject__in=[peer.user_id for peer in peers]).order_by()
    ends = {
        row["subject"]: row
        for row in days.values("subject").annotate(first=Min("held_on"), last=Max("held_on"))
    }
    found = {}
    for peer in peers:
        end = ends.get(peer.user_id, {"first": None, "last": None})
        since = min(peer.joined_on, end["first"] or peer.joined_on)
        found[peer.user_id] = (
            standing(last_on=end["last"], since=since, today=clock.today()),
            since,
        )
    return found


def held_days(peers):
    """Peer's user id to the days of sessions in the twelve weeks that are drawn."""
    rows = SupervisionSession.objects.unscoped("days of the line, no words").filter(
        subject__in=[peer.user_id for peer in peers], held_on__gte=weeks_before(clock.today())[0]
    )
    found = defaultdict(list)
    for subject, day in rows.values_list("subject", "held_on"):
        found[subject].append(day)
    return found


def next_on(user):
    """The next date agreed with this user, if it is still to come."""
    rows = SupervisionSession.objects.unscoped("one's own next date").filter(subject=user)
    last = rows.latest_first().only("next_on").first()
    return last.next_on if last and last.next_on and last.next_on >= clock.today() else None
