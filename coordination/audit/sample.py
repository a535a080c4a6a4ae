"""Looks of this month as the gate writes them: mostly those who walk with her, one to ask about."""

from types import SimpleNamespace

from coordination.access import SurvivorGrant
from coordination.audit.actions import record_reads, review_access
from coordination.audit.models import ReadAudit
from coordination.registry import sample

DAYS, PEOPLE = 12, 8


@sample.part(order=85)
def looks(agency):
    """Peers open the pages of their people; one look came at night, one from elsewhere."""
    grants = SurvivorGrant.objects.filter(permission__codename="read_notes")
    grants = grants.select_related("user").order_by("content_object__opened_on", "user__email")
    grants = list(grants[:PEOPLE])
    for number, grant in enumerate(grants):
        for day in range(1 + number % 3, DAYS, 3):
            with agency.at(day, 9 + number):
                _look(grant.user, grant.content_object_id)
    if not grants:
        return
    priya = agency.person("privacy@example.org")
    with agency.at(4, 22):
        late = _look(grants[0].user, grants[0].content_object_id)
    with agency.at(3, 10):
        review_access(look=late, note="Asked: they called her back that evening.", by=priya)
    others = {
        grant.user_id for grant in grants if grant.content_object_id == grants[0].content_object_id
    }
    stranger = next(user for user in agency.staff.values() if _peer_elsewhere(user, others))
    with agency.at(2, 15):
        _look(stranger, grants[0].content_object_id)


def _peer_elsewhere(user, inside):
    return user.pk not in inside and "peer" in {held.role for held in user.held.all()}


def _look(user, person):
    match = SimpleNamespace(view_name="survivor")
    request = SimpleNamespace(user=user, method="GET", resolver_match=match)
    record_reads(request, {person: {"facts"}})
    return ReadAudit.objects.latest("pk")
