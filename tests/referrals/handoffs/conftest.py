"""Handoffs of Cam, made through the actions the screens call."""

from datetime import timedelta

import pytest

from coordination import clock
from referrals.handoffs import actions, plans
from referrals.handoffs.models import Handoff
from referrals.models import Group


@pytest.fixture
def plan(cast):
    """`plan()`: Ana's plan to take Cam to the clinic, with everything ticked."""

    def make(partner=None, group=None, survivor=None, by=None, **changes):
        survivor, by = survivor or cast.cam, by or cast.ana
        if group is None:
            partner = partner or cast.partner
        row = plans.choose_place(survivor=survivor, partner=partner, group=group, by=by)
        answers = {
            "need": cast.say(survivor.pk, Handoff, "need", "A first visit"),
            "if_not_right": cast.say(survivor.pk, Handoff, "if_not_right", "We step out"),
            "contact": cast.say(survivor.pk, Handoff, "contact", "Nurse"),
            "help_with": ["ride", cast.say(survivor.pk, Handoff, "help_with")],
            "how": "together",
            "introducer": by,
            "introduce_on": clock.today() + timedelta(days=3),
            "prepared": True,
            "place_is_safe": True,
        }
        if group is None and not changes.get("nothing_shared"):
            answers["items"] = ["chosen_name", "wants"]
        return plans.change_plan(plan=row, changes=answers | changes, by=by)

    return make


@pytest.fixture
def start(cast, plan):
    """`start()`: the same plan, begun by the one who planned it."""

    def make(by=None, **changes):
        by = by or cast.ana
        return actions.start_handoff(handoff=plan(by=by, **changes), by=by)

    return make


@pytest.fixture
def group(cast):
    return Group.plain.create(name="Tuesday Table")


ARRIVED = {"introduced_how": "together", "person_present": True, "peer_present": True}


@pytest.fixture
def move(cast):
    """`move(handoff, "accepted")`: a move by Ana, with what that move asks for."""

    def make(handoff, *tos, **extra):
        for to in tos:
            asked = {"by": cast.ana}
            if to == "scheduled":
                asked["facts"] = {"introduce_on": clock.today() + timedelta(days=1)}
            if to in ("introduced", "first_attended"):
                asked["facts"] = ARRIVED
            if to == "closed":
                asked["ending"] = "going_well"
            if to == "on_hold":
                asked["next_check_on"] = clock.today() + timedelta(days=9)
                asked["side"], asked["note"] = "us", "The bus is on strike"
            handoff = actions.move_handoff(handoff=handoff, to=to, **(asked | extra))
        return handoff

    return make
