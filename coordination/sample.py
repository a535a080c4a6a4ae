"""
The sample agency: invented people with ordinary lives, made through the actions the screens call.

Days are relative to today. The same seed gives the same agency on the same day.
"""

import random
from datetime import datetime, time, timedelta

from django.utils import timezone

from coordination import clock, vault
from coordination.access import SurvivorGrant
from coordination.audit import sample as audit  # noqa: F401  registers itself
from coordination.drafts import sample as drafts  # noqa: F401  registers itself
from coordination.flags import sample as flags  # noqa: F401  registers itself
from coordination.goals import sample as goals  # noqa: F401  registers itself
from coordination.goals.actions import add_step, finish_step
from coordination.goals.models import Step
from coordination.inbox import sample as inbox  # noqa: F401  registers itself
from coordination.instruments import sample as coping_list  # noqa: F401  registers itself
from coordination.organisation.models import Organisation
from coordination.outcomes import sample as how_things_are  # noqa: F401
from coordination.registry import sample
from coordination.report_questions import sample as report_questions  # noqa: F401  registers itself
from coordination.roles import Role
from coordination.safe_contact.actions import set_safe_contact
from coordination.survivors import sample as endings  # noqa: F401  registers itself
from coordination.survivors.actions import add_survivor
from coordination.survivors.models import Survivor
from coordination.users.models import User

PASSWORD = "daybook-sample"
# E-mail, name, role. The first six sign in by hand; the supervisor looks after the first two.
STAFF = [
    ("manager@example.org", "Dana Whitfield", Role.PROGRAM_MANAGER),
    ("mentor@example.org", "Rosa Delgado", Role.PEER),
    ("navigator@example.org", "Ana Reyes", Role.PEER),
    ("supervisor@example.org", "Marcus Bell", Role.SUPERVISOR),
    ("privacy@example.org", "Priya Raman", Role.PRIVACY_OFFICER),
    ("admin@example.org", "Olu Adeyemi", Role.ADMINISTRATOR),
    ("tess@example.org", "Tess Lindqvist", Role.SUPERVISOR),
    ("bea@example.org", "Bea Marchetti", Role.PEER),
    ("devon@example.org", "Devon Hale", Role.PEER),
    ("imani@example.org", "Imani Brooks", Role.PEER),
    ("lee@example.org", "Lee Tran", Role.PEER),
    ("sofia@example.org", "Sofia Petrova", Role.PEER),
    ("grace@example.org", "Grace Kimani", Role.PEER),
    ("noor@example.org", "Noor Haddad", Role.PEER),
    ("wren@example.org", "Wren Castillo", Role.PEER),
    ("june@example.org", "June Park", Role.PEER),
    ("mara@example.org", "Mara Okafor", Role.PEER),
]
NAMES = (  # noqa: SIM905  sixty names read better as words
    "J. Mina T. Cam Eve Luz Kay Dee Ines Bo Tala Rue Nell Vi Asha Joy Mo Fern Pilar Zee Ada Lark "
    "Quinn Beth Nia Ivy Sol Cleo Wendy Rae Opal Tam Lena Gia Hope Skye Dot Marisol Pau Tess Ren "
    "Yara Olive Bree Kit Anya Roz Faye Coral Li Hana Sage Toni Wil Amara Jess Noa Effie Rita Dawn"
).split()
LANGUAGES = ["English"] * 6 + ["Spanish, some English", "Spanish", "English, Tagalog", "Vietnamese"]
PRONOUNS = ["she/her"] * 5 + ["they/them", "", "he/him"]
NEEDS = ["", "", "", "Large print", "No stairs", "Needs to bring her toddler", "Quiet rooms"]
STEPS = [
    "Ask about bus passes",
    "Bring the school forms",
    "Call the library about the job club",
    "Find a Tuesday evening group",
    "Look up driving lessons",
    "Send the class times",
    "Walk past the new clinic together",
    "Ask about the community garden",
]
WEEKDAYS = [1, 2, 3, 4, 5]
MORNINGS = {"days": WEEKDAYS, "from": "09:00", "to": "12:00"}
RULES = [
    {
        "ways": {"call": MORNINGS, "in_person": {"words": "at the library"}},
        "words": "Say you are from the library.",
        "not_answer": "a man's voice: hang up",
        "her_name": "Jay",
    },
    {
        "ways": {
            "call": {"days": WEEKDAYS, "from": "13:00", "to": "16:00", "message": "neutral"},
            "text": {"days": WEEKDAYS, "from": "13:00", "to": "16:00", "message": "neutral"},
        },
        "leave_message": "neutral",
        "our_name": "a friend from class",
    },
    {"ways": {"text": "", "video": "evenings"}, "leave_message": "yes"},
    {"ways": {"in_person": {"days": [2], "from": "10:00", "to": "15:00", "words": "library"}}},
    {
        "ways": {"call": {"from": "21:00", "to": "01:00", "message": "neutral"}, "email": {}},
        "leave_message": "neutral",
        "keeps_number": True,
        "words": "Say you called about the night class.",
    },
    {"who": "they", "ways": {}},
]


class Agency:
    """The agency while it is made: its staff by e-mail, its people, its chance, its days."""

    def __init__(self, seed=7):
        self.chance = random.Random(seed)
        self.today, self.now = clock.today(), clock.now()
        self.staff = {}
        self.survivors = []

    def moment(self, days_ago, hour=10, minute=0):
        """That time of day, so many days ago, where the organisation works."""
        day = self.today - timedelta(days=days_ago)
        return timezone.make_aware(datetime.combine(day, time(hour, minute)))

    def at(self, days_ago, hour=10, minute=0):
        """Live at that moment: `with agency.at(30): ...`. Never later than now."""
        return clock.at(min(self.moment(days_ago, hour, minute), self.now))

    def person(self, email):
        """A member of staff."""
        return self.staff[email]


def make():
    """Make the whole agency, every app's part in turn."""
    agency = Agency()
    with vault.acting_as("making the sample agency"):
        for part in sample.parts():
            part(agency)
    return agency


@sample.part(order=10)
def organisation_and_staff(agency):
    organisation = Organisation.current()
    organisation.name = "Larkspur Peer Network"
    organisation.is_sample = True
    organisation.phone = "555-0142"
    organisation.address = "18 Alder Street, Millbrook"
    organisation.help_lines = "On-call supervisor: 555-0143\nPrivacy officer: Priya, 555-0144"
    organisation.must_tell = "For example, if a child is being hurt."
    organisation.full_clean()
    organisation.save()
    for email, name, role in STAFF:
        user = User.objects.create_user(email, PASSWORD, name=name, roles=[role])
        agency.staff[email] = user


@sample.part(order=11)
def people(agency):
    """Sixty people who came over the year, most with a rule for safe contact."""
    manager = agency.person("manager@example.org")
    for number, name in enumerate(NAMES):
        came = 350 - number * 5 - agency.chance.randrange(5)
        with agency.at(max(came, 2), 9 + number % 7):
            agency.survivors.append(_person(agency, name, number, manager))


def _person(agency, name, number, manager):
    choose = agency.chance.choice
    survivor = Survivor(
        name=name,
        pronouns=choose(PRONOUNS),
        languages=choose(LANGUAGES),
        access_needs=choose(NEEDS),
        legal_name=f"{name.rstrip('.')} {choose(['Alder', 'Finch', 'Marsh', 'Rowe', 'Vale'])}",
        phone=f"555-02{number:02d}" if number % 3 else "",
        asked_on=clock.today() if number % 10 != 9 else None,
        told_on=clock.today(),
    )
    add_survivor(survivor=survivor, by=manager)
    if number % 12 != 11:
        _rule(agency, survivor, number, manager)
    return survivor


def _rule(agency, survivor, number, manager):
    rule = RULES[number % len(RULES)]
    checked = agency.chance.randrange(1, 25) if number % 7 else 40
    with agency.at(checked):
        answers = {
            "who": "we",
            "check_again_on": clock.today() + timedelta(days=30),
            "carries_paper": number % 2 == 0,
            **rule,
        }
        set_safe_contact(survivor=survivor, answers=answers, by=manager)


@sample.part(order=80)
def steps(agency):
    """Next steps: some done, some waiting, a few past their day."""
    grants = SurvivorGrant.objects.filter(permission__codename="read_notes")
    walking = {}
    for grant in grants.order_by("content_object__code", "user__email"):
        walking.setdefault(grant.content_object_id, grant.user_id)
    staff = {user.pk: user for user in agency.staff.values()}
    people = [person for person in agency.survivors if person.pk in walking]
    for number, person in enumerate(people):
        who = staff[walking[person.pk]]
        with agency.at(6 + number % 9):
            due = clock.today() + timedelta(days=3 + number % 12)
            step = Step(survivor=person, who=who, what=STEPS[number % len(STEPS)], due_on=due)
            step = add_step(step=step, by=who)
        if number % 3 == 0:
            with agency.at(1):
                finish_step(step=step, by=who)
