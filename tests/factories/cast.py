"""Makes the cast: the people of every test, their relations, and a canary in each sealed field."""

from datetime import timedelta

from coordination import access, clock, vault
from coordination.models import Denial, Role, SafeContact, Step, Survivor, User
from tests.safety.canaries import Canaries

# name: the roles they hold
STAFF = {
    "dana": [Role.PROGRAM_MANAGER],
    "priya": [Role.PRIVACY_OFFICER],
    "admin": [Role.ADMINISTRATOR],
    "marcus": [Role.SUPERVISOR],
    "tess": [Role.SUPERVISOR],
    "rosa": [Role.PEER],
    "ana": [Role.PEER],
    "bea": [Role.PEER],
    "gone": [Role.PEER],
    "off": [Role.PEER],
    "root": [],
    "kin": list(Role),
}
PASSWORD = "a long password for tests"


class Cast:
    """`cast.rosa` is a User, `cast.cam` a Survivor; see tests/conftest.py for who is who."""

    def __init__(self):
        self.canaries = Canaries()
        for name, roles in STAFF.items():
            setattr(self, name, make_user(name, *roles, is_superuser=name == "root"))
        self.cam = self.survivor("Cam")
        self.eve = self.survivor("Eve")
        Denial.objects.create(survivor=self.cam, user=self.kin, kind=Denial.Kind.RELATIVE)
        self.off.is_active = False
        self.off.save()

    def seal(self, row, **fields):
        """Put a canary into sealed text fields of a row: field name to words before it."""
        for name, words in fields.items():
            field = next(f for f in vault.sealed_fields(type(row)) if f.name == name)
            token = self.canaries.new(row.person_id(), field.kind, row._meta.label, name)
            setattr(row, name, f"{words} {token}".strip())
        return row

    def token(self, row, field):
        """The canary in this field of this person's rows of this model."""
        [token] = [
            token
            for token, canary in self.canaries.planted.items()
            if canary[0] == row.person_id() and canary[2:] == (row._meta.label, field)
        ]
        return token

    def survivor(self, name):
        """A survivor with a safe-contact card, every sealed field a canary."""
        person = Survivor(pk=vault.new_person(), asked_on=clock.today(), told_on=clock.today())
        self.seal(person, name=name, pronouns="", languages="", access_needs="")
        self.seal(person, legal_name="", phone="")
        person.save()
        card = SafeContact(
            survivor=person,
            owner=person.pk,
            who=SafeContact.Who.WE,
            check_again_on=clock.today() + timedelta(days=90),
        )
        when = self.canaries.new(person.pk, vault.FACTS, card._meta.label, "ways")
        card.ways = {"call": f"mornings {when}"}
        self.seal(card, words="Say").save()
        return person

    def step(self, survivor, who, what="Bring the form"):
        """A next step somebody promised."""
        step = Step(survivor=survivor, owner=survivor.pk, who=who, due_on=clock.today())
        self.seal(step, what=what).save()
        return step


def make_user(name, *roles, **extra):
    """A member of staff who signs in as `name@example.org` with PASSWORD."""
    user = User.objects.create_user(
        f"{name}@example.org", PASSWORD, name=name.title(), roles=roles, **extra
    )
    access.may(user, "")  # a user without a role may do nothing
    return user
