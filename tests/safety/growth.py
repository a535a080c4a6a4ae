"""The same world with twenty of everything: what a page costs must not follow its rows."""

from datetime import time, timedelta

from coordination import clock
from coordination.flags.apart import keep_apart
from coordination.goals.actions import change_step
from coordination.instruments.actions import load_text
from coordination.models import Episode, Role, Step
from mentors.models import Kind
from mentors.pairing import actions as pairing
from mentors.peers.actions import add_peer, change_limit
from mentors.reveals.actions import reveal_note
from mentors.today.actions import not_today
from referrals.models import Group, Meeting, SupportModel
from selfcare.checkins.actions import check_in, keep_pulse, share
from selfcare.debriefs.actions import ask_debrief
from selfcare.models import SupervisionSession
from selfcare.supervision.actions import record_supervision
from tests.factories.cast import make_user
from tests.factories.outcomes import keep
from tests.factories.texts import made_up
from tests.safety.world import ANSWERS, looked

MORE = 19


def grow(world):
    """Nineteen more people, peers, partners, groups, and of everything about Cam and Rosa."""
    for peer in (world.rosa.peer, world.ana.peer):
        change_limit(peer=peer, limit=60, note="Twenty people", by=world.dana)
    partners = [world.clinic(f"Place {number}") for number in range(MORE)]
    groups = [_group(number) for number in range(MORE)]
    for number in range(MORE):
        _person(world, number, partners[number])
        _about_cam(world, number, partners[number], groups[number])
        _peer(world, number)
        load_text(text=made_up("gad-7", version=f"new {number}"), by=world.admin)
    for days in range(1, 13):
        _wellbeing(world, days)


def _group(number):
    model = SupportModel.objects.unscoped("a larger world").first()
    group = Group.objects.create(name=f"Table {number}", support_model=model, area="Hill")
    Meeting.objects.create(group=group, weekday=3, start=time(18), attendance="in_person")
    held = Group.objects.create(name=f"Held {number}", held_for="safe house")
    Meeting.objects.create(group=held, weekday=3, start=time(18), attendance="in_person")
    return group


def _person(world, number, partner):
    """Someone who walks with Rosa and Ana, and someone who waits with an offer."""
    person = world.survivor(f"P{number}")
    with_rosa = world.walk(person, world.rosa)
    world.walk(person, world.ana)
    world.contact(with_rosa)
    world.step(person, world.rosa)
    world.agree(person, partner)
    items = ["chosen_name", "wants"]
    world._handoff(person, world.ana, partner=partner, items=items)
    waits = world.survivor(f"W{number}")
    if number % 2:
        pairing.offer(survivor=waits, peer=world.bea.peer, by=world.dana)
    _safety(world, number, person, waits)
    _days(world, person, with_rosa)


def _days(world, person, with_rosa):
    """Goals with steps, a step of somebody who left, a day off, and news of all that."""
    for whose in (person, world.cam):
        goal = world.goal(whose, world.rosa)
        given = change_step(step=world.step(whose, world.ana), changes={"goal": goal}, by=world.ana)
        change_step(step=given, changes={"who": world.rosa}, by=world.ana)
    Step.objects.unscoped("of somebody who left").filter(
        pk=world.step(person, world.rosa).pk
    ).update(who=world.off)
    not_today(pairing=with_rosa, by=world.rosa)


def _safety(world, number, person, waits):
    """An instruction to look at again, somebody kept apart, a first meeting that is over."""
    with clock.at(clock.days_ago(40)):
        world.flag(person, world.rosa, days=9)
    keep_apart(survivor=waits, user=world.kin, by=world.dana)
    if number % 2 == 0:
        with clock.at(clock.days_ago(5)):
            met = pairing.offer(survivor=waits, peer=world.gone.peer, by=world.dana)
            pairing.answer_offer(pairing=met, willing=True, by=world.gone)
            meeting = {"answer": "meet_first", "meeting_on": clock.today()}
            pairing.record_answer(pairing=met, by=world.dana, **meeting)


def _about_cam(world, number, partner, group):
    Episode.objects.create(
        survivor=world.cam, status="finished", end_reason="moved", ended_on=clock.today()
    )
    looked(world.ana, world.cam)
    reveal_note(contact=world.contact(world.pairing), reason="Asked to read it", by=world.marcus)
    world._group_session([world.cam])
    world.step(world.cam, world.rosa)
    with clock.at(clock.days_ago(3 + MORE - number)):
        keep(world.cam, world.rosa)
        keep(world.cam, world.ana, {"people": number}, "people-around")
    world.agree(world.cam, partner)
    world._handoff(world.cam, world.ana, partner=partner, items=["chosen_name", "wants"])
    world._handoff(world.cam, world.dana, group=group)


def _peer(world, number):
    user = make_user(f"peer{number}", Role.PEER)
    add_peer(user=user, kind=Kind.MENTOR, supervisor=world.marcus, by=world.dana)
    done = check_in(by=user, answers=ANSWERS, finished=True)
    share(check_in=done, level="scores", by=user)
    ask_debrief(wanted="today", by=user)


def _wellbeing(world, months):
    with clock.at(clock.days_ago(30 * months)):
        for user in (world.rosa, world.dana):
            done = check_in(by=user, answers=ANSWERS, finished=True)
            share(check_in=done, level="bands", by=user)
            keep_pulse(by=user, feeling="heavy")
        session = SupervisionSession(subject=world.rosa, owner=world.rosa.pk)
        session.held_on, session.minutes = clock.today(), 30
        session.kind, session.load = "planned", "about_right"
        session.next_on = clock.today() + timedelta(days=14)
        record_supervision(session=session, by=world.marcus)
