"""Sharing agreements of the sample agency, in every state they can be in."""

from datetime import timedelta

from django.db import transaction

from coordination import clock
from coordination.access import READ_NOTES, SurvivorGrant
from coordination.registry import sample
from referrals.consent import actions
from referrals.consent.models import Consent
from referrals.partners.models import Partner

WORDS = {
    "wants": ["to join the Tuesday group", "a first visit", "help with a form", "a class"],
    "best_times": ["mornings", "after 3", "Tuesday or Thursday", "weekends"],
    "one_more_thing": ["a quiet room helps", "comes with a toddler"],
    "purpose": ["so I can join", "so they know I am coming", "so I do not have to say it twice"],
    "contact": ["Maria", "the front desk", "Sam", ""],
}
THINGS = [
    ["chosen_name", "wants", "best_times"],
    ["chosen_name", "phone", "best_times"],
    ["chosen_name", "wants", "needs"],
    ["chosen_name", "last_name", "one_more_thing"],
]
WAYS = [["phone"], ["in_person", "paper"], ["paper"], ["in_person", "phone"], ["message"]]

# (days ago it was offered, for how many days, what became of it: (days ago, word)).
STORIES = [
    (4, 30, "sign", None),
    (18, 30, "sign", None),
    (26, 30, "sign", None),  # ends soon
    (1, 7, "sign", None),  # ends soon
    (70, 30, "sign", "ended"),
    (120, 15, "sign", "ended"),
    (40, 90, "sign", (6, "said")),
    (25, 30, "sign", (3, "wrote")),
    (90, 60, "sign", (70, "other")),
    (9, 30, "no", None),
    (33, 30, "no", None),
    (2, 30, "wait", None),
    (5, 30, "wait", "again"),
    (50, 90, "sign", None),
    (30, 90, "sign", None),
    (200, 30, "sign", "ended"),
]
HALF_DONE = {
    "start": {"way": "share", "read_aloud": False, "large_print": False, "interpreter": ""},
    "who": {"contact": "Lin", "purpose": "so I can try the sewing class"},
}


@sample.part(order=31)
def agreements(agency):
    """Each story for one person, with one who walks with her."""
    walks = _walks(agency)
    partners = list(Partner.objects.unscoped("the sample").in_order())
    with transaction.atomic():
        for number, story in enumerate(STORIES):
            survivor, by = walks[number % len(walks)]
            partner = partners[(number * 4) % len(partners)]
            _live(agency, number, survivor, partner, by, *story)


@sample.part(order=50)
def half_done(agency):
    """One that somebody began this morning; the last part, since a finished one clears it."""
    survivor, by = _walks(agency)[0]
    place = Partner.objects.unscoped("the sample").in_order().first()
    with agency.at(0, 8):
        answers = HALF_DONE | {"who": HALF_DONE["who"] | {"partner": place.ref}}
        actions.keep_draft(survivor=survivor, answers=answers, by=by)


def _walks(agency):
    """(survivor, peer) of those who are walked with, the people of the sample sign-ins first."""
    grants = SurvivorGrant.objects.filter(permission__codename=READ_NOTES, user__is_active=True)
    emails = {user.pk: email for email, user in agency.staff.items()}
    by_person = {}
    for person, email in sorted(
        (agency.survivors.index(person), emails[grant.user_id])
        for grant in grants
        for person in agency.survivors
        if person.pk == grant.content_object_id
    ):
        by_person.setdefault(person, email)
    return [(agency.survivors[one], agency.staff[email]) for one, email in by_person.items()]


def _live(agency, number, survivor, partner, by, began, days, answer, then):
    with agency.at(began, 13, number):
        agreement = actions.draft_agreement(
            agreement=_written(number, survivor, partner, days), by=by
        )
        if answer == "sign":
            name = survivor.name
            agreement = actions.sign_agreement(
                agreement=agreement, signature=name, told_back=True, by=by
            )
        elif answer == "no":
            actions.decline_agreement(agreement=agreement, by=by)
    if then == "ended":
        with agency.at(began - days - 1, 6):
            actions.mark_ended(agreement=agreement)
    elif then == "again":
        with agency.at(began - 2, 15):
            actions.draft_agreement(agreement=_written(number, survivor, partner, days), by=by)
    elif then:
        stopped, told = then
        with agency.at(stopped, 16):
            actions.stop_sharing(agreement=agreement, how_told=told, by=by)


def _written(number, survivor, partner, days):
    words = {field: some[number % len(some)] for field, some in WORDS.items()}
    return Consent(
        survivor=survivor,
        partner=partner,
        items=THINGS[number % len(THINGS)],
        how=WAYS[number % len(WAYS)],
        expires_on=clock.today() + timedelta(days=days),
        after_first_visit=number % 5 == 3,
        read_aloud=number % 4 == 1,
        told_back=True,
        interpreter="Spanish, by phone" if number % 6 == 2 else "",
        large_print=number % 7 == 4,
        **words,
    )
