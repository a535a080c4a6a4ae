"""The screen handed to the person (S31): one token, one agreement, and nothing of the staff."""

from datetime import timedelta

import pytest
from django.test import Client

from coordination import clock
from coordination.models import ReadAudit
from referrals.consent.actions import TOKEN_MINUTES, hand_over
from referrals.models import Consent, HandOver
from tests.factories.people import PASSWORD


@pytest.fixture
def screen(cast, login):
    """Ana handed the screen over; `screen` is a browser that holds her session and the token."""
    draft = cast.draft(cast.cam, cast.clinic("Legal Aid Office"))
    client = login("ana")
    answer = client.post(f"/sharing/{draft.ref}/give/")
    client.path, client.draft = answer["Location"], draft
    assert client.path.startswith("/h/")
    return client


def status(screen):
    return Consent.plain.get(pk=screen.draft.pk).status


def test_the_screen_shows_her_agreement_and_no_more(screen, cast):
    page = screen.get(screen.path)
    shown = {cast.canaries.planted[token] for token in cast.canaries.found(page.content)}

    assert page.status_code == 200
    assert {canary.owner for canary in shown} == {cast.cam.pk}
    assert {canary.kind for canary in shown} == {"facts"}
    assert {canary.model for canary in shown} <= {"coordination.Survivor", "referrals.Consent"}
    assert 'class="nav"' not in page.text
    assert "ana@example.org" not in page.text


def test_looking_is_audited_without_a_reader_of_the_staff(screen, cast):
    other = Client()
    other.get(screen.path)
    row = ReadAudit.objects.order_by("-pk").first()

    assert (row.person, row.view, row.actor) == (cast.cam.pk, "hand_over", None)


@pytest.mark.parametrize("path", ["/today/", "/people/", "/handoffs/", "/log/", "/me/"])
def test_the_session_of_the_staff_is_locked_meanwhile(screen, path):
    assert screen.get(path)["Location"].startswith("/unlock/")
    screen.post(screen.path, {"answer": "no"})
    assert screen.get(path)["Location"].startswith("/unlock/")

    screen.post("/unlock/", {"password": PASSWORD})
    assert screen.get("/help/").status_code == 200


def test_no_is_as_easy_as_yes(screen):
    screen.post(screen.path, {"answer": "no"})

    assert status(screen) == "declined"


def test_her_name_makes_it_hold(screen):
    screen.post(screen.path, {"answer": "sign", "name": "Cam"})

    assert status(screen) == "signed"


@pytest.mark.parametrize("data", [{}, {"answer": "sign"}, {"answer": "sign", "name": "  "}])
def test_a_form_without_an_answer_says_what_to_do(screen, data):
    page = screen.post(screen.path, data)

    assert page.status_code == 200
    assert "Choose Sign or No thank you." in page.text or "Type your name" in page.text
    assert status(screen) == "draft"


def test_after_the_answer_nothing_of_her_is_shown(screen, cast):
    screen.post(screen.path, {"answer": "no"})
    page = screen.get(screen.path)

    assert "hand this back" in page.text
    assert not cast.canaries.found(page.content)


def test_a_token_answers_once(screen):
    screen.post(screen.path, {"answer": "no"})
    screen.post(screen.path, {"answer": "sign", "name": "Cam"})

    assert status(screen) == "declined"


def test_after_a_quarter_of_an_hour_the_screen_is_gone(screen, cast):
    with clock.at(clock.now() + timedelta(minutes=TOKEN_MINUTES)):
        late = Client().get(screen.path)
        Client().post(screen.path, {"answer": "sign", "name": "Cam"})

    never = Client().get(f"/h/{'z' * 32}/")
    assert late.status_code == never.status_code == 404
    assert late.content == never.content
    assert not cast.canaries.found(late.content)
    assert status(screen) == "draft"


def test_an_earlier_screen_dies_with_a_new_one(screen, cast):
    new = hand_over(agreement=screen.draft, by=cast.ana)

    assert "hand it back" in Client().get(screen.path).text
    assert cast.canaries.found(Client().get(f"/h/{new}/").content)


def test_only_a_digest_of_the_token_is_kept(screen):
    token = screen.path.strip("/").split("/")[-1]
    row = HandOver.plain.get()

    assert token not in str(vars(row))
    assert len(row.token_hash) == 64


def test_leave_is_on_the_screen(screen):
    assert 'href="/leave/"' in screen.get(screen.path).text
