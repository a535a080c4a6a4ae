"""One gentle question about a word, once for an entry, and never a block (c.3)."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from coordination import clock
from mentors.contacts.words_to_ask import LISTED, found
from mentors.models import Contact
from tests.mentors.conftest import fresh

HURTS = "They were non-compliant today."


@pytest.mark.parametrize("phrase", [one for phrases in LISTED for one in phrases])
def test_every_listed_word_is_found_in_any_case(phrase):
    for text in (phrase, phrase.upper(), f"“{phrase.capitalize()}”, they said."):
        assert [one.wrote.casefold() for one in found(text)] == [phrase.casefold()]


@pytest.mark.parametrize(
    ("text", "wrote"),
    [
        ("noncompliant", ["noncompliant"]),
        ("non compliant", ["non compliant"]),
        ("non\u2011compliant", ["non\u2011compliant"]),
        ("sex\n  worker", ["sex worker"]),
        ("A drug user, a user.", ["drug user", "user"]),
        ("Lazy, lazy, LAZY", ["Lazy"]),
        ("refused, then claims", ["refused", "claims"]),
    ],
)
def test_hyphens_lines_and_repeats(text, wrote):
    assert [one.wrote for one in found(text)] == wrote


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Clean clothes and a dirty dish",
        "The username was refusedly userland",
        "A letter from Victim Services",
        "victim compensation fund",
        "reclaims",
        "aliénation",
    ],
)
def test_ordinary_words_are_left_alone(text):
    assert found(text) == []


# On screen ----------------------------------------------------------------------------------


def log(cast, login, note, **changes):
    form = {"how": "call", "outcome": "talked", "minutes": "15", "safety": "same", "when": "now"}
    form |= {"kind": "one_to_one", "note": note, "once": str(uuid.uuid4())} | changes
    client = login("rosa")
    response = client.post(reverse("log_contact", args=[cast.cam.ref]), form)
    row = Contact.plain.filter(author=cast.rosa).exclude(pk=cast.contact_of_cam.pk).get()
    return client, row, response


def test_a_note_with_such_a_word_is_saved_and_asked_about(cast, login):
    client, row, response = log(cast, login, HURTS)

    assert response.url == reverse("ask_words", args=[row.ref])
    page = client.get(response.url).text
    assert "You wrote “non-compliant”." in page
    assert f"Some people, including {cast.cam.name}, may read this note later." in page
    assert "chose not to; decided; had other priorities" in page
    assert row.note == HURTS


def test_keep_leaves_it_as_it_is_and_goes_on(cast, login):
    client, row, asked = log(cast, login, HURTS)
    response = client.post(asked.url, {"keep": "1", "note": "Changed and not wanted"})

    assert response.url == reverse("today") + "?saved=1"
    assert fresh(row).note == HURTS
    assert row.history.count() == 1


def test_change_changes_it_and_goes_on_without_asking_again(cast, login):
    client, row, asked = log(cast, login, HURTS, safety="changed")
    response = client.post(asked.url, {"note": "They refused, and that is fine."})

    assert fresh(row).note == "They refused, and that is fine."
    assert response.url == reverse("flags", args=[cast.cam.ref]), "where saving leads anyway"


def test_a_note_that_is_too_long_keeps_what_was_typed(cast, login):
    client, row, asked = log(cast, login, HURTS)
    response = client.post(asked.url, {"note": "x" * 540})

    assert "Notes can be up to 500 letters. You have 540." in response.text
    assert fresh(row).note == HURTS


def test_it_is_never_asked_a_second_time(cast, login):
    client, row, asked = log(cast, login, HURTS)
    client.post(asked.url, {"keep": "1"})

    response = client.post(reverse("correct_contact", args=[row.ref]), corrected(row, "An addict."))
    assert response.url == row.get_absolute_url()
    assert fresh(row).note == "An addict."


def test_a_correction_is_asked_about_when_the_entry_never_was(cast, login):
    client, row, _response = log(cast, login, "Tea.")
    url = reverse("correct_contact", args=[row.ref])

    assert client.post(url, corrected(row, HURTS)).url == reverse("ask_words", args=[row.ref])
    again = client.post(url, corrected(fresh(row), HURTS + " Lazy."))
    assert again.url == row.get_absolute_url()


def corrected(row, note):
    local = timezone.localtime(row.happened_at)
    form = {"how": "call", "outcome": "talked", "minutes": "15", "safety": "same", "note": note}
    form |= {"day": local.date().isoformat(), "hour": local.strftime("%H:%M")}
    return form | {"kind": "one_to_one", "once": str(uuid.uuid4())}


def test_a_plain_note_goes_straight_on(cast, login):
    _client, _row, response = log(cast, login, "We had tea.")

    assert response.url == reverse("today") + "?saved=1"


def test_nobody_else_is_shown_the_question(cast, login):
    _client, row, asked = log(cast, login, HURTS)

    for name, status in {"ana": 404, "bea": 404, "dana": 403, "marcus": 403}.items():
        assert login(name).get(asked.url).status_code == status


def test_that_it_was_asked_is_in_no_log(cast, login, caplog):
    client, _row, asked = log(cast, login, HURTS)
    client.get(asked.url)
    client.post(asked.url, {"keep": "1"})

    assert "compliant" not in caplog.text.lower()


def test_a_day_later_the_page_leads_to_the_entry(cast, login):
    client, row, asked = log(cast, login, HURTS)
    before = clock.days_ago(2)
    Contact.plain.filter(pk=row.pk).update(written_at=before, happened_at=before)

    assert client.get(asked.url).url == row.get_absolute_url()
