"""A group session: how many came, and of people only one's own (S27, NOTE-5, CAP-1)."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from coordination import clock
from mentors.models import Contact, GroupSession
from mentors.pairing.actions import end_pairing
from mentors.sessions.actions import correct_session, hold_session, withdraw_session
from tests.mentors.conftest import fresh


@pytest.fixture
def deb(cast):
    """Deb walks with Rosa too."""
    person = cast.survivor("Deb")
    cast.walk(person, cast.rosa)
    return person


def row(cast, **fields):
    made = GroupSession(owner=cast.rosa.pk, title="Tuesday table", minutes=60, came=5)
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def held(cast, people=(), **fields):
    return hold_session(session=row(cast, **fields), people=people, by=cast.rosa)


def contacts(session):
    return Contact.plain.filter(session=session, in_error=False)


def refused(code, verb, **kwargs):
    with pytest.raises(ValidationError) as caught:
        verb(**kwargs)
    assert caught.value.code == code


# Holding one ----------------------------------------------------------------------------------


def test_it_writes_a_contact_for_each_of_ones_own_who_came(cast, deb):
    session = held(cast, [cast.cam, deb], topics=["listened"], came=9)

    made = {contact.survivor: contact for contact in contacts(session)}
    assert set(made) == {cast.cam, deb}
    contact = made[deb]
    assert (contact.kind, contact.outcome, contact.minutes) == ("group", "talked", 60)
    assert (contact.author, contact.pairing.peer.user) == (cast.rosa, cast.rosa)
    assert (contact.topics, contact.note) == (["listened"], "")
    assert fresh(deb).last_contact_on == clock.today()


def test_nobody_of_ones_own_need_have_come(cast):
    session = held(cast, came=0)

    assert session.came == 0
    assert not contacts(session).exists()


def test_somebody_elses_person_is_refused_and_nothing_is_written(cast):
    before = Contact.plain.count()
    refused("not_own", hold_session, session=row(cast), people=[cast.cam, cast.eve], by=cast.rosa)

    assert not GroupSession.plain.exists()
    assert Contact.plain.count() == before


def test_a_person_one_walked_with_before_is_refused(cast):
    end_pairing(pairing=cast.pairing, whose_choice="theirs", what_next="nothing", by=cast.rosa)

    refused("not_own", hold_session, session=row(cast), people=[cast.cam], by=cast.rosa)


def test_at_least_those_came_whom_one_chose(cast, deb):
    people = [cast.cam, deb]
    refused("fewer_came", hold_session, session=row(cast, came=1), people=people, by=cast.rosa)


def test_not_in_the_future_and_an_old_one_says_why(cast):
    late = row(cast, happened_at=clock.days_ago(91))
    early = row(cast, happened_at=clock.now() + timedelta(minutes=5))

    refused("in_future", hold_session, session=early, by=cast.rosa)
    refused("needs_reason", hold_session, session=late, by=cast.rosa)
    late.late_reason = "I was ill."
    session = hold_session(session=late, people=[cast.cam], by=cast.rosa)
    assert contacts(session).get().late_reason == "I was ill."


def test_only_a_peer_holds_one(cast):
    refused("no_peer", hold_session, session=row(cast), by=cast.dana)


def test_its_words_are_sealed_under_the_peers_key(cast):
    session = fresh(held(cast, follow_up="More chairs"))

    assert session.owner == cast.rosa.pk
    assert b"Tuesday" not in bytes(session.title_sealed)
    assert (session.title, session.follow_up) == ("Tuesday table", "More chairs")


# Correcting and taking out ----------------------------------------------------------------------


def test_a_correction_reaches_its_contacts(cast, deb):
    session = held(cast, [cast.cam], came=3)
    changes = {"minutes": 90, "came": 4}
    correct_session(session=session, changes=changes, people=[cast.cam, deb], by=cast.rosa)

    assert fresh(session).came == 4
    assert {contact.survivor for contact in contacts(session)} == {cast.cam, deb}
    assert {contact.minutes for contact in contacts(session)} == {90}


def test_whoever_did_not_come_is_taken_off(cast, deb):
    session = held(cast, [cast.cam, deb])
    correct_session(session=session, changes={}, people=[deb], by=cast.rosa)

    assert contacts(session).get().survivor == deb
    assert fresh(cast.cam).last_contact_on == clock.today() - timedelta(days=1)


def test_whom_one_no_longer_walks_with_stays_on_it(cast, deb):
    session = held(cast, [cast.cam, deb])
    end_pairing(pairing=cast.pairing, whose_choice="theirs", what_next="nothing", by=cast.rosa)
    correct_session(session=session, changes={"came": 6}, people=[], by=cast.rosa)

    assert contacts(session).get().survivor == cast.cam


def test_a_day_later_it_needs_a_reason(cast):
    session = held(cast, [cast.cam])
    with clock.at(clock.now() + timedelta(hours=25)):
        change = {"session": session, "changes": {"minutes": 30}, "people": [cast.cam]}
        refused("needs_reason", correct_session, by=cast.rosa, **change)
        correct_session(reason="I misread my watch.", by=cast.rosa, **change)

    assert fresh(session).correction_reason == "I misread my watch."
    assert contacts(session).get().correction_reason == "I misread my watch."


def test_it_is_not_moved_behind_the_moment_it_was_written(cast):
    session = held(cast)
    with clock.at(clock.now() + timedelta(hours=5)):
        moved = {"session": session, "changes": {"happened_at": clock.now()}, "people": []}
        refused("after_writing", correct_session, by=cast.rosa, **moved)


def test_taking_it_out_takes_its_contacts_too(cast, deb):
    session = held(cast, [cast.cam, deb])
    refused("needs_reason", withdraw_session, session=session, reason=" ", by=cast.rosa)
    withdraw_session(session=session, reason="Twice.", by=cast.rosa)

    assert not contacts(session).exists()
    assert {one.error_reason for one in Contact.plain.filter(session=session)} == {"Twice."}
    refused("already_in_error", withdraw_session, session=session, reason="Again", by=cast.rosa)
    again = {"session": session, "changes": {}, "people": []}
    refused("already_in_error", correct_session, by=cast.rosa, **again)


def test_only_who_held_it_changes_it(cast):
    session = held(cast)
    for user in (cast.ana, cast.dana, cast.marcus):
        refused("not_author", withdraw_session, session=session, reason="x", by=user)


# On screen ----------------------------------------------------------------------------------

NEW = "/sessions/new/"


def sent(**changes):
    form = {"title": "Tuesday table", "when": "now", "mode": "in_person", "minutes": "60"}
    return form | {"came": "5", "once": str(uuid.uuid4())} | changes


def made(cast):
    return GroupSession.plain.get(author=cast.rosa)


def test_the_form_saves_it_once_and_leads_to_today(cast, deb, login):
    client, form = login("rosa"), sent(people=[cast.cam.ref, deb.ref], topics=["fun"])
    for _tap in range(2):
        response = client.post(NEW, form)
        assert response.url == reverse("today") + "?saved=1"

    assert contacts(made(cast)).count() == 2
    assert "How are you after that one?" in client.get(response.url).text


def test_only_ones_own_people_are_on_the_form(cast, deb, login):
    page = login("rosa").get(NEW).text

    assert cast.token(cast.cam, "name") in page
    assert cast.token(deb, "name") in page
    assert cast.token(cast.eve, "name") not in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"came": ""}, "Enter how many people came. 0 is fine."),
        ({"came": "-1"}, "Enter 0 or more."),
        ({"came": "501"}, "Enter 500 or less."),
        ({"came": "many"}, "Enter a whole number, like 3."),
        ({"title": ""}, "Write what you call the group."),
        ({"title": "x" * 61}, "This can be up to 60 letters. You have 61."),
        ({"minutes": ""}, "Choose how long it was."),
        ({"mode": "pigeon"}, "Choose one from the list."),
        ({"when": "pick"}, "Choose the day."),
        ({"when": "pick", "day": "2999-01-01"}, "The session must be today or earlier."),
        ({"follow_up": "x" * 141}, "This can be up to 140 letters. You have 141."),
        ({"title": "a\x00b"}, "Take out the characters that cannot be shown."),
    ],
)
def test_what_does_not_fit_is_said_and_kept(cast, login, changes, words):
    response = login("rosa").post(NEW, sent(follow_up="Kept chairs") | changes)

    assert response.status_code == 200
    assert words in response.text
    assert changes.get("follow_up", "Kept chairs") in response.text
    assert not GroupSession.plain.exists()


def test_fewer_than_those_chosen_is_said(cast, deb, login):
    response = login("rosa").post(NEW, sent(people=[cast.cam.ref, deb.ref], came="1"))

    assert "You chose 2 of your people, so at least 2 people came." in response.text


def test_somebody_elses_person_is_not_on_the_list(cast, login):
    response = login("rosa").post(NEW, sent(people=[cast.eve.ref]))

    assert "Choose one from the list." in response.text
    assert not GroupSession.plain.exists()


def test_an_old_one_asks_why(cast, login):
    day = (clock.today() - timedelta(days=100)).isoformat()
    client = login("rosa")

    assert "why it comes now" in client.post(NEW, sent(when="pick", day=day)).text
    client.post(NEW, sent(when="pick", day=day, late_reason="I was ill."))
    assert made(cast).late_reason == "I was ill."


def test_more_than_twelve_is_a_quiet_note_and_no_block(cast, login):
    client = login("rosa")
    client.post(NEW, sent(came="13"))

    words = "That is a large group: one peer usually holds up to 12 people."
    assert words in client.get(made(cast).get_absolute_url()).text


def test_the_group_held_last_is_one_tap(cast, login):
    client = login("rosa")
    client.post(NEW, sent(title="Walking table"))
    form = client.get(NEW).context["form"]
    assert form["which"].value() == "Walking table"

    client.post(NEW, sent(title="", which="Walking table"))
    assert [one.title for one in GroupSession.plain.all()] == ["Walking table"] * 2


def test_a_name_of_a_group_that_was_never_held_is_refused(cast, login):
    held(cast)
    response = login("rosa").post(NEW, sent(which="Invented"))

    assert "Choose one from the list." in response.text


def test_who_sees_it(cast, deb, login):
    session = held(cast, [cast.cam, deb])
    url = session.get_absolute_url()

    for name, status in {
        "rosa": 200, "marcus": 200, "dana": 200, "ana": 404, "bea": 404, "tess": 404, "priya": 403,
    }.items():  # fmt: skip
        assert login(name).get(url).status_code == status, name
    assert cast.token(cast.cam, "name") in login("marcus").get(url).text
    kin = login("kin").get(url).text
    assert cast.token(cast.cam, "name") not in kin, "Kin may never open Cam's record"
    assert cast.token(deb, "name") in kin


def test_the_list_holds_what_one_may_see(cast, login):
    held(cast)

    for name, seen in {"rosa": True, "marcus": True, "dana": True, "ana": False}.items():
        assert ("Tuesday table" in login(name).get(reverse("session_list")).text) is seen


def test_the_page_corrects_it(cast, deb, login):
    session = held(cast, [cast.cam])
    client, url = login("rosa"), reverse("correct_session", args=[session.ref])
    form = client.get(url).context["form"]
    assert form["people"].value() == [cast.cam.ref]
    local = timezone.localtime(session.happened_at)
    day = {"when": "pick", "day": local.date().isoformat(), "hour": local.strftime("%H:%M")}

    response = client.post(url, sent(title="Deb's chairs", people=[deb.ref], **day))
    assert response.url == session.get_absolute_url()
    assert fresh(session).title == "Deb's chairs"
    assert fresh(session).happened_at == session.happened_at
    assert contacts(session).get().survivor == deb


def test_the_page_takes_it_out_and_asks_why(cast, login):
    session = held(cast, [cast.cam])
    client, url = login("rosa"), reverse("withdraw_session", args=[session.ref])
    assert "Write in a few words what was wrong." in client.post(url, {"reason": ""}).text

    form = {"reason": "Twice.", "once": str(uuid.uuid4())}
    assert client.post(url, form).url == reverse("session_list")
    assert client.post(url, form).url == session.get_absolute_url()
    assert "Tuesday table" not in client.get(reverse("session_list")).text
    assert "Entered in error." in client.get(session.get_absolute_url()).text
    assert login("dana").get(session.get_absolute_url()).status_code == 404


def test_a_group_contact_names_no_other_member(cast, deb, login):
    session = held(cast, [cast.cam, deb])
    contact = contacts(session).get(survivor=cast.cam)

    page = login("rosa").get(contact.get_absolute_url()).text
    assert cast.token(deb, "name") not in page


def test_the_log_place_leads_there(cast, login):
    assert NEW in login("rosa").get(reverse("log_pick")).text


def test_what_was_begun_is_kept(cast, login):
    client = login("rosa")
    response = client.post(NEW, sent(came="7", keep_draft=reverse("log_pick")))

    assert response.url == reverse("log_pick")
    assert not GroupSession.plain.exists()
    assert client.get(NEW).context["form"]["came"].value() == "7"
