"""Lists and cards: what each role reads there; a long list costs what a short one does."""

import re
from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination import clock
from coordination.models import Denial, Step
from coordination.survivors.actions import deny
from mentors.contacts.actions import log_contact
from mentors.models import Contact, Pairing
from mentors.pairing.actions import answer_offer, offer, pause_pairing, record_answer
from mentors.peers.actions import change_limit, set_paused
from mentors.wishes.actions import set_wishes
from tests.mentors.conftest import peer_of
from tests.mentors.peers.test_peers import make_peer


def more(cast, count):
    """`count` more of everything a list of ours can hold."""
    change_limit(peer=peer_of(cast.rosa), limit=60, note="A test", by=cast.rosa)
    for number in range(count):
        waits, asked, meets, walks, rests = (
            cast.survivor(f"{name}{number}") for name in ("Wa", "As", "Me", "Li", "Re")
        )
        make_peer(cast, f"peer{number}x{waits.ref}")
        offer(survivor=asked, peer=peer_of(cast.rosa), by=cast.dana)
        meeting = answer_offer(
            pairing=offer(survivor=meets, peer=peer_of(cast.rosa), by=cast.dana),
            willing=True,
            by=cast.rosa,
        )
        day = clock.today() + timedelta(days=1)
        record_answer(pairing=meeting, answer="meet_first", meeting_on=day, by=cast.dana)
        with clock.at(clock.days_ago(30)):
            pairing = cast.walk(walks, cast.rosa)
            cast.contact(pairing)
        cast.step(walks, cast.rosa)
        pause_pairing(pairing=cast.walk(rests, cast.rosa), by=cast.rosa)
        row = Contact(pairing=cast.pairing, author=cast.rosa, mode="call", outcome="talked")
        row.minutes, row.note = 5, "words"
        log_contact(contact=row)


PAGES = {
    "today of a peer": ("rosa", lambda cast: reverse("today")),
    "today of a manager": ("dana", lambda cast: reverse("today")),
    "the board of a manager": ("dana", lambda cast: reverse("pairing_board")),
    "one list of the board": ("dana", lambda cast: reverse("pairing_board") + "?show=paired"),
    "the board of a supervisor": ("marcus", lambda cast: reverse("pairing_board")),
    "ideas": ("dana", lambda cast: reverse("ideas", args=[cast.luz.ref]) + "?everyone=1"),
    "peers": ("dana", lambda cast: reverse("peer_list")),
    "whom to log": ("rosa", lambda cast: reverse("log_pick")),
    "log": ("rosa", lambda cast: reverse("log_contact", args=[cast.cam.ref])),
    "timeline": ("rosa", lambda cast: reverse("timeline", args=[cast.cam.ref])),
    "timeline of a manager": ("dana", lambda cast: reverse("timeline", args=[cast.cam.ref])),
    "person": ("rosa", lambda cast: reverse("survivor", args=[cast.cam.ref])),
    "pairing": ("dana", lambda cast: reverse("pairing", args=[cast.pairing.ref])),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_costs_the_same_for_one_row_and_for_many(cast, luz, login, name):
    who, address = PAGES[name]
    cast.luz = luz
    more(cast, 2)
    client, url = login(who), address(cast)

    def cost():
        with (
            CaptureQueriesContext(connections["default"]) as queries,
            CaptureQueriesContext(connections["keys"]) as keys,
        ):
            assert client.get(url).status_code == 200
        return len(queries), len(keys)

    cost()  # the first page of a session writes it
    few = cost()
    more(cast, 4)

    assert cost() == few


# What is on them ----------------------------------------------------------------------------


def today(login, name):
    return login(name).get(reverse("today")).text


def test_your_day_has_the_rule_beside_the_button(cast, login):
    with clock.at(clock.now() + timedelta(days=7)):
        text = today(login, "rosa")

    day = text[text.index("Your day") : text.index("Your people")]
    assert cast.token(cast.cam, "name") in day
    assert "Call is OK" in day
    assert reverse("log_contact", args=[cast.cam.ref]) in day


def test_nobody_is_due_before_the_rhythm_says_so(cast, login):
    text = today(login, "rosa")

    assert "Nothing else is planned today." in text


def test_a_paused_pairing_is_not_due(cast, login):
    pause_pairing(pairing=cast.pairing, by=cast.rosa)
    with clock.at(clock.now() + timedelta(days=20)):
        text = today(login, "rosa")

    assert "Nothing else is planned today." in text
    assert "paused" in text


def test_who_contacts_us_is_not_due(cast, login):
    card = cast.cam.safe_contact
    card.who = "they"
    card.save()
    with clock.at(clock.now() + timedelta(days=20)):
        assert "Nothing else is planned today." in today(login, "rosa")


def test_silence_says_its_rule_on_screen(cast, login):
    with clock.at(clock.now() + timedelta(days=14)):
        text = today(login, "rosa")

    assert "No contact for 15 days" in text
    assert "Yellow after 14 days for a mentor, red after 30." in text


def test_your_people_has_spots_and_eight_weeks(cast, login):
    text = today(login, "rosa")

    assert "1 of 12 spots in use" in text
    assert "Contacts a week, last 8 weeks: 0, 0, 0, 0, 0, 0, 0, 1" in text


def test_a_step_past_its_day_is_done_with_one_tap(cast, login):
    with clock.at(clock.days_ago(2)):
        step = cast.step(cast.cam, cast.rosa)
    client = login("rosa")
    assert reverse("finish_step", args=[step.ref]) in client.get(reverse("today")).text

    back = client.post(reverse("finish_step", args=[step.ref]), {"next": reverse("today")})

    assert back.url == reverse("today")
    assert Step.plain.get(pk=step.pk).done_on == clock.today()
    assert step.ref not in client.get(reverse("today")).text


def test_a_peer_with_nobody_reads_why(cast, login):
    make_peer(cast, "pia")

    assert "No one is paired with you yet." in today(login, "pia")


def test_the_manager_sees_who_waits_and_for_how_long(cast, luz, login):
    wish = {"languages": {"weight": "must", "want": ["es"]}}
    set_wishes(survivor=luz, answers=wish, by=cast.dana)
    with clock.at(clock.now() + timedelta(days=11)):
        text = today(login, "dana")

    waiting = text[text.index("Waiting for a peer") : text.index("Free spots")]
    assert "longest wait 11 days" in waiting
    assert "Asked 11 days ago" in waiting
    assert "Spanish" in waiting
    assert reverse("ideas", args=[luz.ref]) in waiting
    assert cast.token(cast.cam, "name") not in waiting, "Cam has peers"


def test_an_offer_takes_her_off_the_list_and_a_no_puts_her_back(cast, luz, offered, login):
    url = reverse("ideas", args=[luz.ref])
    assert url not in today(login, "dana")

    answer_offer(pairing=offered, willing=False, by=cast.bea)
    assert url in today(login, "dana")


def test_free_spots_leave_out_who_takes_nobody(cast, login):
    set_paused(peer=peer_of(cast.bea), paused=True, by=cast.bea)
    text = today(login, "dana")

    assert "Rosa" in text[text.index("Free spots") :]
    assert "Bea" not in text[text.index("Free spots") :]


@pytest.mark.parametrize("name", ["priya", "admin", "root"])
def test_others_have_no_card_of_ours(cast, luz, offered, login, name):
    text = today(login, name)

    assert not re.search("Your day|Your people|Waiting for a peer|Free spots|Someone hopes", text)


def test_the_board_moves_with_buttons(cast, luz, willing, login):
    client = login("dana")
    text = client.get(reverse("pairing_board")).text
    assert reverse("record_answer", args=[willing.ref]) in text
    assert "Bea said yes" in text

    paused = record_answer(pairing=willing, answer="yes", by=cast.dana)
    pause_pairing(pairing=paused, by=cast.bea)
    assert reverse("resume_pairing", args=[paused.ref]) in client.get(reverse("pairing_board")).text


def test_a_supervisor_looks_and_does_not_move(cast, luz, login):
    text = login("marcus").get(reverse("pairing_board")).text

    assert cast.token(cast.cam, "name") in text
    assert cast.token(luz, "name") not in text
    assert cast.token(cast.eve, "name") not in text
    assert reverse("resume_pairing", args=["x"])[:-2] not in text


def test_a_peer_has_no_board(cast, login):
    assert login("rosa").get(reverse("pairing_board")).status_code == 403


def test_an_odd_filter_shows_the_whole_board(cast, login):
    assert login("dana").get(reverse("pairing_board") + "?show=zz").context["chosen"] == ""


# Ideas --------------------------------------------------------------------------------------


def test_a_denied_peer_is_a_count_and_nothing_else(cast, luz, login):
    deny(survivor=luz, user=cast.bea, kind=Denial.Kind.CONFLICT, by=cast.dana)

    text = login("dana").get(reverse("ideas", args=[luz.ref]) + "?everyone=1").text

    assert "1 peer is not shown because of a safety rule." in text
    assert "Bea" not in text
    assert "conflict" not in text


def test_her_own_kind_of_peer_is_not_offered_twice(cast, luz, walking, login):
    text = login("dana").get(reverse("ideas", args=[luz.ref]) + "?everyone=1").text

    assert "Offer Ana to" in text
    assert "Offer Rosa to" not in text


def test_a_supervisor_sees_no_ideas_for_who_is_not_theirs(cast, luz, login):
    assert login("marcus").get(reverse("ideas", args=[luz.ref])).status_code == 404
    page = login("marcus").get(reverse("ideas", args=[cast.cam.ref]))
    assert page.status_code == 200
    assert "Offer " not in page.text


def test_ideas_say_how_they_were_chosen(cast, luz, login):
    text = login("dana").get(reverse("ideas", args=[luz.ref])).text

    assert "How we chose these" in text
    assert "We do not know if Rosa speaks English." in text
    assert "%" not in re.sub(r"<[^>]*>", "", text)


def test_the_person_page_has_the_way_to_log(cast, login):
    url = reverse("log_contact", args=[cast.cam.ref])
    page = reverse("survivor", args=[cast.cam.ref])

    assert url in login("rosa").get(page).text
    assert url not in login("dana").get(page).text


def test_finishing_a_record_names_the_pairing_first(cast, luz, walking, login):
    page = reverse("set_status", args=[luz.ref])
    response = login("dana").post(page, {"status": "finished"})

    assert "the pairing with Bea" in response.text
    assert Pairing.plain.get(pk=walking.pk).status == "active"
