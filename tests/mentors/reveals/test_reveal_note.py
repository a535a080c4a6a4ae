"""A supervisor opens the text of an entry: with a reason, for a minute, seen by its author."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from coordination import clock
from coordination.models import Notice, ReadAudit
from mentors.contacts.actions import mark_error
from mentors.models import NoteReveal
from mentors.peers.actions import change_supervisor
from mentors.reveals.actions import reveal_note

WHY = "Rosa asked me to read this with her."


def address(entry):
    return reverse("reveal_note", args=[entry.ref])


def opened(**of):
    return NoteReveal.objects.unscoped("test").filter(**of)


def test_with_a_reason_the_text_shows_for_a_minute_and_is_written_down(cast, login):
    response = login("marcus").post(address(cast.contact_of_cam), {"reason": WHY})

    assert cast.token(cast.contact_of_cam, "note") in response.text
    assert response["Refresh"] == f"60; url={cast.contact_of_cam.get_absolute_url()}"
    row = opened().get()
    assert (row.by, row.contact, row.reason) == (cast.marcus, cast.contact_of_cam, WHY)
    audit = ReadAudit.objects.latest("pk")
    assert (audit.view, audit.method, audit.actor) == ("reveal_note", "POST", cast.marcus.pk)
    assert "notes" in audit.kinds


def test_only_the_text_of_that_entry_shows(cast, login):
    other = cast.contact(cast.pairing)

    response = login("marcus").post(address(cast.contact_of_cam), {"reason": WHY})

    assert cast.token(cast.contact_of_cam, "note") in response.text
    shown = {cast.canaries.planted[one].kind for one in cast.canaries.found(response.content)}
    notes = [
        token
        for token in cast.canaries.found(response.content)
        if cast.canaries.planted[token].kind == "notes"
    ]
    assert len(notes) == 1
    assert "identity" not in shown
    assert other.ref not in response.text


@pytest.mark.parametrize("reason", ["", " ", "because", "x" * 141, "   a   b   ", "\0" * 20])
def test_without_a_reason_nothing_opens_and_what_was_typed_stays(reason, cast, login):
    response = login("marcus").post(address(cast.contact_of_cam), {"reason": reason})

    assert response.status_code == 200
    assert cast.token(cast.contact_of_cam, "note") not in response.text
    assert not opened().exists()
    assert response.context["form"].errors


def test_the_author_sees_who_opened_it_and_why_and_is_told(cast, login):
    reveal_note(contact=cast.contact_of_cam, reason=WHY, by=cast.marcus)

    body = login("rosa").get(cast.contact_of_cam.get_absolute_url()).text

    assert "Marcus opened this on Today" in body
    assert WHY in body
    told = Notice.objects.unscoped("test").get(kind="note_opened")
    assert (told.user, told.path) == (cast.rosa, cast.contact_of_cam.get_absolute_url())


def test_a_manager_sees_neither_the_reason_nor_a_way_to_open(cast, login):
    reveal_note(contact=cast.contact_of_cam, reason=WHY, by=cast.marcus)
    client = login("dana")

    body = client.get(cast.contact_of_cam.get_absolute_url()).text

    assert WHY not in body
    assert address(cast.contact_of_cam) not in body
    assert client.post(address(cast.contact_of_cam), {"reason": WHY}).status_code == 403


def test_the_line_of_today_counts(cast, login):
    change_supervisor(peer=cast.rosa.peer, supervisor=cast.tess, by=cast.dana)

    with pytest.raises(ValidationError) as refused:
        reveal_note(contact=cast.contact_of_cam, reason=WHY, by=cast.marcus)

    assert refused.value.code == "not_supervisor"
    # Marcus still sees Cam, because Ana walks with her; Rosa's entry is no longer his to open.
    response = login("marcus").post(address(cast.contact_of_cam), {"reason": WHY})
    assert response.status_code == 404


@pytest.mark.parametrize(("name", "status"), [("tess", 404), ("rosa", 403), ("priya", 403)])
def test_nobody_else_opens_it(name, status, cast, login):
    response = login(name).post(address(cast.contact_of_cam), {"reason": WHY})

    assert response.status_code == status
    assert not opened().exists()


def test_an_entry_taken_back_stays_closed(cast, login):
    mark_error(contact=cast.contact_of_cam, reason="Twice", by=cast.rosa)

    with pytest.raises(ValidationError) as refused:
        reveal_note(contact=cast.contact_of_cam, reason=WHY, by=cast.marcus)

    assert refused.value.code == "in_error"
    assert login("marcus").get(address(cast.contact_of_cam)).status_code == 404


def test_the_same_form_again_is_one_row_and_after_a_minute_asks_anew(cast, login):
    form = {"reason": WHY, "once": "3b241101-e2bb-4255-8caf-4136c566a962"}
    client, url, note = login("marcus"), address(cast.contact_of_cam), "note"
    now = clock.now()
    with clock.at(now):
        client.post(url, form)
    with clock.at(now + timedelta(seconds=59)):
        assert cast.token(cast.contact_of_cam, note) in client.post(url, form).text
    with clock.at(now + timedelta(seconds=61)):
        late = client.post(url, form)

    assert late["Location"] == url
    assert opened().count() == 1


def test_the_supervisor_is_offered_the_way_and_sees_no_text_without_it(cast, login):
    body = login("marcus").get(cast.contact_of_cam.get_absolute_url()).text

    assert address(cast.contact_of_cam) in body
    assert cast.token(cast.contact_of_cam, "note") not in body


@pytest.mark.parametrize("reason", ["", "because", "a        b"])
def test_the_action_itself_asks_for_ten_letters(reason, cast):
    with pytest.raises(ValidationError) as refused:
        reveal_note(contact=cast.contact_of_cam, reason=reason, by=cast.marcus)

    assert refused.value.code == "needs_reason"
    assert not opened().exists()


def test_the_form_of_one_entry_opens_no_other(cast, login):
    other, form = cast.contact(cast.pairing), {"reason": WHY, "once": str(uuid4())}
    client = login("marcus")
    client.post(address(cast.contact_of_cam), form)

    response = client.post(address(other), form)

    assert response.url == address(other)
    assert not cast.canaries.found(response.content)
    assert not opened(contact=other).exists()
