"""Our part of the sample agency: a dozen people who were asked two or three times over the year."""

from coordination.access import SurvivorGrant
from coordination.outcomes.actions import keep_answers, set_asking
from coordination.outcomes.measures import MEASURES
from coordination.outcomes.models import Outcome
from coordination.outcomes.offers import offered
from coordination.registry import sample

ASKED = 12
NOT_WANTED = {5}
DAYS = ([3], [120, 60], [210, 96, 9])  # how long ago, by how long they have been with us
LIFE = ["confidence", "hope", "taken_seriously", "satisfaction"]


@sample.part(order=70)
def how_things_are(agency):
    """Those who walk with somebody longest, asked by the peer who walks with them."""
    staff = {user.pk: user for user in agency.staff.values()}
    grants = SurvivorGrant.objects.filter(permission__codename="read_notes")
    walks = {}
    for grant in grants.order_by("user__email"):
        walks.setdefault(grant.content_object_id, staff[grant.user_id])
    people = [person for person in agency.survivors if person.pk in walks][:ASKED]
    for number, person in enumerate(people):
        by = walks[person.pk]
        if number in NOT_WANTED:
            with agency.at(20):
                set_asking(survivor=person, wanted=False, by=by)
            continue
        here = (agency.today - person.opened_on).days
        for turn, days in enumerate(day for day in DAYS[number % 3] if day < here):
            with agency.at(days, 15):
                _ask(agency, person, by, number, turn)


def _ask(agency, person, by, number, turn):
    """Our own forms, one more of them each time, and the coping list where it is switched on."""
    chance = agency.chance
    life = {name: min(5, chance.randrange(2, 4) + turn) for name in LIFE}
    if number % 4 == 1:
        life["satisfaction"] = "rather_not"
    _keep(person, by, "life-these-days", life)
    if number % 2 == 0:
        people = {"people": 2 + turn + number % 2, "groups": [0, 4, 3][turn]}
        _keep(person, by, "people-around", people)
    if number % 3 == 2:
        days = [9, 4, 4][turn]
        answers = {"in_30_days": "yes", "in_6_months": "yes", "days_in_30": days}
        _keep(person, by, "substance-use", answers | {"family": "some", "legal": "none"})
    if number % 3:
        coping = {str(item): min(5, 2 + turn + item % 2) for item in range(1, 18)}
        _keep(person, by, "coping-17", coping)


def _keep(person, by, name, answers):
    on = {measure.name: (measure, text) for measure, text in offered()}
    if name not in on:
        return
    measure, text = on[name]
    row = Outcome(survivor=person, owner=person.pk, measure=_slug(name), text=text)
    row.version = measure.version
    keep_answers(outcome=row, answers=answers, finished=True, by=by)


def _slug(name):
    return next(slug for slug, measure in MEASURES.items() if measure.name == name)
