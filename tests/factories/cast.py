"""Makes the cast: the people of every test, their relations, and a canary in each sealed field."""

from datetime import timedelta

from coordination import clock, sealed
from coordination.flags.actions import add_flags
from coordination.goals.actions import add_goal, add_step
from coordination.models import Denial, Flag, Goal, Role, SafeContact, Step, Survivor
from coordination.safe_contact.actions import set_safe_contact
from coordination.survivors.actions import add_survivor, deny
from mentors.contacts.actions import log_contact
from mentors.models import Contact, Kind, Pairing, Wishes
from mentors.pairing import actions as pairing
from mentors.peers.actions import add_peer
from mentors.wishes.actions import set_wishes
from referrals.consent.actions import draft_agreement, sign_agreement
from referrals.models import Consent, Partner
from referrals.partners.actions import add_partner
from tests.factories.people import UserFactory
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
# peer: kind, supervisor
PEERS = {
    "rosa": (Kind.MENTOR, "marcus"),
    "ana": (Kind.NAVIGATOR, "marcus"),
    "gone": (Kind.MENTOR, "marcus"),
    "bea": (Kind.MENTOR, "tess"),
    "off": (Kind.NAVIGATOR, "tess"),
}


class Cast:
    """`cast.rosa` is a User, `cast.cam` a Survivor; see tests/conftest.py for who is who."""

    def __init__(self):
        self.canaries = Canaries()
        with clock.at(clock.days_ago(60)):
            self._staff()
            self.cam = self.survivor("Cam")
            self.eve = self.survivor("Eve")
            deny(survivor=self.cam, user=self.kin, kind=Denial.Kind.RELATIVE, by=self.dana)
            before = self.walk(self.cam, self.gone)
        with clock.at(clock.days_ago(50)):
            self.old_contact = self.contact(before, mode="call")
        with clock.at(clock.days_ago(30)):
            nothing = Pairing.Next.NOTHING
            pairing.end_pairing(
                pairing=before, whose_choice="theirs", what_next=nothing, by=self.gone
            )
            self.former_pairing = before
        with clock.at(clock.days_ago(20)):
            self.pairing = self.walk(self.cam, self.rosa)
            self.cam_and_ana = self.walk(self.cam, self.ana)
            self.eve_and_bea = self.walk(self.eve, self.bea)
            self.walk(self.eve, self.off)
            self.off.is_active = False
            self.off.save()
            self.partner = self.clinic()
            self.agreement = self.agree(self.cam, self.partner)
        with clock.at(clock.days_ago(1)):
            self.contact_of_cam = self.contact(self.pairing)
            self.contact_of_eve = self.contact(self.eve_and_bea)

    def _staff(self):
        for name, roles in STAFF.items():
            setattr(self, name, make_user(name, *roles, is_superuser=name == "root"))
        for name, (kind, supervisor) in PEERS.items():
            user, supervisor = getattr(self, name), getattr(self, supervisor)
            user.peer = add_peer(user=user, kind=kind, supervisor=supervisor, by=self.dana)

    # Canaries ---------------------------------------------------------------------------

    def say(self, owner, model, field, words=""):
        """Words with a new canary behind them, for this sealed field of this person."""
        kind = next(f for f in sealed.sealed_fields(model) if f.name == field).kind
        return f"{words} {self.canaries.new(owner, kind, model._meta.label, field)}".strip()

    def seal(self, row, **fields):
        """Put canaries into sealed text fields of an unsaved row: field to the words before."""
        for field, words in fields.items():
            setattr(row, field, self.say(row.person_id(), type(row), field, words))
        return row

    def token(self, row, field):
        """The canary in this field of this person's rows of this model."""
        found = self.canaries.find(row.person_id(), row._meta.label, field)
        [token] = [token for token in found if token in str(getattr(row, field))]
        return token

    # People -------------------------------------------------------------------------------

    def survivor(self, name):
        """A survivor who asked for a peer, with a safe-contact card and wishes."""
        person = Survivor(asked_on=clock.today(), told_on=clock.today())
        self.seal(person, name=name, pronouns="", languages="", access_needs="")
        self.seal(person, legal_name="", phone="")
        add_survivor(survivor=person, by=self.dana)
        answers = {
            "who": SafeContact.Who.WE,
            "ways": {
                "call": self.say(person.pk, SafeContact, "ways", "mornings"),
                "in_person": "",
            },
            "words": self.say(person.pk, SafeContact, "words", "Say"),
            "not_answer": self.say(person.pk, SafeContact, "not_answer", "A man"),
            "our_name": self.say(person.pk, SafeContact, "our_name", "Ann"),
            "her_name": self.say(person.pk, SafeContact, "her_name", "Jay"),
            "check_again_on": clock.today() + timedelta(days=180),
        }
        set_safe_contact(survivor=person, answers=answers, by=self.dana)
        wish = {"languages": {"weight": "must", "want": ["en"]}}
        words = self.say(person.pk, Wishes, "words")
        set_wishes(survivor=person, answers=wish, words=words, by=self.dana)
        return Survivor.objects.unscoped("the cast").get(pk=person.pk)

    def walk(self, survivor, user):
        """Offer a peer, both say yes."""
        offered = pairing.offer(survivor=survivor, peer=user.peer, by=self.dana)
        pairing.answer_offer(pairing=offered, willing=True, by=user)
        return pairing.record_answer(pairing=offered, answer="yes", by=self.dana)

    def contact(self, of_pairing, mode="call", **fields):
        """A contact its peer logged, with a note."""
        author = of_pairing.peer.user
        row = Contact(pairing=of_pairing, survivor=of_pairing.survivor, author=author, mode=mode)
        row.owner, row.outcome, row.minutes = of_pairing.survivor_id, "talked", 15
        row.happened_at = clock.now()
        for name, value in fields.items():
            setattr(row, name, value)
        return log_contact(contact=self.seal(row, note="We talked about the bus."))

    def flag(self, survivor, by, days=20, shown_to="team"):
        """A safety instruction in own words, to be looked at again in so many days."""
        words = self.say(survivor.pk, Flag, "words", "Ring twice")
        review_on = clock.today() + timedelta(days=days)
        own = {"kinds": [Flag.Kind.OWN], "words": words, "shown_to": shown_to}
        add_flags(survivor=survivor, review_on=review_on, by=by, **own)
        flags = Flag.objects.unscoped("the cast").filter(survivor=survivor)
        return next(flag for flag in flags if flag.words == words)

    def step(self, survivor, who):
        """A next step somebody promised."""
        step = Step(survivor=survivor, owner=survivor.pk, who=who, due_on=clock.today())
        return add_step(step=self.seal(step, what="Bring the form"), by=who)

    def goal(self, survivor, by):
        """What somebody wants, in their words."""
        return add_goal(goal=self.seal(Goal(survivor=survivor), words="A quiet room"), by=by)

    # Sharing ------------------------------------------------------------------------------

    def clinic(self, name="Riverside Clinic"):
        """A partner of the directory."""
        partner = Partner(name=name, kind=Partner.Kind.HEALTH, reach="555-0188", address="4 Elm")
        return add_partner(partner=partner, by=self.dana)

    def draft(self, survivor, partner, by=None, days=30, **fields):
        """An agreement written down and not answered yet."""
        row = Consent(
            survivor=survivor,
            owner=survivor.pk,
            partner=partner,
            items=["chosen_name", "wants"],
            how=["in_person", "paper"],
            expires_on=clock.today() + timedelta(days=days),
        )
        for name, value in fields.items():
            setattr(row, name, value)
        self.seal(row, purpose="So they can meet", wants="A first visit", contact="Nurse")
        self.seal(row, best_times="Mornings", one_more_thing="Quiet", interpreter="By phone")
        return draft_agreement(agreement=row, by=by or self.ana)

    def agree(self, survivor, partner, by=None, **fields):
        """A live agreement, signed with her name."""
        row = self.draft(survivor, partner, by, **fields)
        name = self.say(survivor.pk, Consent, "signer", "Cam")
        return sign_agreement(agreement=row, signature=name, by=by or self.ana)


def make_user(name, *roles, **extra):
    """A member of staff who signs in as `name@example.org` with PASSWORD."""
    return UserFactory(name=name.title(), roles=roles, **extra)
