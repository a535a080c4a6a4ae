"""The seven steps (S30): kept on the server, nothing lost, one partner, and her own answer."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from coordination import clock
from coordination.models import Organisation, Step
from referrals.consent.models import Consent
from referrals.models import AgreementDraft, Partner

ANSWERS = {
    "start": {"way": "share", "read_aloud": "on"},
    "who": {"contact": "Maria", "purpose": "so I can join the Tuesday group"},
    "what": {"items": ["chosen_name", "best_times"], "best_times": "mornings"},
    "how": {"how": ["phone", "paper"]},
    "until": {"length": "30"},
    "talk": {"good": "They can meet you.", "think": "They write it down.", "told_back": "on"},
}


@pytest.fixture
def walk(cast, login):
    """`walk(until="how", who={...})`: answer the steps before one, as Ana for Cam."""
    client = login("ana")

    def go(until="check", **changes):
        for step, answers in ANSWERS.items():
            if step == until:
                break
            answers = answers | changes.get(step, {})
            if step == "who":
                answers.setdefault("partner", cast.partner.ref)
            response = client.post(url(cast, step), answers)
            assert response.status_code == 302, (step, response.content.decode()[:3000])
        return client

    return go


def url(cast, step):
    return reverse("new_agreement", args=[cast.cam.ref, step])


def made(cast):
    return Consent.plain.exclude(pk=cast.agreement.pk).filter(survivor=cast.cam).get()


def test_seven_steps_make_one_agreement_and_lock_the_session(cast, walk):
    client = walk()
    page = client.get(url(cast, "check")).content.decode()
    for words in ("Riverside Clinic", "Maria", "so I can join", "mornings", "Phone", "Step 7 of 7"):
        assert words in page
    given = client.post(url(cast, "check"))
    assert given["Location"].startswith("/h/")
    assert given["Clear-Site-Data"] == '"cache"'
    row = made(cast)
    assert (row.status, row.partner, row.contact) == ("draft", cast.partner, "Maria")
    assert row.items == ["chosen_name", "best_times"]
    assert row.how == ["phone", "paper"]
    assert row.expires_on == clock.today() + timedelta(days=30)
    assert (row.read_aloud, row.told_back, row.witness) == (True, True, cast.ana)
    assert any("They write it down." in line for line in row.text)
    assert client.get(reverse("today"))["Location"].startswith("/unlock/")
    assert not AgreementDraft.plain.filter(author=cast.ana, survivor=cast.cam).exists()


def test_the_screen_shows_her_what_was_checked(cast, walk):
    client = walk()
    given = client.post(url(cast, "check"))
    page = client.get(given["Location"]).content.decode()
    assert "Maria at Riverside Clinic" in page
    client.post(given["Location"], {"answer": "sign", "name": "Cam"})
    assert made(cast).status == "signed"


@pytest.mark.parametrize("step", list(ANSWERS))
def test_back_and_forth_keeps_what_was_answered(cast, walk, step):
    client = walk()
    page = client.get(url(cast, step)).content.decode()
    shown = {
        "start": 'value="share"',
        "who": "so I can join the Tuesday group",
        "what": 'value="mornings"',
        "how": 'value="phone"',
        "until": 'value="30"',
        "talk": "They write it down.",
    }
    assert shown[step] in page
    assert f"Step {list(ANSWERS).index(step) + 1} of 7" in page
    checked = page.count("checked")
    assert checked == {"start": 2, "what": 2, "how": 2, "until": 1, "talk": 1}.get(step, 0)


def test_change_returns_to_the_last_step(cast, walk):
    client = walk()
    change = f"{url(cast, 'how')}?then=check"
    assert change in client.get(url(cast, "check")).content.decode()
    response = client.post(change, {"how": ["in_person"]})
    assert response["Location"] == url(cast, "check")


@pytest.mark.parametrize("step", [*ANSWERS, "check"][1:])
def test_nobody_skips_ahead(cast, login, step):
    response = login("ana").get(url(cast, step))
    assert response["Location"] == url(cast, "start")
    assert login("ana").post(url(cast, step), ANSWERS.get(step)).status_code == 302
    assert not AgreementDraft.plain.filter(author=cast.ana).exists()


WRONG = {
    "start": ({"interpreter": "Mam, by phone"}, "Choose one. Sharing nothing", "Mam, by phone"),
    "who": ({"purpose": "keep this", "contact": "Maria"}, "Choose one partner", "keep this"),
    "what": ({"wants": "keep this"}, "Choose at least one thing to share", "keep this"),
    "how": ({"how": ["pigeon"]}, "Choose one from the list", ""),
    "until": ({"length": "date", "ends_on": "2020-01-01"}, "The end date must be", "2020-01-01"),
    "talk": ({"good": "keep this", "think": ""}, "Fill this in", "keep this"),
}


@pytest.mark.parametrize("step", WRONG)
def test_a_mistake_says_what_to_do_and_keeps_what_was_typed(cast, walk, step):
    form, message, kept = WRONG[step]
    response = walk(until=step).post(url(cast, step), form)
    page = response.content.decode()
    assert response.status_code == 200
    assert "Error: New sharing agreement" in page
    assert message in page
    assert kept in page


@pytest.mark.parametrize("step", [*ANSWERS, "check"])
@pytest.mark.parametrize("value", ["", "a\x00b", "x" * 5000, "🦊", "'; drop table", "2026-02-31"])
def test_no_answer_breaks_a_step(cast, walk, step, value):
    client = walk(until=step)
    names = {"partner", "way", "items", "how", "length", "ends_on", "wants", "one_more_thing"}
    form = dict.fromkeys(names | set(ANSWERS.get(step, {})), value)
    assert client.post(url(cast, step), form).status_code in (200, 302)


def test_all_records_is_refused_where_it_is_typed(cast, walk):
    client = walk(until="who")
    form = {"partner": cast.partner.ref, "purpose": "to send all my records"}
    page = client.post(url(cast, "who"), form).content.decode()
    assert "is too much" in page


def test_a_new_partner_joins_the_directory_on_the_way(cast, walk):
    new = {"partner": "new", "new_name": "Elm Garden", "new_kind": "food", "new_reach": "555-0100"}
    client = walk(who=new)
    assert "Elm Garden" in client.get(url(cast, "check")).content.decode()
    assert Partner.plain.get(name="Elm Garden").kind == "food"


def test_a_new_partner_without_its_facts_keeps_the_rest(cast, walk):
    form = {"partner": "new", "new_name": "Elm Garden", "purpose": "keep this"}
    page = walk(until="who").post(url(cast, "who"), form).content.decode()
    for words in ("Choose what they do", "Enter how to reach them", "Elm Garden", "keep this"):
        assert words in page
    assert not Partner.plain.filter(name="Elm Garden").exists()


def test_a_new_partner_with_a_name_that_is_taken(cast, walk):
    new = {"partner": "new", "new_name": "riverside clinic", "new_kind": "food", "new_reach": "5"}
    response = walk(until="who").post(url(cast, "who"), new | {"purpose": "keep this"})
    page = response.content.decode()
    assert response.status_code == 200
    assert "There is already a partner with this name." in page
    assert "keep this" in page


def test_words_without_their_tick_are_not_shared(cast, walk):
    walk(what={"items": ["chosen_name"], "best_times": "mornings"}).post(url(cast, "check"))
    assert made(cast).best_times == ""


def test_longer_than_the_organisation_allows_is_refused_with_the_reason(cast, walk):
    Organisation(longest_agreement=7).save()
    client = walk(until="until")
    page = client.get(url(cast, "until")).content.decode()
    assert "Here an agreement lasts 7 days at most." in page
    assert 'value="15"' not in page
    late = (clock.today() + timedelta(days=8)).isoformat()
    page = client.post(url(cast, "until"), {"length": "date", "ends_on": late}).content.decode()
    assert "within 7 days" in page


def test_after_the_first_visit_still_has_a_date(cast, walk):
    client = walk(until="until")
    page = client.post(url(cast, "until"), {"length": "first_visit"}).content.decode()
    assert "The end date must be after today" in page
    day = clock.today() + timedelta(days=20)
    form = {"length": "first_visit", "ends_on": day.isoformat()}
    assert client.post(url(cast, "until"), form).status_code == 302


def test_email_is_offered_only_where_it_is_allowed(cast, walk):
    client = walk(until="how")
    assert 'value="email"' not in client.get(url(cast, "how")).content.decode()
    assert client.post(url(cast, "how"), {"how": ["email"]}).status_code == 200
    Organisation(email_sharing=True).save()
    assert 'value="email"' in client.get(url(cast, "how")).content.decode()


@pytest.mark.parametrize("way", ["themselves", "together", "no_name"])
def test_a_way_without_sharing_ends_kindly_with_a_step(cast, login, way):
    client = login("ana")
    response = client.post(url(cast, "start"), {"way": way})
    nothing = reverse("share_nothing", args=[cast.cam.ref])
    assert response["Location"] == nothing
    page = client.get(nothing).content.decode()
    assert "Nothing needs to be shared." in page
    steps = Step.plain.filter(survivor=cast.cam, who=cast.ana)
    before = steps.count()
    client.post(nothing, {"what": "Go together", "when": "0", "who": cast.ana.ref})
    assert steps.count() == before + 1
    assert Consent.plain.filter(survivor=cast.cam).count() == 1
    assert not AgreementDraft.plain.filter(author=cast.ana).exists()


def test_a_step_without_words_is_asked_for(cast, login):
    client = login("ana")
    client.post(url(cast, "start"), {"way": "together"})
    page = client.post(reverse("share_nothing", args=[cast.cam.ref]), {"what": ""})
    assert "Write the next step in a few words." in page.content.decode()


def test_a_draft_kept_overnight_counts_its_days_from_the_day_it_is_given(cast, walk):
    walk()
    with clock.at(clock.now() + timedelta(days=1)):
        client = Client()  # a session lasts a day at most
        client.force_login(cast.ana)
        client.post(url(cast, "check"))
    assert made(cast).expires_on == clock.today() + timedelta(days=31)


def test_a_partner_that_left_the_directory_meanwhile(cast, walk):
    client = walk()
    cast.partner.active = False
    cast.partner.save()
    response = client.get(url(cast, "check"))
    assert response["Location"] == url(cast, "who")
    assert client.post(url(cast, "check")).status_code == 302


def test_a_partner_named_in_the_address_is_chosen_already(cast, login):
    client = login("ana")
    client.post(f"{url(cast, 'start')}?partner={cast.partner.ref}", ANSWERS["start"])
    page = client.get(url(cast, "who")).content.decode()
    assert f'value="{cast.partner.ref}" selected' in page


def test_a_strange_partner_in_the_address_is_no_partner(cast, login):
    client = login("ana")
    client.post(f"{url(cast, 'start')}?partner=a%00b", ANSWERS["start"])
    assert client.get(url(cast, "who")).status_code == 200


def test_drafts_are_ones_own(cast, walk, login):
    walk(until="what")
    response = login("rosa").get(url(cast, "what"))
    assert response["Location"] == url(cast, "start")


def test_what_is_drafted_is_sealed(cast, walk):
    walk()
    [draft] = AgreementDraft.plain.filter(author=cast.ana)
    assert b"Maria" not in bytes(draft.answers_sealed)


def test_sent_twice_it_is_one_agreement(cast, walk):
    """A double tap on "Give": the second finds the lock, and no second agreement."""
    client = walk()
    form = {"once": "0b3f2b0e-3e0e-4a36-9f3e-0d6c5b7f9a11"}
    client.post(url(cast, "check"), form)
    client.post(url(cast, "check"), form)
    assert made(cast)


def test_an_unknown_step_is_not_there(cast, login):
    assert login("ana").get(url(cast, "money")).status_code == 404
