"""How much somebody carries, as numbers: spots in use, contacts a week. Nobody is named."""

from collections import Counter
from datetime import timedelta

from django.db.models import Count

from coordination import clock
from mentors.models import Contact, Pairing

from .supervision.rhythm import weeks_before


def spots_used(peers):
    """Peer's id to the people they walk with now, all of them, named nowhere."""
    rows = Pairing.objects.unscoped("a count, no person").walking().filter(peer__in=peers)
    return dict(rows.order_by().values("peer").annotate(n=Count("pk")).values_list("peer", "n"))


def contacts_by_week(user):
    """How many contacts this user wrote down in each of the last twelve weeks, this week last."""
    weeks = weeks_before(clock.today())
    rows = Contact.objects.unscoped("a count, no person").standing()
    days = rows.filter(author=user, happened_on__gte=weeks[0]).order_by()
    found = Counter(_monday(day) for day in days.values_list("happened_on", flat=True))
    return [found[monday] for monday in weeks]


def _monday(day):
    return day - timedelta(days=day.weekday())
