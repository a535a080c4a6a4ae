"""How much somebody carries, as numbers: spots in use, contacts a week. Nobody is named."""

from collections import Counter
from datetime import datetime, time

from django.db.models import Count
from django.utils import timezone

from coordination import clock
from mentors.models import Contact, Pairing

from .supervision.rhythm import monday_of, weeks_before


def spots_used(peers):
    """Peer's id to the people they walk with now, paused ones too."""
    rows = Pairing.objects.unscoped("a count, no person").walking().filter(peer__in=peers)
    return dict(rows.order_by().values("peer").annotate(n=Count("pk")).values_list("peer", "n"))


def contacts_by_week(user):
    """How many contacts this user wrote down in each of the last twelve weeks, this week last."""
    weeks = weeks_before(clock.today())
    start = timezone.make_aware(datetime.combine(weeks[0], time.min))
    rows = Contact.objects.unscoped("a count, no person").standing()
    rows = rows.filter(author=user, happened_at__gte=start).order_by()
    moments = rows.values_list("happened_at", flat=True)
    found = Counter(monday_of(timezone.localdate(moment)) for moment in moments)
    return [found[monday] for monday in weeks]
