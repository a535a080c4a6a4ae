"""Safety instructions of the sample agency, one to look at again, and one pair kept apart."""

from django.db import transaction

from coordination.access import READ_NOTES, SurvivorGrant
from coordination.flags.actions import add_flags, end_flag
from coordination.flags.apart import keep_apart
from coordination.flags.models import Flag
from coordination.registry import sample

# Kinds, own words, days ago they were written, days until somebody looks again.
INSTRUCTIONS = [
    (["meet_in_public", "no_mail"], "", 12, 60),
    (["own"], "Park around the corner.", 40, 30),
    (["ask_location"], "", 5, 30),
    (["two_people"], "", 20, 45),
    (["no_home_visits", "own"], "Text before you ring the bell.", 14, 30),
]


@sample.part(order=82)
def safety(agency):
    """Every fourth person somebody walks with has instructions; those of the first are due."""
    manager = agency.person("manager@example.org")
    walking = SurvivorGrant.objects.filter(permission__codename=READ_NOTES)
    peers = {grant.content_object_id: grant.user for grant in walking.select_related("user")}
    people = [person for person in agency.survivors if person.pk in peers]
    with transaction.atomic():
        for number, person in enumerate(people[1::4]):
            _write(agency, person, number, peers[person.pk])
        _ended(agency, people[2], manager)
        waits = next(person for person in agency.survivors if person.pk not in peers)
        with agency.at(9):
            keep_apart(survivor=waits, user=agency.person("wren@example.org"), by=manager)


def _write(agency, person, number, peer):
    kinds, words, ago, days = INSTRUCTIONS[number % len(INSTRUCTIONS)]
    with agency.at(ago):
        day = agency.moment(ago - days).date()
        add_flags(survivor=person, kinds=kinds, words=words, review_on=day, by=peer)


def _ended(agency, person, manager):
    """An instruction that held for a while, so that a history has something to tell."""
    with agency.at(70):
        day = agency.moment(20).date()
        add_flags(survivor=person, kinds=["no_mail"], review_on=day, by=manager)
    with agency.at(25):
        held = Flag.objects.unscoped("the sample").filter(survivor=person).first()
        end_flag(flag=held, by=manager)
