"""Adding a person, her page, and what each role gets of it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from coordination import access, clock
from coordination.models import ReadAudit, Survivor
from coordination.registry import open_work
from coordination.survivors import actions


def add(client, **answers):
    return client.post(reverse("add_survivor"), {"name": "Lark", **answers})


def test_a_name_to_call_her_by_is_enough(cast, login):
    response = add(login("dana"))

    [lark] = [one for one in Survivor.objects.unscoped("test") if one.name == "Lark"]
    assert response["Location"] == reverse("start_person", args=[lark.ref])
    assert lark.code.startswith("P-")
    assert lark.asked_on is None


def test_without_a_name_it_says_what_to_do_and_keeps_what_was_typed(cast, login):
    response = add(login("dana"), name="", phone="555-0177 in the evening")

    assert response.status_code == 200
    assert "Enter what they like to be called. It can be an initial." in response.text
    assert "555-0177 in the evening" in response.text


def test_a_name_too_long_is_answered_in_words(cast, login):
    response = add(login("dana"), name="x" * 61)

    assert "You have 61" in response.text
    assert Survivor.objects.unscoped("test").count() == 2


def test_the_same_form_sent_twice_makes_one_person(cast, login):
    client, form = login("dana"), {"once": "3b241101-e2bb-4255-8caf-4136c566a962"}

    first, second = add(client, **form), add(client, **form)

    assert first["Location"] == second["Location"]
    assert Survivor.objects.unscoped("test").count() == 3


def test_a_peer_cannot_add_people(cast, login):
    assert login("rosa").get(reverse("add_survivor")).status_code == 403


def test_asked_and_told_keep_their_first_day(cast, login):
    lark = Survivor(name="Lark")
    with clock.at(clock.days_ago(9)):
        asked = clock.today()
        lark.asked_on = lark.told_on = asked
        actions.add_survivor(survivor=lark, by=cast.dana)

    login("dana").post(
        reverse("change_survivor", args=[lark.ref]),
        {"name": "Larkin", "wants_peer": "on", "told": "on"},
    )

    lark.refresh_from_db()
    assert (lark.name, lark.asked_on, lark.told_on) == ("Larkin", asked, asked)
    assert lark.history.first().history_user == cast.dana


def test_her_page_opens_for_the_manager_and_says_the_rule(cast, login):
    response = login("dana").get(cast.cam.get_absolute_url())

    assert response.status_code == 200
    assert cast.token(cast.cam, "name") in response.text
    assert "Call is OK" in response.text or "Call: mornings" in response.text
    assert cast.token(cast.cam, "legal_name") not in response.text


@pytest.mark.parametrize("name", ["priya", "admin", "root", "kin"])
def test_her_page_is_not_for(name, cast, login):
    response = login(name).get(cast.cam.get_absolute_url())

    assert response.status_code in {403, 404}
    assert not cast.canaries.found(response.content)


def test_showing_her_legal_name_is_a_post_and_is_written_down(cast, login):
    client, url = login("dana"), reverse("reveal", args=[cast.cam.ref])

    assert client.get(url).status_code == 405
    response = client.post(url)

    assert cast.token(cast.cam, "legal_name") in response.text
    last = ReadAudit.objects.latest("id")
    assert (last.actor, last.person, last.view) == (cast.dana.pk, cast.cam.pk, "reveal")
    assert "identity" in last.kinds


def test_lists_start_with_those_not_reached_for_longest(cast, login):
    cast.cam.last_contact_on = clock.today()
    cast.cam.save()

    response = login("dana").get(reverse("survivor_list"))

    body = response.text
    assert body.index(cast.token(cast.eve, "name")) < body.index(cast.token(cast.cam, "name"))


@pytest.mark.parametrize(
    "show", ["all", "waiting", "paired", "paused", "finished", "look", "error", "'; drop", "9" * 99]
)
def test_every_chip_of_the_list_answers(show, cast, login):
    assert login("dana").get(reverse("survivor_list"), {"show": show}).status_code == 200


@pytest.mark.parametrize("page", ["0", "-1", "2", "x", "9" * 40, "²"])
def test_any_page_number_is_answered(page, cast, login):
    assert login("dana").get(reverse("survivor_list"), {"page": page}).status_code == 200


def test_pausing_changes_the_rule(cast, login):
    url = reverse("set_status", args=[cast.eve.ref])
    login("dana").post(url, {"status": "paused"})

    response = login("dana").get(cast.eve.get_absolute_url())

    assert "Do not contact unless they reach out." in response.text


def test_finishing_waits_for_what_is_still_open(cast, monkeypatch):
    monkeypatch.setattr(open_work, "_kinds", [lambda survivor: ["a pairing with Bea"]])

    with pytest.raises(ValidationError) as refused:
        actions.set_status(survivor=cast.eve, status="finished", reason="withdrew", by=cast.dana)

    assert refused.value.code == "still_open"
    cast.eve.refresh_from_db()
    assert cast.eve.status == "open"


def test_finishing_twice_keeps_the_first_day(cast, monkeypatch):
    monkeypatch.setattr(open_work, "_kinds", [])
    with clock.at(clock.days_ago(3)):
        first = actions.set_status(
            survivor=cast.eve, status="finished", reason="withdrew", by=cast.dana
        )

    second = actions.set_status(
        survivor=cast.eve, status="finished", reason="withdrew", by=cast.dana
    )

    assert second.status_since == first.status_since


def test_denying_closes_an_open_record_for_good(cast):
    actions.deny(survivor=cast.eve, user=cast.dana, kind="conflict", by=cast.priya)
    actions.deny(survivor=cast.eve, user=cast.dana, kind="conflict", by=cast.priya)

    assert list(Survivor.objects.visible_to(cast.dana)) == [cast.cam]
    assert access.Denial.objects.unscoped("test").filter(user=cast.dana).count() == 1


def test_two_people_never_share_a_code(cast, monkeypatch):
    free = iter([cast.eve.code, "P-NEW22"])
    monkeypatch.setattr(actions, "new_code", lambda: next(free))

    lark = actions.add_survivor(survivor=Survivor(name="Lark", code=cast.cam.code), by=cast.dana)

    assert lark.code == "P-NEW22"
