"""Correcting an entry: 24 hours freely, then with a reason; nothing is ever deleted (NOTE-2)."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from coordination import clock
from mentors.contacts.actions import correct_contact, log_contact, mark_error
from mentors.models import Contact
from tests.mentors.conftest import fresh


@pytest.fixture
def entry(cast):
    row = Contact(pairing=cast.pairing, author=cast.rosa, mode="call", outcome="talked")
    row.minutes, row.note = 15, "First words"
    return log_contact(contact=row)


def later(hours):
    return clock.at(clock.now() + timedelta(hours=hours))


def refused(code, verb, **kwargs):
    with pytest.raises(ValidationError) as caught:
        verb(**kwargs)
    assert caught.value.code == code


def test_within_a_day_no_reason_is_asked(entry, cast):
    with later(23):
        changed = correct_contact(contact=entry, changes={"minutes": 30}, by=cast.rosa)

    assert (changed.minutes, changed.corrected_at) == (30, None)


def test_later_it_is_a_correction_with_a_reason(entry, cast):
    change = {"contact": entry, "changes": {"minutes": 30}, "by": cast.rosa}
    with later(25):
        refused("needs_reason", correct_contact, **change)
        changed = correct_contact(reason="I misread my watch.", **change)

    assert changed.correction_reason == "I misread my watch."
    assert changed.corrected_at is not None


def test_every_version_stays_and_opens(entry, cast):
    correct_contact(contact=entry, changes={"note": "Second words"}, by=cast.rosa)

    assert [row.note for row in entry.history.order_by("history_date")] == [
        "First words",
        "Second words",
    ]


def test_what_stays_the_same_is_not_sealed_anew(entry, cast):
    before = bytes(entry.note_sealed)
    changes = {"note": "First words", "minutes": 5}
    changed = correct_contact(contact=entry, changes=changes, by=cast.rosa)

    assert bytes(changed.note_sealed) == before


def test_pairing_author_and_owner_stay(entry, cast):
    changes = {"author": cast.ana, "pairing": cast.eve_and_bea, "minutes": 5}
    correct_contact(contact=entry, changes=changes, by=cast.rosa)

    assert (fresh(entry).author, fresh(entry).pairing) == (cast.rosa, cast.pairing)


def test_only_the_author_changes_it(entry, cast):
    for user in (cast.ana, cast.dana, cast.marcus):
        refused("not_author", correct_contact, contact=entry, changes={"minutes": 5}, by=user)
        refused("not_author", mark_error, contact=entry, reason="x", by=user)


def test_a_correction_keeps_the_rules(entry, cast):
    def change(code, **changes):
        refused(code, correct_contact, contact=entry, changes=changes, by=cast.rosa)

    change("against_rule", mode="text")
    change("no_message", outcome="left_message")
    change("in_future", happened_at=clock.now() + timedelta(days=1))
    change("needs_reason", happened_at=clock.days_ago(100))
    change("minutes_missing", minutes=None)
    assert fresh(entry).mode == "call"


def test_entered_in_error_leaves_every_list_but_the_authors(entry, cast):
    mark_error(contact=entry, reason="Somebody else.", by=cast.rosa)

    assert not Contact.objects.visible_to(cast.rosa).standing().filter(pk=entry.pk).exists()
    assert Contact.objects.visible_to(cast.rosa).filter(pk=entry.pk).exists()
    for user in (cast.ana, cast.dana, cast.marcus):
        assert not Contact.objects.visible_to(user).filter(pk=entry.pk).exists()


def test_entered_in_error_twice_is_refused(entry, cast):
    mark_error(contact=entry, reason="Somebody else.", by=cast.rosa)

    refused("already_in_error", mark_error, contact=entry, reason="Again.", by=cast.rosa)
    refused("already_in_error", correct_contact, contact=entry, changes={}, by=cast.rosa)


def test_an_entry_is_not_moved_behind_the_moment_it_was_written(entry, cast, login):
    """Tonight's call is a new entry, not yesterday's with another time; the sentence says so."""
    url = reverse("correct_contact", args=[entry.ref])
    with later(5):
        new = {"happened_at": clock.now() - timedelta(hours=1)}
        refused("after_writing", correct_contact, contact=entry, changes=new, by=cast.rosa)

        hour = timezone.localtime(new["happened_at"])
        moved = {"day": hour.date().isoformat(), "hour": hour.strftime("%H:%M")}
        said = login("rosa").post(url, sent(entry, **moved)).text

    assert "What came later is a new entry." in said
    assert "must be today or earlier" not in said
    assert fresh(entry).happened_at == entry.happened_at


# On screen ----------------------------------------------------------------------------------


def sent(entry, **changes):
    local = timezone.localtime(entry.happened_at)
    return {
        "how": "call",
        "outcome": "talked",
        "minutes": "30",
        "safety": "same",
        "kind": "one_to_one",
        "note": "Second words",
        "day": local.date().isoformat(),
        "hour": local.strftime("%H:%M"),
        "once": str(uuid.uuid4()),
    } | changes


def test_the_page_changes_it_and_shows_both_versions(entry, cast, login):
    client = login("rosa")
    response = client.post(reverse("correct_contact", args=[entry.ref]), sent(entry))

    assert response.url == reverse("contact", args=[entry.ref])
    page = client.get(response.url).text
    assert "Call · We talked · 30 minutes" in page
    assert "Call · We talked · 15 minutes" in page
    assert "First words" in page
    assert fresh(entry).happened_at == entry.happened_at


def test_after_a_day_the_page_asks_why_and_keeps_what_was_typed(entry, cast, login):
    url = reverse("correct_contact", args=[entry.ref])
    with later(25):
        client = login("rosa")
        assert "Add a correction" in client.get(url).text
        asked = client.post(url, sent(entry, note="Third words"))
        assert "Write in a few words why you correct this." in asked.text
        assert "Third words" in asked.text
        assert fresh(entry).note == "First words"

        client.post(url, sent(entry, reason="I mixed up two days."))
        page = client.get(reverse("contact", args=[entry.ref])).text
    assert "corrected Today by Rosa" in page
    assert "I mixed up two days." in page


def test_a_way_against_the_rule_is_interrupted_here_too(entry, cast, login):
    client, url = login("rosa"), reverse("correct_contact", args=[entry.ref])
    form = sent(entry, how="text")

    assert "Did they text you first?" in client.post(url, form).text
    assert fresh(entry).mode == "call"
    client.post(url, form | {"against_rule": "they_first"})
    assert (fresh(entry).mode, fresh(entry).against_rule) == ("text", "they_first")


def test_go_back_from_there_keeps_what_was_changed(entry, cast, login):
    url = reverse("correct_contact", args=[entry.ref])
    response = login("rosa").post(url, sent(entry, how="text", note="Kept", back="1"))

    assert response.status_code == 200
    assert response.context["form"]["how"].value() == "text"
    assert "Kept" in response.text
    assert fresh(entry).mode == "call"


@pytest.mark.parametrize("name", ["correct_contact", "mark_error"])
def test_nobody_else_changes_it_on_screen(entry, cast, login, name):
    url = reverse(name, args=[entry.ref])

    assert login("ana").post(url, sent(entry)).status_code == 404
    assert login("bea").post(url, sent(entry)).status_code == 404
    assert login("dana").post(url, sent(entry)).status_code == 403
    assert fresh(entry).minutes == 15


def test_taking_it_out_asks_what_was_wrong(entry, cast, login):
    client, url = login("rosa"), reverse("mark_error", args=[entry.ref])
    assert "Write in a few words what was wrong." in client.post(url, {"reason": " "}).text

    form = {"reason": "Somebody else.", "once": str(uuid.uuid4())}
    for _tap in range(2):
        assert client.post(url, form).url == reverse("contact", args=[entry.ref])
    assert "Entered in error." in client.get(reverse("contact", args=[entry.ref])).text


def test_a_late_entry_shows_both_days(cast, login):
    row = Contact(pairing=cast.pairing, author=cast.rosa, mode="call", outcome="talked")
    row.minutes, row.happened_at = 15, clock.days_ago(3)
    entry = log_contact(contact=row)

    page = login("rosa").get(reverse("contact", args=[entry.ref])).text
    assert "written Today" in page
