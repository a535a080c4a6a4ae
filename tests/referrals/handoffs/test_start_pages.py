"""The five pages of a plan: what they keep, show and refuse."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coordination import clock
from referrals.consent.actions import stop_sharing
from referrals.handoffs import places
from referrals.handoffs.models import Handoff
from referrals.models import Disclosure, Meeting


@pytest.fixture
def ana(cast, login):
    return login("ana")


@pytest.fixture
def at(cast):
    def address(step, person=None):
        return reverse("start_handoff", args=[(person or cast.cam).ref, step])

    return address


def test_the_five_pages_lead_to_one_handoff(cast, ana, at):
    place = places.key_of(cast.partner)
    response = ana.post(at("need"), {"need": "A first visit", "place": place})
    assert response.url == at("sharing")
    response = ana.post(at("sharing"), {"items": ["chosen_name"], "way": "paper"})
    assert response.url == at("preview")
    shown = ana.get(at("preview")).content.decode()
    assert cast.token(cast.cam, "name") in shown
    assert cast.token(cast.agreement, "wants") not in shown
    assert ana.post(at("preview")).url == at("plan")
    answers = {"how": "together", "introducer": cast.rosa.ref, "help_with": ["ride"]}
    assert ana.post(at("plan"), answers).url == at("check")
    check = ana.get(at("check")).content.decode()
    for words in ["A first visit", "Go together", "Rosa", "A ride", "First or chosen name"]:
        assert words in check
    response = ana.post(at("check"), {"once": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"})
    handoff = Handoff.plain.get()
    assert response.url == reverse("handoff", args=[handoff.ref])
    assert (handoff.state, handoff.introducer, handoff.help_with) == ("sent", cast.rosa, ["ride"])
    again = ana.post(at("check"), {"once": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"})
    assert again.url == response.url
    assert Disclosure.plain.count() == Handoff.plain.count() == 1


def test_the_first_page_needs_a_place_and_keeps_what_was_typed(cast, ana, at):
    response = ana.post(at("need"), {"need": "A quiet place"})
    assert response.status_code == 200
    shown = response.content.decode()
    assert "Choose one place" in shown
    assert 'value="A quiet place"' in shown
    assert not Handoff.plain.exists()


def test_finding_offers_groups_and_partners_and_keeps_what_was_typed(cast, ana, at, group):
    Meeting.plain.create(
        group=group, weekday=2, zone="America/New_York", attendance="in_person", place="Hall"
    )
    asked = {"need": "Company", "find": "tuesday", "look": "1"}
    shown = ana.post(at("need"), asked).content.decode()
    assert "Tuesday Table" in shown
    assert 'value="Company"' in shown
    assert "told nothing" in shown
    assert not Handoff.plain.exists()
    nothing = ana.post(at("need"), asked | {"find": "zzz"}).content.decode()
    assert "No match" in nothing
    for odd in ("a\x00b", "x" * 100_000):
        found = ana.post(at("need"), {"need": "Rest", "place": "", "find": odd, "look": "1"})
        assert found.status_code == 200
        assert "Rest" in found.content.decode()
    by_key = {"need": "", "place": places.key_of(group)}
    assert ana.post(at("need"), by_key).url == at("sharing")
    assert Handoff.plain.get().group == group


@pytest.mark.parametrize(
    "key", ["", "partner-", "partner-0000000000", "group-x", "x", "-", "group-\x00", "♥-♥"]
)
def test_a_made_up_place_is_refused_in_words(ana, at, key):
    response = ana.post(at("need"), {"place": key})
    assert response.status_code == 200
    assert "Choose one" in response.content.decode()


def test_a_place_she_is_on_her_way_to_is_refused_in_words(cast, ana, at, start):
    start()
    response = ana.post(at("need"), {"place": places.key_of(cast.partner), "need": "Again"})
    assert response.status_code == 200
    assert "already an open handoff to Riverside Clinic" in response.content.decode()
    assert 'value="Again"' in response.content.decode()


def test_without_an_agreement_the_page_is_a_hard_stop_with_two_ways_out(cast, ana, at, plan):
    other = cast.clinic("Another Clinic")
    plan(partner=other, items=[])
    shown = ana.get(at("sharing")).content.decode()
    assert "There is no live agreement for Another Clinic" in shown
    assert f"partner={other.ref}" in shown
    assert "for=handoff" in shown
    for answers in [{"items": ["chosen_name"]}, {}, {"items": ["chosen_name"], "way": "paper"}]:
        assert ana.post(at("sharing"), answers).status_code == 200
    assert Handoff.plain.get().items == []
    assert ana.get(at("preview")).url == at("sharing")
    assert ana.post(at("sharing"), {"nothing": "1"}).url == at("plan")
    assert Handoff.plain.get().nothing_shared
    assert "nothing" in ana.get(at("preview")).content.decode()


def test_back_from_a_new_agreement_everything_is_kept(cast, ana, at, plan):
    other = cast.clinic("Another Clinic")
    row = plan(partner=other, items=[])
    cast.agree(cast.cam, other)
    assert "Covered by agreement" in ana.get(at("sharing")).content.decode()
    assert cast.token(row, "need") in ana.get(at("need")).content.decode()
    assert cast.token(row, "if_not_right") in ana.get(at("plan")).content.decode()


def test_what_the_agreement_does_not_cover_is_named_and_stays_out(cast, ana, at, plan):
    plan()
    response = ana.post(at("sharing"), {"items": ["chosen_name", "last_name"], "way": "paper"})
    assert response.status_code == 200
    assert "Not covered: last name" in response.content.decode()
    assert Handoff.plain.get().items == ["chosen_name", "wants"]


def test_nothing_ticked_is_asked_again(ana, at, plan):
    plan()
    response = ana.post(at("sharing"), {"way": "paper"})
    assert "Choose at least one thing, or share nothing" in response.content.decode()


def test_an_agreed_thing_of_which_nothing_is_written_is_said(cast, ana, at, plan):
    cast.agree(cast.cam, cast.partner, items=["chosen_name", "phone"], days=60)
    cast.cam.safe_contact.delete()
    plan(items=["chosen_name", "phone"])
    shown = ana.get(at("preview")).content.decode()
    assert "nothing is written down for" in shown
    assert "phone number" in shown


def test_stopped_while_the_plan_was_open_nothing_starts(cast, ana, at, plan):
    plan()
    stop_sharing(agreement=cast.agreement, by=cast.rosa)
    assert ana.get(at("preview")).url == at("sharing")
    response = ana.post(at("check"))
    assert response.status_code == 200
    assert "There is no live agreement for Riverside Clinic" in response.content.decode()
    assert Handoff.plain.get().state == "draft"
    assert not Disclosure.plain.exists()


def test_the_plan_needs_a_how_and_a_group_a_day(cast, ana, at, plan, group):
    plan(group=group)
    response = ana.post(at("plan"), {"if_not_right": "We go home"})
    shown = response.content.decode()
    assert "Choose how they are introduced" in shown
    assert "Choose the day you go" in shown
    assert "We go home" in shown
    assert "three_way" not in shown
    past = {"how": "meet", "introducer": cast.ana.ref, "introduce_on": "2020-01-01"}
    shown = ana.post(at("plan"), past).content.decode()
    assert "Choose a day from today on" in shown
    odd = past | {"introduce_on": "Nov 31", "introduce_time": "late"}
    shown = ana.post(at("plan"), odd).content.decode()
    assert "Enter a real date" in shown
    assert "Enter a time" in shown


def test_a_long_answer_is_refused_with_its_length(cast, ana, at, plan):
    plan()
    answers = {"how": "meet", "introducer": cast.ana.ref, "if_not_right": "x" * 201}
    shown = ana.post(at("plan"), answers).content.decode()
    assert "This can be up to 200 letters. You have 201." in shown


def test_only_those_who_walk_with_her_can_introduce_her(cast, ana, at, plan):
    plan()
    shown = ana.get(at("plan")).content.decode()
    assert cast.rosa.ref in shown
    for other in [cast.bea, cast.gone, cast.dana, cast.kin, cast.marcus]:
        assert other.ref not in shown
    response = ana.post(at("plan"), {"how": "meet", "introducer": cast.bea.ref})
    assert response.status_code == 200


def test_a_group_is_told_nothing_on_every_page(cast, ana, at, plan, group):
    plan(group=group)
    assert "told nothing" in ana.get(at("sharing")).content.decode()
    assert ana.post(at("sharing"), {"items": ["phone"]}).url == at("plan")
    day = (clock.today() + timedelta(days=2)).isoformat()
    answers = {"how": "together", "introducer": cast.ana.ref, "introduce_on": day}
    assert ana.post(at("plan"), answers).url == at("check")
    assert "gets nothing from us" in ana.get(at("check")).content.decode()
    ana.post(at("check"))
    handoff = Handoff.plain.get()
    assert handoff.state == "scheduled"
    assert not Disclosure.plain.exists()
    assert "is told nothing" in ana.get(handoff.get_absolute_url()).content.decode()


def test_from_the_page_of_a_group_one_chooses_who_goes(cast, ana, at, group):
    Meeting.plain.create(
        group=group, weekday=2, zone="America/New_York", attendance="in_person", place="Hall"
    )
    address = reverse("handoff_to_group", args=[group.ref])
    shown = ana.get(address).content.decode()
    assert cast.token(cast.cam, "name") in shown
    assert cast.token(cast.eve, "name") not in shown
    assert ana.post(address, {"person": cast.cam.ref}).url == at("need")
    assert Handoff.plain.get().group == group
    for ref in [cast.eve.ref, "", "nobody"]:
        assert ana.post(address, {"person": ref}).status_code == 404


def test_nobody_goes_who_is_not_there(ana, group):
    response = ana.post(reverse("handoff_to_group", args=[group.ref]), {"person": "a\x00b"})
    assert response.status_code == 404


def test_from_the_page_of_a_partner_too(cast, ana, at, start):
    address = reverse("handoff_to_partner", args=[cast.partner.ref])
    assert ana.post(address, {"person": cast.cam.ref}).url == at("need")
    start()
    shown = ana.post(address, {"person": cast.cam.ref}).content.decode()
    assert "already an open handoff" in shown


def test_a_plan_can_be_forgotten(cast, ana, at, plan):
    plan()
    address = reverse("drop_plan", args=[cast.cam.ref])
    assert ana.get(address).status_code == 405
    assert ana.post(address).url == reverse("survivor", args=[cast.cam.ref])
    assert not Handoff.plain.exists()
    assert ana.post(address).status_code == 302


def test_a_plan_is_its_workers_own(cast, login, at, plan):
    row = plan()
    assert login("rosa").get(at("plan")).url == at("need")
    shown = login("rosa").get(at("need")).content.decode()
    assert cast.token(row, "need") not in shown


@pytest.mark.parametrize("step", ["nonsense", "need-", "drop2"])
def test_a_page_that_is_none_is_not_found(ana, at, plan, step):
    plan()
    assert ana.get(at(step)).status_code == 404


@pytest.mark.parametrize("step", ["sharing", "preview", "plan", "check"])
def test_without_a_plan_there_is_only_the_first_page(ana, at, step):
    assert ana.get(at(step)).url == at("need")


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("ana", 200), ("rosa", 200), ("dana", 200),
        ("bea", 404), ("gone", 404), ("kin", 404),
        ("marcus", 403), ("tess", 403), ("priya", 403), ("admin", 403), ("root", 403),
    ],
)  # fmt: skip
def test_who_may_plan_for_cam(cast, login, at, who, status):
    assert login(who).get(at("need")).status_code == status


def test_somebody_deactivated_plans_nothing(cast, login):
    address = reverse("new_handoff", args=[cast.cam.ref])
    assert login("off").get(address).url.startswith(reverse("signin"))
