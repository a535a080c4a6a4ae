"""Handoffs of the sample agency: every state and every ending, to places of every kind."""

from datetime import time, timedelta
from itertools import chain, cycle

from django.db import transaction

from coordination import clock
from coordination.access import READ_NOTES, SurvivorGrant
from coordination.registry import sample
from referrals.consent.actions import draft_agreement, mark_ended, sign_agreement, stop_sharing
from referrals.consent.models import Consent
from referrals.disclosure.gate import dispatch
from referrals.groups.models import Group
from referrals.handoffs import actions, plans
from referrals.handoffs.models import How
from referrals.handoffs.states import Side, State
from referrals.partners.models import Partner

S = State
OWN = ["navigator@example.org", "mentor@example.org"]  # whose pages are looked at first
NEEDS = [
    "A check-up without a long wait",
    "Someone to look at the lease with me",
    "Help with the school forms",
    "A dentist who explains things",
]
GROUP_NEEDS = ["A calm place on Tuesday evenings", "People who know what it is like"]
CONTACTS = ["Nurse Adele", "Front desk", "Maria", "Sam, intake", "The coordinator"]
IF_NOT = ["We step out and walk around the block.", "One text and I come in.", ""]
ARRIVED = {"introduced_how": How.TOGETHER, "person_present": True, "peer_present": True}
BY_CALL = {"introduced_how": How.THREE_WAY, "person_present": True, "peer_present": True}
BY_MESSAGE = {"introduced_how": How.MESSAGE, "person_present": False, "peer_present": True}

FELT = [
    {"felt_safe": "yes", "could_stay_quiet": "yes", "not_judged": "yes", "would_go_again": "yes"},
    {"felt_safe": "some", "could_stay_quiet": "yes", "would_go_again": "some"},
    {"felt_safe": "yes", "not_judged": "some", "would_go_again": "no", "try_another": "yes"},
]

# (days ago it began, kind, what happened: (days ago, state or word, more)). Kinds: shared under
# an agreement, told nothing, a group.
STORIES = [
    (1, "shared", []),
    (12, "shared", []),
    (3, "group", []),
    (16, "shared", [(13, S.ACCEPTED, {}), (5, S.INTRODUCED, ARRIVED)]),
    (10, "shared", [(8, S.ACCEPTED, {}), (7, S.SCHEDULED, {"in_days": 9})]),
    (24, "group", [(21, S.FIRST_ATTENDED, ARRIVED)]),
    (60, "shared", [
        (58, S.ACCEPTED, {}), (55, S.INTRODUCED, ARRIVED), (52, S.FIRST_ATTENDED, {}),
        (20, S.ENGAGED_30D, {}),
    ]),
    (6, "shared", [(4, S.RECEIVED, {})]),
    (20, "shared", [(18, S.WAITLISTED, {}), (9, "same", {"note": "About two more weeks."})]),
    (8, "shared", [(6, S.ACCEPTED, {})]),
    (14, "shared", [(3, "stop", {})]),
    (30, "shared", [
        (28, S.ACCEPTED, {}), (24, S.INTRODUCED, BY_CALL), (20, S.FIRST_ATTENDED, {}),
    ]),
    (5, "nothing", [(3, S.ACCEPTED, {})]),
    (18, "short", [(16, S.ACCEPTED, {}), (2, "ran out", {})]),
    (33, "shared", [(30, S.ACCEPTED, {}), (12, "stop", {}), (9, "again", {}),
        (8, S.ACCEPTED, {}), (6, S.INTRODUCED, ARRIVED)]),
    (15, "shared", [
        (12, S.ACCEPTED, {}),
        (9, S.ON_HOLD, {"side": Side.PERSON, "until": 5}),
    ]),
    (78, "shared", [
        (75, S.ACCEPTED, {}), (72, S.INTRODUCED, ARRIVED), (70, S.FIRST_ATTENDED, {}),
        (38, S.ENGAGED_30D, {}), (4, S.CLOSED, {"ending": "going_well"}),
    ]),
    (66, "group", [(62, S.FIRST_ATTENDED, ARRIVED), (31, S.ENGAGED_30D, {})]),
    (40, "shared", [(37, S.DECLINED_BY_PERSON, {"ending": "chose_to_stop"})]),
    (29, "shared", [
        (27, S.ACCEPTED, {}),
        (11, S.DECLINED_BY_PROVIDER, {"note": "Their nurse left. They will call in spring."}),
    ]),
    (17, "nothing", [(14, S.NO_CAPACITY, {"new_option": True})]),
    (26, "nothing", [(22, S.NOT_ELIGIBLE, {"new_option": True})]),
    (22, "shared", [(6, S.EXPIRED, {"new_option": True})]),
    (13, "group", [(9, S.NO_SHOW, {"ending": "other_need"})]),
    (19, "shared", [
        (15, S.WITHDRAWN, {"side": Side.PERSON, "ending": "other_need"}),
    ]),
    (58, "shared", [
        (40, "tried", {}), (36, "tried", {}), (30, "tried", {}),
        (20, S.UNABLE_TO_REACH, {"note": "Three calls at the agreed times."}),
    ]),
    (7, "shared", [(7, S.ENTERED_IN_ERROR, {})]),
    (79, "shared", [
        (77, S.ACCEPTED, {}), (74, S.INTRODUCED, ARRIVED), (70, S.FIRST_ATTENDED, {}),
        (39, S.ENGAGED_30D, {}), (8, S.CLOSED, {"ending": "chose_to_stop"}),
    ]),
    (77, "group", [
        (74, S.FIRST_ATTENDED, ARRIVED), (43, S.ENGAGED_30D, {}),
        (12, S.CLOSED, {"ending": "partner_could_not", "new_option": True}),
    ]),
    (76, "nothing", [
        (74, S.ACCEPTED, {}), (71, S.INTRODUCED, BY_MESSAGE), (69, S.FIRST_ATTENDED, {}),
        (38, S.ENGAGED_30D, {}), (30, "tried", {}), (26, "tried", {}), (22, "tried", {}),
        (13, S.CLOSED, {"ending": "lost_touch"}),
    ]),
    (75, "group", [
        (71, S.FIRST_ATTENDED, ARRIVED), (40, S.ENGAGED_30D, {}),
        (16, S.CLOSED, {"ending": "other_need"}),
    ]),
    (11, "shared", []),
    (2, "group", []),
    (45, "group", [(41, S.FIRST_ATTENDED, ARRIVED), (10, S.ENGAGED_30D, {})]),
    (21, "nothing", [(19, S.ACCEPTED, {}), (15, S.INTRODUCED, BY_CALL)]),
]  # fmt: skip


@sample.part(order=40)
def handoffs(agency):
    """Each story for one person and one who walks with them, in turn."""
    with transaction.atomic():
        own, rest = _walks(agency)
        walks = chain(own, own, cycle(rest))  # two each for the people of the sample sign-ins
        partners = cycle(Partner.objects.unscoped("the sample").in_order())
        groups = cycle(Group.objects.unscoped("the sample").listed().order_by("name", "pk"))
        taken = set()
        for number, (began, kind, moves) in enumerate(STORIES):
            place = next(groups if kind == "group" else partners)
            survivor, by = _free(walks, place, taken)
            _Story(agency, number, survivor, by, place, kind).live(began, moves)
        survivor, by = _free(walks, place := next(partners), taken)
        with agency.at(1):
            plans.choose_place(survivor=survivor, partner=place, need=NEEDS[0], by=by)


def _walks(agency):
    """(survivor, peer) of all who are walked with: by the sample sign-ins, and by others."""
    grants = SurvivorGrant.objects.filter(permission__codename=READ_NOTES, user__is_active=True)
    emails = {user.pk: email for email, user in agency.staff.items()}
    pairs = [(grant.content_object_id, emails[grant.user_id]) for grant in grants]
    numbers = {survivor.pk: number for number, survivor in enumerate(agency.survivors)}
    pairs = [pair for pair in pairs if pair[0] in numbers]
    pairs.sort(key=lambda pair: (numbers[pair[0]], pair[1]))
    found = [(agency.survivors[numbers[pk]], agency.staff[email]) for pk, email in pairs]
    own = [pair for pair in found if pair[1].email in OWN]
    return own, [pair for pair in found if pair[1].email not in OWN]


def _free(walks, place, taken):
    """The next pair of whom that person has no handoff to this place yet."""
    for survivor, by in walks:
        if (survivor.pk, place.pk) not in taken:
            taken.add((survivor.pk, place.pk))
            return survivor, by


class _Story:
    """One handoff, lived at its own days."""

    def __init__(self, agency, number, survivor, by, place, kind):
        self.agency, self.number, self.survivor, self.by = agency, number, survivor, by
        self.place, self.kind = place, kind
        self.agreement = self.handoff = None

    def live(self, began, moves):
        with self.agency.at(began, 9, self.number):
            if self.kind in ("shared", "short"):
                self.agree(days=15 if self.kind == "short" else 90)
            self.start()
        for days_ago, what, more in moves:
            with self.agency.at(days_ago, 11, self.number):
                if isinstance(what, State):
                    self.moved(what, more)
                else:
                    WORDS[what](self, **more)

    def agree(self, days):
        agreement = Consent(
            survivor=self.survivor,
            partner=self.place,
            items=["chosen_name", "wants", "best_times"],
            wants=NEEDS[self.number % len(NEEDS)],
            best_times="Weekdays before noon",
            purpose="So they know who is coming",
            how=["in_person", "paper"],
            expires_on=clock.today() + timedelta(days=days),
        )
        agreement = draft_agreement(agreement=agreement, by=self.by)
        name = self.survivor.name
        self.agreement = sign_agreement(
            agreement=agreement, signature=name, told_back=True, by=self.by
        )

    def start(self):
        choose = {"group" if self.kind == "group" else "partner": self.place}
        needs = GROUP_NEEDS if self.kind == "group" else NEEDS
        need = needs[self.number % len(needs)]
        plan = plans.choose_place(survivor=self.survivor, need=need, by=self.by, **choose)
        changes = {
            "how": How.MEET if self.number % 3 == 1 else How.TOGETHER,
            "introduce_on": clock.today() + timedelta(days=3) if self.kind == "group" else None,
            "introduce_time": time(19) if self.kind == "group" else None,
            "help_with": ["ride"] if self.number % 4 == 0 else [],
            "if_not_right": IF_NOT[self.number % len(IF_NOT)],
            "prepared": self.number % 5 != 4,
            "place_is_safe": self.number % 7 != 6,
            "contact": "" if self.kind == "group" else CONTACTS[self.number % len(CONTACTS)],
            "nothing_shared": self.agreement is None,
            "items": self.agreement.items if self.agreement else [],
        }
        plan = plans.change_plan(plan=plan, changes=changes, by=self.by)
        self.handoff = actions.start_handoff(handoff=plan, by=self.by)
        if self.handoff.disclosure and self.number % 4:
            dispatch(disclosure=self.handoff.disclosure, by=self.by)

    def moved(self, to, more):
        known = {"side", "note", "ending", "new_option"}
        facts = {name: value for name, value in more.items() if name in ARRIVED}
        if "in_days" in more:
            facts["introduce_on"] = clock.today() + timedelta(days=more["in_days"])
        until = more.get("until")
        self.handoff = actions.move_handoff(
            handoff=self.handoff,
            to=to,
            by=self.by,
            facts=facts,
            next_check_on=clock.today() + timedelta(days=until) if until else None,
            **{name: more[name] for name in known & more.keys()},
        )
        if to == S.FIRST_ATTENDED and self.number % 3:
            self.asked()

    def asked(self):
        answers = FELT[self.number % len(FELT)]
        words = "The tea was good." if self.number % 4 == 1 else ""
        actions.keep_how_it_went(
            handoff=self.handoff, answers=answers, words=words, counts_for_group=True, by=self.by
        )

    def same(self, note):
        later = clock.today() + timedelta(days=10)
        actions.note_handoff(handoff=self.handoff, by=self.by, note=note, next_check_on=later)

    def tried(self):
        actions.note_handoff(handoff=self.handoff, by=self.by, tried=True)

    def stop(self):
        stop_sharing(agreement=self.agreement, by=self.by)

    def ran_out(self):
        mark_ended(agreement=self.agreement)

    def again(self):
        self.agree(days=60)


WORDS = {
    "same": _Story.same,
    "tried": _Story.tried,
    "stop": _Story.stop,
    "ran out": _Story.ran_out,
    "again": _Story.again,
}
