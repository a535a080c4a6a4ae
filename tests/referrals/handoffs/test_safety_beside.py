"""Her rule and her safety instructions stand beside every page of a plan that could break them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coordination import clock
from coordination.flags.actions import add_flags
from referrals.handoffs import plans

ASK = "Ask before sharing any location"


@pytest.fixture
def plan(cast):
    return plans.choose_place(survivor=cast.cam, partner=cast.partner, by=cast.ana)


@pytest.fixture
def ask_first(cast):
    soon = clock.today() + timedelta(days=9)
    add_flags(survivor=cast.cam, kinds=["ask_location"], review_on=soon, by=cast.dana)


def page(login, cast, step):
    return login("ana").get(reverse("start_handoff", args=[cast.cam.ref, step])).text


@pytest.mark.parametrize("step", ["need", "sharing", "plan", "check"])
def test_every_page_of_a_plan_shows_the_rule(cast, login, plan, step):
    text = page(login, cast, step)

    assert "Call is OK, mornings" in text
    assert ASK not in text


@pytest.mark.parametrize("step", ["need", "sharing", "plan", "check"])
def test_ask_first_warns_while_a_handoff_is_planned(cast, login, plan, ask_first, step):
    assert ASK in page(login, cast, step)


def test_ask_first_warns_on_exactly_what_they_will_get(cast, login, plan, ask_first):
    plans.change_plan(plan=plan, changes={"items": ["chosen_name"]}, by=cast.ana)

    text = page(login, cast, "preview")
    assert "Exactly what they will get" in text
    assert ASK in text


def test_ask_first_warns_where_it_is_chosen_what_is_shared(cast, login, ask_first):
    client = login("ana")
    who = {"partner": cast.partner.ref, "contact": "Maria", "purpose": "so I can join"}
    for step, answers in {"start": {"way": "share", "read_aloud": "on"}, "who": who}.items():
        client.post(reverse("new_agreement", args=[cast.cam.ref, step]), answers)
    response = client.get(reverse("new_agreement", args=[cast.cam.ref, "what"]))

    assert response.status_code == 200
    assert ASK in response.text


def test_the_answer_of_an_offer_and_a_pairing_show_the_rule(cast, login):
    text = login("dana").get(reverse("pairing", args=[cast.pairing.ref])).text
    assert "Call is OK, mornings" in text
    gone = login("dana").get(reverse("pairing", args=[cast.former_pairing.ref])).text
    assert "Call is OK, mornings" not in gone
