"""Who reads the text: those who walk with her, and nobody by rank (a.1, settled 2, PAIR-10)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coordination import clock
from mentors.contacts.actions import log_contact
from mentors.models import Contact
from mentors.pairing.actions import answer_offer, end_pairing, offer, record_answer
from tests.mentors.conftest import peer_of

PAGES = ["contact", "timeline", "survivor"]


def page(cast, name):
    row = cast.contact_of_cam if name == "contact" else cast.cam
    return reverse(name, args=[row.ref])


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("user", ["rosa", "ana"])
def test_those_who_walk_with_her_read_it(cast, login, name, user):
    text = login(user).get(page(cast, name)).text

    assert cast.token(cast.contact_of_cam, "note") in text


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("user", ["dana", "marcus"])
def test_managers_and_supervisors_see_that_it_happened_only(cast, login, name, user):
    response = login(user).get(page(cast, name))

    assert "We talked · 15 minutes" in response.text
    assert cast.token(cast.contact_of_cam, "note") not in response.text


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("user", ["bea", "gone", "kin", "tess"])
def test_others_find_no_page(cast, login, name, user):
    assert login(user).get(page(cast, name)).status_code == 404


def test_a_new_peer_does_not_read_what_came_before(cast):
    """Gone walked with Cam before Rosa did: what Gone wrote stays closed to Rosa."""
    readable = set(Contact.objects.readable_by(cast.rosa))

    assert readable == {cast.contact_of_cam}
    assert cast.old_contact in Contact.objects.visible_to(cast.rosa), "that it happened is a fact"


def test_the_past_opens_with_her_yes_alone(cast, luz):
    first = cast.walk(luz, cast.bea)
    written = cast.contact(first)
    end_pairing(pairing=first, whose_choice="both", what_next="ideas", by=cast.bea)
    with clock.at(clock.now() + timedelta(days=3)):
        made = offer(survivor=luz, peer=peer_of(cast.rosa), by=cast.dana)
        made = answer_offer(pairing=made, willing=True, by=cast.rosa)
        record_answer(pairing=made, answer="yes", shares_past_notes=True, by=cast.dana)

        assert written in Contact.objects.readable_by(cast.rosa)


def test_a_former_peer_reads_nothing_not_even_their_own(cast):
    assert not Contact.objects.readable_by(cast.gone).exists()
    assert not Contact.objects.visible_to(cast.gone).exists()


def test_who_reads_is_named_beside_save(cast, login):
    text = login("rosa").get(reverse("log_contact", args=[cast.cam.ref])).text

    assert "the note, their own words and how it was for them: you and Ana." in text
    assert "Your supervisor can open a note for a minute with a reason, and you see it." in text


def test_her_own_words_stand_in_the_line_with_the_note(cast, login):
    row = Contact(pairing=cast.pairing, author=cast.rosa, mode="call", outcome="talked")
    row.minutes, row.together, row.reflection, row.wants = 15, True, "I laughed", "A walk"
    log_contact(contact=row)
    url = reverse("timeline", args=[cast.cam.ref])

    assert "In their words: I laughed" in login("ana").get(url).text
    assert "What they want next: A walk" in login("ana").get(url).text
    assert "laughed" not in login("dana").get(url).text
