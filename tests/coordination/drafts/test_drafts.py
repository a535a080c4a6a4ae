"""Drafts are personal, survive a lock, end with saving, and are gone after a week (NOTE-2, e.4)."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from coordination import clock, vault
from coordination.drafts import actions
from coordination.models import Denial, Draft, PersonKey, ReadAudit, SafeContact, Step
from coordination.safe_contact.actions import stop_contact
from coordination.survivors.actions import deny
from tests.factories.people import PASSWORD

KEPT = "We kept what you typed. Look at it, then save."
WORDS = "Bring the blue folder"
WHOLE = {"what": WORDS, "who": "person"}  # enough to be saved


def drafts():
    return Draft.objects.unscoped("a test")


def page_of(person, rest="steps/new/"):
    return f"/people/{person.ref}/{rest}"


@pytest.fixture
def rosa(login, cast):
    cache.clear()
    client = login("rosa")
    client.get("/help/")
    return client


@pytest.fixture
def page(cast):
    return page_of(cast.cam)


def send_after_lock(client, path, data, referer=None):
    """A form that arrives after the lock; returns where it led."""
    client.get("/unlock/?lock=1")
    referer = referer or path
    return client.post(path, data, headers={"Referer": f"http://testserver{referer}"})["Location"]


def unlock(client, path):
    return client.post(path, {"password": PASSWORD})["Location"]


def keep(client, path, data):
    """What the page's script sends while somebody types."""
    return client.post("/drafts/", data, headers={"Referer": f"http://testserver{path}"})


# After a lock ---------------------------------------------------------------------------------


def test_a_form_that_arrives_after_the_lock_is_there_after_unlocking(rosa, page):
    to_lock = send_after_lock(rosa, page, {"what": WORDS, "due_on": "2026-12-01"})

    assert "We kept what you typed after that." in rosa.get(to_lock).text
    assert unlock(rosa, to_lock) == page
    shown = rosa.get(page)
    assert KEPT in shown.text
    assert WORDS in shown.text
    assert 'value="2026-12-01"' in shown.text
    assert not Step.objects.unscoped("a test").filter(who__email="rosa@example.org").exists()


def test_an_idle_session_keeps_what_its_first_late_form_brings(rosa, page):
    with clock.at(clock.now() + timedelta(minutes=11)):
        response = rosa.post(page, {"what": WORDS}, headers={"Referer": f"http://testserver{page}"})
        assert response.status_code == 303
        unlock(rosa, response["Location"])
        assert WORDS in rosa.get(page).text


def strict(cast, page):
    """Rosa with a browser whose forms need their token, and the token of her page."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.rosa)
    token = client.get(page).context["csrf_token"]
    client.get("/unlock/?lock=1")
    return client, str(token)


def test_a_late_form_with_its_token_is_kept(cast, page):
    client, token = strict(cast, page)
    response = client.post(page, {"what": WORDS, "csrfmiddlewaretoken": token})

    assert response.status_code == 303
    assert drafts().get().values == {"what": [WORDS]}


@pytest.mark.parametrize("token", ["", "x" * 64])
def test_a_late_form_without_its_token_is_refused_and_not_kept(cast, page, token):
    client, _token = strict(cast, page)
    response = client.post(page, {"what": WORDS, "csrfmiddlewaretoken": token})

    assert response.status_code == 403
    assert not drafts().exists()


def test_a_token_of_the_session_before_keeps_nothing(cast, page):
    """Another sign-in at the same browser turns every older token void."""
    client, token = strict(cast, page)
    client.cookies.pop("form")
    client.force_login(cast.ana)
    client.get(page)
    client.get("/unlock/?lock=1")

    assert client.post(page, {"what": WORDS, "csrfmiddlewaretoken": token}).status_code == 403
    assert not drafts().exists()


def test_a_button_pressed_after_the_lock_is_no_draft(rosa, cast):
    to_lock = send_after_lock(
        rosa, f"/steps/{cast.step(cast.cam, cast.rosa).ref}/done/", {"next": "/today/"}, "/today/"
    )

    assert "is not saved" in rosa.get(to_lock).text
    assert not drafts().exists()


def test_the_page_of_the_lock_keeps_no_password(rosa):
    rosa.get("/unlock/?lock=1")
    rosa.post("/unlock/?next=%2Fhelp%2F", {"password": "not the one", "what": WORDS})

    assert not drafts().exists()


def test_signing_out_and_in_again_brings_it_back(rosa, cast, page):
    send_after_lock(rosa, page, {"what": WORDS})
    rosa.post("/signout/")
    rosa.force_login(cast.rosa)

    assert WORDS in rosa.get(page).text


# Whose ------------------------------------------------------------------------------------------


def test_a_draft_is_shown_to_nobody_else(rosa, cast, page):
    """Ana walks with Cam too and Dana manages the program; each has her own blank page."""
    keep(rosa, page, {"what": WORDS})
    for user in (cast.ana, cast.dana):
        other = Client()
        other.force_login(user)
        shown = other.get(page)
        assert shown.status_code == 200
        assert WORDS not in shown.text
        assert KEPT not in shown.text


def test_nobody_elses_draft_is_among_ones_own(rosa, cast, page):
    keep(rosa, page, {"what": WORDS})

    assert Draft.objects.visible_to(cast.rosa).count() == 1
    assert not Draft.objects.visible_to(cast.ana).exists()
    assert not Draft.objects.visible_to(cast.dana).exists()


def test_a_draft_about_a_person_is_sealed_under_her_key_and_goes_with_it(rosa, cast, page):
    keep(rosa, page, {"what": WORDS})
    draft = drafts().get()

    assert draft.owner == cast.cam.pk
    assert draft.survivor == cast.cam
    PersonKey.objects.filter(owner=cast.cam.pk).delete()
    assert WORDS not in str(drafts().get().values_sealed)
    with vault.acting_as("after her key is gone"):
        assert drafts().get().values is None


@pytest.fixture
def hers(cast):
    """Pages about Cam whose address names something of hers, and not her."""
    goal, step = cast.goal(cast.cam, cast.rosa), cast.step(cast.cam, cast.rosa)
    return [
        f"/entries/{cast.contact_of_cam.ref}/correct/",
        f"/goals/{goal.ref}/",
        f"/steps/{step.ref}/",
        f"/pairings/{cast.pairing.ref}/end/",
        f"/sharing/{cast.agreement.ref}/stop/",
    ]


def test_a_page_of_something_of_hers_is_hers_too(rosa, cast, hers):
    """A half-written note of an entry goes with her, and with the access to her."""
    for path in hers:
        keep(rosa, path, {"note": WORDS})

    assert {draft.path for draft in drafts()} == set(hers)
    assert {(draft.owner, draft.survivor) for draft in drafts()} == {(cast.cam.pk, cast.cam)}
    deny(survivor=cast.cam, user=cast.rosa, kind=Denial.Kind.CONFLICT, by=cast.dana)
    assert not Draft.objects.visible_to(cast.rosa).exists()


def test_nobody_keeps_a_draft_on_a_page_of_what_they_may_not_see(login, hers):
    client = login("bea")
    for path in [*hers, "/entries/zzzzzzzzzz/correct/"]:
        assert keep(client, path, {"note": WORDS}).status_code == 204

    assert not drafts().exists()


def test_a_draft_about_nobody_is_sealed_under_its_users_key(rosa, cast):
    keep(rosa, "/partners/new/", {"name": "Corner Clinic"})

    assert drafts().get().owner == cast.rosa.pk
    assert "Corner Clinic" in rosa.get("/partners/new/").text


def test_nothing_typed_lies_readable_in_the_database(rosa, page):
    keep(rosa, page, {"what": WORDS})
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM coordination_draft")
        assert WORDS not in repr(cursor.fetchall())


def test_a_page_of_somebody_one_may_not_see_keeps_nothing_and_says_nothing(rosa, cast):
    eve, nobody = page_of(cast.eve), "/people/zzzzzzzzzz/steps/new/"
    answers = [keep(rosa, path, {"what": WORDS}) for path in (eve, nobody)]

    assert [answer.status_code for answer in answers] == [204, 204]
    assert answers[0].content == answers[1].content == b""
    assert not drafts().exists()


def test_who_may_no_longer_see_her_no_longer_reads_the_draft(rosa, cast, page):
    keep(rosa, page, {"what": WORDS})
    deny(survivor=cast.cam, user=cast.rosa, kind=Denial.Kind.CONFLICT, by=cast.dana)

    assert rosa.get(page).status_code == 404
    assert not Draft.objects.visible_to(cast.rosa).exists()


def test_a_draft_opens_no_note_of_hers(rosa, cast, page):
    """Its words have a kind of their own: Dana's draft about Cam does not open Cam's notes."""
    dana = Client()
    dana.force_login(cast.dana)
    keep(dana, page, {"what": WORDS})
    dana.get(page)
    row = ReadAudit.objects.filter(actor=cast.dana.pk, person=cast.cam.pk).latest("pk")

    assert row.kinds == "drafts facts"


# Its end ------------------------------------------------------------------------------------------


def test_a_draft_ends_when_its_form_is_saved(rosa, page):
    send_after_lock(rosa, page, {"what": WORDS})
    unlock(rosa, "/unlock/")
    rosa.get(page)
    assert rosa.post(page, WHOLE).status_code == 302

    assert not drafts().exists()
    assert KEPT not in rosa.get(page).text


def test_a_form_that_is_refused_keeps_its_draft(rosa, page):
    keep(rosa, page, {"what": WORDS})
    assert rosa.post(page, {"what": ""}).status_code == 200

    assert drafts().count() == 1


def test_a_draft_is_gone_after_seven_days(rosa, page):
    keep(rosa, page, {"what": WORDS})
    now = clock.now()
    actions.forget_old_drafts(now + timedelta(days=6, hours=23))
    assert drafts().count() == 1
    with clock.at(now + timedelta(days=7, seconds=1)):
        client = Client()
        client.force_login(Draft.plain.get().user)
        assert WORDS not in client.get(page).text

    actions.forget_old_drafts(now + timedelta(days=7))
    assert not drafts().exists()


def test_start_again_forgets_it_and_shows_the_page_as_it_was(rosa, page):
    keep(rosa, page, {"what": WORDS})
    response = rosa.post("/drafts/again/", {"next": page})

    assert response["Location"] == page
    assert not drafts().exists()
    assert WORDS not in rosa.get(page).text


def test_starting_again_forgets_nobody_elses(rosa, cast, page):
    keep(rosa, page, {"what": WORDS})
    ana = Client()
    ana.force_login(cast.ana)
    ana.post("/drafts/again/", {"next": page})

    assert drafts().count() == 1


@pytest.mark.parametrize("elsewhere", ["", "//example.com/", "https://example.com/", "x"])
def test_starting_again_never_leads_elsewhere(rosa, elsewhere):
    assert rosa.post("/drafts/again/", {"next": elsewhere})["Location"] == "/today/"


# While typing -------------------------------------------------------------------------------------


def test_opening_a_form_makes_no_row(rosa, page):
    rosa.get(page)

    assert not drafts().exists()


def test_what_is_typed_is_kept_once_a_page(rosa, page):
    for words in ("Bring", WORDS):
        assert keep(rosa, page, {"what": words}).status_code == 204

    assert drafts().get().values == {"what": [WORDS]}


def test_a_form_that_was_emptied_leaves_no_draft(rosa, page):
    keep(rosa, page, {"what": WORDS})
    keep(rosa, page, {"what": ""})

    assert not drafts().exists()


def test_a_late_keeping_of_a_form_that_went_through_leaves_no_draft(rosa, page):
    token = "5f0c0a7e-6f3a-4d0e-9d37-0a7a58d5b6a1"
    assert rosa.post(page, WHOLE | {"once": token}).status_code == 302
    keep(rosa, page, {"what": WORDS, "once": token})

    assert not drafts().exists()


def test_what_is_typed_is_kept_even_when_the_lock_came_first(rosa, page):
    rosa.get("/unlock/?lock=1")
    keep(rosa, page, {"what": WORDS})

    assert drafts().get().values == {"what": [WORDS]}


def test_passwords_tokens_and_files_are_never_kept(rosa, page):
    secrets = {"password": "a", "new_password2": "b", "csrfmiddlewaretoken": "c", "once": "d"}
    keep(rosa, page, {"what": WORDS, "paper": SimpleUploadedFile("a.txt", b"e"), **secrets})

    assert drafts().get().values == {"what": [WORDS]}


def test_without_javascript_a_button_keeps_it_and_goes_back(rosa, cast, page):
    person = page_of(cast.cam, "")
    response = rosa.post(page, {"what": WORDS, "keep_draft": person})

    assert response["Location"] == person
    assert not Step.objects.unscoped("a test").filter(who=cast.rosa).exists()
    assert WORDS in rosa.get(page).text


def test_going_back_never_leads_elsewhere(rosa, page):
    response = rosa.post(page, {"what": WORDS, "keep_draft": "//example.com/"})

    assert response["Location"] == "/today/"


def test_ticks_taken_out_stay_out(rosa, cast):
    """A box nobody ticked sends nothing; that too is what was left."""
    path = page_of(cast.cam, "about/")
    keep(rosa_as(cast.dana), path, {"name": "Cammie"})
    shown = rosa_as(cast.dana).get(path).context["form"]

    assert shown["name"].value() == "Cammie"
    assert shown["wants_peer"].value() is False


def rosa_as(user):
    client = Client()
    client.force_login(user)
    return client


# Limits -------------------------------------------------------------------------------------------


def test_the_oldest_of_too_many_makes_room(cast):
    now = clock.now()
    for number in range(actions.MOST + 3):
        with clock.at(now + timedelta(seconds=number)):
            person = cast.survivor(f"P{number}")
            values = {"what": [str(number)]}
            actions.keep_draft(user=cast.dana, path=page_of(person), values=values)

    kept = [row.values["what"][0] for row in drafts().order_by("kept_at")]
    assert kept == [str(number) for number in range(3, actions.MOST + 3)]


def test_more_than_a_draft_holds_is_said_not_cut(rosa, page):
    long = {"what": "x" * (actions.LARGEST + 1)}

    assert keep(rosa, page, long).status_code == 204
    assert rosa.post(page, long | {"keep_draft": "/today/"}).status_code == 400
    assert not drafts().exists()


@pytest.mark.parametrize(
    "words", ["a\x00b", "\u202eabc", "👩‍👩‍👧", "<script>x</script>", "' OR 1=1 --", "x" * 10_000]
)
def test_odd_words_come_back_as_they_were(rosa, page, words):
    assert keep(rosa, page, {"what": words}).status_code == 204

    assert rosa.get(page).context["form"]["what"].value() == words


@pytest.mark.parametrize(
    "path", ["/nowhere/", "/unlock/", "/signin/", "/people/new/%00", "/" + "x" * 300, "/drafts"]
)
def test_what_is_no_page_of_theirs_keeps_nothing(rosa, path):
    rosa.post("/drafts/", {"what": WORDS}, headers={"Referer": f"http://testserver{path}"})

    assert not drafts().exists()


def test_without_a_page_nothing_is_kept(rosa):
    assert rosa.post("/drafts/", {"what": WORDS}).status_code == 204
    assert not drafts().exists()


def test_a_draft_does_not_undo_what_was_written_since(rosa, cast):
    """Rosa began on Monday; Ana wrote that Cam asked us to stop; Rosa saves on Wednesday."""
    path = page_of(cast.cam, "contact-rules/")
    seen = rosa.get(path).context["form"]["seen"].value()
    began = {"who": "we", "ways": ["call", "text"], "check_again_on": in_days(9), "seen": seen}
    keep(rosa, path, began)
    stop_contact(survivor=cast.cam, by=cast.ana)

    form = rosa.get(path).context["form"]
    assert form["who"].value() == "we"
    answer = rosa.post(path, began | {"seen": form["seen"].value()})

    assert answer.status_code == 409
    assert SafeContact.plain.get(survivor=cast.cam).who == "they"


def in_days(days):
    return (clock.today() + timedelta(days=days)).isoformat()
