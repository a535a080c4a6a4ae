"""
The cast, and one real row for everything that has an address: what the matrix asks for.

    ida    survivor who waits; bea has an offer for her and has not answered
    una    survivor who waits; nobody was offered yet
    mia    survivor who was to meet gone; her answer is not known yet
    back   survivor who finished and came back; nobody walks with her
    rosa   shares the bands of her last check-in; asked for a debrief
    bea    finished a check-in and shares nothing
"""

from datetime import time, timedelta
from types import SimpleNamespace

from coordination import clock, vault
from coordination.audit.actions import record_reads, review_access
from coordination.drafts import actions as drafts
from coordination.flags.actions import end_flag
from coordination.goals.actions import change_step, finish_step
from coordination.inbox.actions import notify
from coordination.instruments import PHQ_9
from coordination.instruments.actions import load_text, switch_on
from coordination.models import AccessReview, Draft, Notice, Outcome, ReadAudit
from coordination.outcomes.actions import correct_outcome
from coordination.outcomes.actions import mark_error as mark_outcome
from coordination.report_questions.actions import set_report_answers
from coordination.report_questions.lists import AGE, RACE, RATHER_NOT
from coordination.survivors.actions import set_status
from mentors.contacts.actions import correct_contact, log_contact, mark_error
from mentors.models import Contact, GroupSession, NoteReveal, Offer, Peer
from mentors.pairing import actions as pairing
from mentors.peers.actions import change_limit
from mentors.reveals.actions import reveal_note
from mentors.sessions.actions import correct_session, hold_session, withdraw_session
from mentors.today.actions import not_today
from referrals.consent.actions import hand_over, keep_draft, stop_sharing
from referrals.disclosure.actions import ask_copy
from referrals.groups.actions import load_support_models
from referrals.handoffs import plans
from referrals.handoffs.actions import move_handoff, note_handoff, start_handoff
from referrals.models import (
    AgreementDraft,
    Group,
    Handoff,
    HandoffEvent,
    HowItWent,
    Meeting,
    SupportModel,
)
from referrals.packets.actions import ask_summary
from selfcare.checkins.actions import check_in, keep_pulse, share
from selfcare.debriefs.actions import ask_debrief
from selfcare.models import SupervisionSession
from selfcare.supervision.actions import record_supervision
from tests.factories.cast import Cast
from tests.factories.outcomes import keep, phq
from tests.factories.texts import made_up, switched_on

ANSWERS = {1: 5, 4: 5, 7: 4, 2: 1, 5: 4, 8: 2, 3: 3, 6: 2, 9: 2}


class World(Cast):
    """Every attribute is a row, named as the policy table names it."""

    def __init__(self):
        super().__init__()
        self._pairing()
        self._contacts()
        self._sharing()
        self._groups()
        self._handoffs()
        self._wellbeing()
        self._looks()
        self._texts()
        self._outcomes()
        self._flags()
        self._service()
        self.step_of_cam = self.step(self.cam, self.rosa)
        self.step_of_eve = self.step(self.eve, self.bea)
        self._goals()
        self._notices()
        self.peer_rosa, self.peer_ana = self.rosa.peer, self.ana.peer
        self.peer_bea, self.peer_off = self.bea.peer, self.off.peer
        self.peer_gone = self.gone.peer
        self._drafts()

    def _goals(self):
        """A goal of each; towards Cam's a step that is done, and one Ana gave to Rosa."""
        self.goal_of_cam = self.goal(self.cam, self.rosa)
        self.goal_of_eve = self.goal(self.eve, self.bea)
        self.done_step = finish_step(step=self.step(self.cam, self.rosa), by=self.rosa)
        given = {"goal": self.goal_of_cam, "who": self.rosa}
        step = self.step(self.cam, self.ana)
        self.step_given = change_step(step=step, changes=given, by=self.ana)

    def _notices(self):
        """Ana's step for Rosa; Bea's offer; one about Cam to Cam's former mentor."""
        told = Notice.objects.unscoped("the world")
        self.notice_of_rosa = told.get(user=self.rosa, kind="step_given")
        self.notice_of_bea = told.get(user=self.bea, kind="offer")
        path = self.cam.get_absolute_url()
        lost = {"user": self.gone, "kind": "paired", "path": path, "survivor": self.cam}
        told.filter(user=self.gone, kind="paired", path=path).delete()
        self.lost_notice = notify(**lost)
        not_today(pairing=self.cam_and_ana, by=self.ana)

    def _pairing(self):
        self.ida, self.una = self.survivor("Ida"), self.survivor("Una")
        self.offered = pairing.offer(survivor=self.ida, peer=self.bea.peer, by=self.dana)
        self.offer_to_bea = Offer.objects.unscoped("the world").get(pairing=self.offered)
        self._meeting()
        note = self.say(self.rosa.pk, Peer, "limit_note", "Two classes")
        change_limit(peer=self.rosa.peer, limit=14, note=note, by=self.dana)

    def _meeting(self):
        """Mia and Gone were to meet five days ago; nobody wrote down what she said."""
        self.mia = self.survivor("Mia")
        with clock.at(clock.days_ago(5)):
            offered = pairing.offer(survivor=self.mia, peer=self.gone.peer, by=self.dana)
            pairing.answer_offer(pairing=offered, willing=True, by=self.gone)
            answer = {"answer": "meet_first", "meeting_on": clock.today(), "by": self.dana}
            self.meeting = pairing.record_answer(pairing=offered, **answer)

    def _flags(self):
        """Of each state: standing, due, shown without supervisors, ended."""
        self.flag_of_cam = self.flag(self.cam, self.rosa)
        self.quiet_flag = self.flag(self.cam, self.rosa, shown_to="peers")
        with clock.at(clock.days_ago(30)):
            self.flag_of_eve = self.flag(self.eve, self.bea, days=10)
            self.ended_flag = self.flag(self.cam, self.ana)
        end_flag(flag=self.ended_flag, by=self.ana)

    def _service(self):
        """One who came back, and what two people answered for reports."""
        with clock.at(clock.days_ago(40)):
            self.back = self.survivor("Back")
            set_status(survivor=self.back, status="finished", reason="moved", by=self.dana)
        set_status(survivor=self.back, status="open", wants_peer=True, by=self.dana)
        for person, by in ((self.cam, self.rosa), (self.eve, self.bea)):
            said = [(AGE, ["25_59"]), (RACE, [RATHER_NOT])]
            set_report_answers(survivor=person, answers=said, by=by)

    def _contacts(self):
        """An entry of each state: late with a reason, corrected, entered in error."""
        cam = self.cam.pk
        with clock.at(clock.days_ago(2)):
            late = self.say(cam, Contact, "late_reason", "Found the paper")
            row = Contact(pairing=self.pairing, survivor=self.cam, owner=cam, author=self.rosa)
            row.mode, row.outcome, row.minutes = "call", "talked", 20
            row.happened_at = clock.now() - timedelta(days=100)
            row.late_reason = late
            self.late_contact = log_contact(contact=self.seal(row, note="Late"))
            self.wrong_contact = self.contact(self.pairing)
            self.fixed_contact = self.contact(self.pairing)
        reason = self.say(cam, Contact, "correction_reason", "Wrong day")
        correct_contact(contact=self.fixed_contact, changes={}, reason=reason, by=self.rosa)
        reason = self.say(cam, Contact, "error_reason", "Twice")
        mark_error(contact=self.wrong_contact, reason=reason, by=self.rosa)
        self._more_contacts()

    def _more_contacts(self):
        """One with her own words and a listed one; one that asked to wait; two group sessions."""
        row = Contact(pairing=self.pairing, survivor=self.cam, author=self.rosa, mode="call")
        row.owner, row.outcome, row.minutes, row.together = self.cam.pk, "talked", 30, True
        row.details, row.told = {"place": "public"}, {"went": "helped", "asked": True}
        self.seal(row, note="She refused", wants="A walk", reflection="I laughed")
        self.asked_contact = log_contact(contact=row)
        row = Contact(pairing=self.cam_and_ana, survivor=self.cam, author=self.ana, mode="call")
        row.outcome, row.wait_until = "asked_to_wait", clock.today() + timedelta(days=9)
        self.waiting_contact = log_contact(contact=row)
        self.session = self._group_session([self.cam])
        self.wrong_session = self._group_session([])
        withdraw_session(
            session=self.wrong_session,
            reason=self.say(self.rosa.pk, GroupSession, "error_reason", "Twice"),
            by=self.rosa,
        )

    def _group_session(self, people):
        row = GroupSession(owner=self.rosa.pk, minutes=60, came=5, topics=["fun"])
        self.seal(row, title="Tuesday table", follow_up="Chairs", late_reason="Forgot")
        with clock.at(clock.days_ago(2)):
            row.happened_at = clock.now()
            row = hold_session(session=row, people=people, by=self.rosa)
        why = self.say(self.rosa.pk, GroupSession, "correction_reason", "Wrong day")
        changed = {"changes": {}, "people": people, "reason": why}
        return correct_session(session=row, by=self.rosa, **changed)

    def _sharing(self):
        self.lawyer = self.clinic("Legal Aid Office")
        self.stopped = self.agree(self.cam, self.lawyer)
        stop_sharing(agreement=self.stopped, by=self.ana)
        self.unanswered = self.draft(self.cam, self.lawyer)
        self.screen = hand_over(agreement=self.unanswered, by=self.ana)
        self.unanswered_of_eve = self.draft(self.eve, self.partner, by=self.bea)
        words = self.say(self.eve.pk, AgreementDraft, "answers")
        keep_draft(survivor=self.eve, answers={"start": {"interpreter": words}}, by=self.bea)
        ask_copy(agreement=self.agreement, answer="full", by=self.ana)

    def _groups(self):
        load_support_models()
        model = SupportModel.objects.unscoped("the world").first()
        self.group = Group.objects.create(name="Tuesday Table", support_model=model, area="Hill")
        Meeting.objects.create(
            group=self.group, weekday=2, start=time(18), end=time(19), attendance="in_person"
        )
        self.held_group = Group.objects.create(name="Held Table", held_for="safe house")
        self.secret_group = Group.objects.create(name="Quiet Table", confidential=True)
        self.support_model = model

    def _handoffs(self):
        """Cam to the clinic under her agreement; Eve to a group that is told nothing; a plan."""
        items = ["chosen_name", "wants"]
        self.handoff = self._handoff(self.cam, self.ana, partner=self.partner, items=items)
        self.handoff_of_eve = self._handoff(self.eve, self.bea, group=self.group)
        note = self.say(self.eve.pk, HandoffEvent, "note", "They were shut")
        note_handoff(handoff=self.handoff_of_eve, tried=True, note=note, by=self.bea)
        self.plan = self._plan(self.cam, self.rosa, partner=self.lawyer)
        self.visited = self._handoff(self.cam, self.ana, group=self.group)
        there = {"introduced_how": "together", "person_present": True, "peer_present": True}
        move_handoff(handoff=self.visited, to="first_attended", facts=there, by=self.ana)
        said = HowItWent(handoff=self.visited, owner=self.cam.pk, by=self.ana)
        said.answers = {"felt_safe": "yes", "": self.say(self.cam.pk, HowItWent, "answers")}
        self.seal(said, words="Warm").save()

    def _handoff(self, person, by, **place):
        return start_handoff(handoff=self._plan(person, by, **place), by=by)

    def _plan(self, person, by, items=(), **place):
        row = plans.choose_place(survivor=person, by=by, **place)
        words = {"need": "A first visit", "if_not_right": "We step out", "contact": "Nurse"}
        changes = {name: self.say(person.pk, Handoff, name, said) for name, said in words.items()}
        changes["help_with"] = ["ride", self.say(person.pk, Handoff, "help_with")]
        changes |= {"how": "together", "introducer": by, "prepared": True, "place_is_safe": True}
        changes["introduce_on"] = clock.today() + timedelta(days=3)
        return plans.change_plan(plan=row, changes=changes | {"items": list(items)}, by=by)

    def _wellbeing(self):
        self.check_in_of_rosa = check_in(by=self.rosa, answers=ANSWERS, finished=True)
        share(check_in=self.check_in_of_rosa, level="bands", by=self.rosa)
        self.check_in_of_bea = check_in(by=self.bea, answers=ANSWERS, finished=True)
        self.check_in_of_dana = check_in(by=self.dana, answers=ANSWERS, finished=True)
        self.debrief_of_rosa = ask_debrief(wanted="week", by=self.rosa)
        self.debrief_of_bea = ask_debrief(wanted="week", by=self.bea)
        keep_pulse(by=self.dana, feeling="okay")
        for user, supervisor in ((self.rosa, self.marcus), (self.bea, self.tess)):
            keep_pulse(by=user, feeling="heavy")
            session = SupervisionSession(subject=user, owner=user.pk, held_on=clock.today())
            session.minutes, session.kind, session.load = 45, "planned", "about_right"
            self.seal(session, agreed="One class less", why_no_next="Away")
            record_supervision(session=session, by=supervisor)

    def _drafts(self):
        """Begun and not saved: about Cam by three who may see her, each for themselves."""
        page, self.draft_tokens = f"/people/{self.cam.ref}/steps/new/", {}
        for name in ("rosa", "ana", "dana"):
            words = self.say(self.cam.pk, Draft, "values", "Bring")
            drafts.keep_draft(user=getattr(self, name), path=page, values={"what": [words]})
            self.draft_tokens[name] = words.split()[-1]
        words = self.say(self.rosa.pk, Draft, "values", "Corner")
        drafts.keep_draft(user=self.rosa, path="/partners/new/", values={"name": [words]})

    def _texts(self):
        """Words of questionnaires: one in use, one that waits for permission."""
        self.text_in_use = load_text(text=made_up("gad-7"), by=self.admin)
        switch_on(text=self.text_in_use, by=self.admin)
        self.text_waiting = load_text(text=made_up("k6"), by=self.admin)

    def _outcomes(self):
        """Sets of answers: corrected, entered in error, begun, and one whose safety page waits."""
        text, given = switched_on(PHQ_9, self.dana), {"asked_on": clock.today(), "by": self.rosa}
        with clock.at(clock.days_ago(2)):
            self.outcome_of_cam = keep(self.cam, self.rosa)
            self.wrong_outcome = keep(self.cam, self.rosa, {"people": 2}, "people-around")
        reason = self.say(self.cam.pk, Outcome, "correction_reason", "Wrong day")
        correct_outcome(outcome=self.outcome_of_cam, answers={"hope": 4}, reason=reason, **given)
        reason = self.say(self.cam.pk, Outcome, "error_reason", "Twice")
        mark_outcome(outcome=self.wrong_outcome, reason=reason, by=self.rosa)
        low = phq([0, 0, 0, 0, 0, 0, 0, 0, 1])
        self.unsafe = keep(self.cam, self.rosa, low, "phq-9", text=text)
        self.begun = keep(self.cam, self.rosa, {"days_in_30": 3}, "substance-use", finished=False)
        self.outcome_of_eve = keep(self.eve, self.bea)

    def _looks(self):
        """Looks, one of them reviewed; a note opened with a reason; Cam's own copy."""
        self.look_at_cam, self.look_at_eve = looked(self.gone, self.cam), looked(self.bea, self.eve)
        self.reviewed_look = looked(self.gone, self.cam)
        self.review = self.say(self.cam.pk, AccessReview, "note", "Asked, it was fine")
        review_access(look=self.reviewed_look, note=self.review, by=self.priya)
        self.reason = self.say(self.cam.pk, NoteReveal, "reason", "Rosa asked me to")
        reveal_note(contact=self.contact_of_cam, reason=self.reason, by=self.marcus)
        ask_summary(survivor=self.cam, answer="full", notes=True, by=self.rosa)

    # Who may read what --------------------------------------------------------------------

    def open_to(self, name):
        """(owner, kind) that this person may ever open, apart from a logged reveal."""
        user = getattr(self, name)
        own = {(user.pk, kind) for kind in OF_ONES_OWN}
        return own | {
            (getattr(self, owner).pk, kind)
            for owner, kinds in READS.get(name, {}).items()
            for kind in kinds.split()
        }

    def readable(self, name):
        """The tokens this person may ever see."""
        pairs = self.open_to(name)
        return {
            token
            for token, canary in self.canaries.planted.items()
            if (canary.owner, canary.kind) in pairs
        } - self.hidden_from(name)

    def hidden_from(self, name):
        """What stays shut though its kind is open: notes before one's own time, others' drafts."""
        before = {self.token(self.old_contact, "note")} if name in {"rosa", "ana"} else set()
        if name == "marcus":
            before |= self.canaries.found(self.quiet_flag.words.encode())
        before |= self._hidden_of_reviews(name)
        return before | {token for who, token in self.draft_tokens.items() if who != name}

    def _hidden_of_reviews(self, name):
        """Reasons are not for managers, reviews are for privacy officers and open nothing more."""
        review = self.canaries.found(self.review.encode())
        reason = self.canaries.found(self.reason.encode())
        if name == "priya":
            planted = self.canaries.planted.items()
            cams = {token for token, canary in planted if canary.owner == self.cam.pk}
            return cams - review - reason
        return review | reason if name == "dana" else review


OF_ONES_OWN = (vault.FACTS, vault.WELLBEING, vault.SHARED, vault.DRAFTS)


def looked(user, person, view="survivor"):
    """What the gate writes when a user opens a page about a person."""
    match = SimpleNamespace(view_name=view)
    record_reads(
        SimpleNamespace(user=user, method="GET", resolver_match=match), {person.pk: {"facts"}}
    )
    return ReadAudit.objects.latest("pk")


# Reviewed: domain.md and experience.md a.1, settled 2 and 3. One's own is added above.
PEERS = dict.fromkeys(["rosa", "ana", "bea", "gone", "off"], "facts")
READS = {
    "dana": {
        "cam": "facts drafts",
        "eve": "facts",
        "ida": "facts",
        "una": "facts",
        "mia": "facts",
        "back": "facts",
        **PEERS,
    },
    "rosa": {"cam": "facts notes drafts"},
    "ana": {"cam": "facts notes drafts"},
    "bea": {"eve": "facts notes"},
    "marcus": {
        "cam": "facts",
        "rosa": "facts shared",
        "ana": "facts shared",
        "gone": "facts shared",
    },
    "tess": {"eve": "facts", "bea": "facts shared", "off": "facts shared"},
    "priya": {"cam": "facts"},  # what reviews of access need; see hidden_from
    "kin": {
        "eve": "facts",
        "ida": "facts",
        "una": "facts",
        "mia": "facts",
        "back": "facts",
        **PEERS,
    },
}
