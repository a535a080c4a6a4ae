"""Who reads what, the small line, and the quiet reminder (OUT-1, OUT-2, PAIR-10)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coordination import clock
from coordination.access import READ_NOTES
from coordination.models import Outcome
from coordination.survivors.models import Survivor
from mentors.pairing import actions as pairing
from tests.coordination.outcomes.forms import NAUGHTY, ask, page, sent
from tests.factories.outcomes import LIFE, keep, phq

HIDDEN = ["phq-9", "Words for", "of 27", "severe", "Alcohol", "Screening", "What to do"]


def test_managers_and_supervisors_see_days_and_nothing_else(cast, login, phq9):
    keep(cast.cam, cast.rosa, phq([2] * 9), "phq-9", text=phq9)
    keep(cast.cam, cast.rosa, {"in_30_days": "yes"}, "substance-use", finished=False)
    for name in ("dana", "marcus"):
        for where in ("outcomes", "survivor"):
            text = login(name).get(reverse(where, args=[cast.cam.ref])).text
            assert "Today" in text
            assert "Answers are read only by those who walk with them." in text
            for word in (
                "phq-9",
                "Words for",
                "of 27",
                "severe",
                "Alcohol",
                "Screening",
                "What to do",
            ):
                assert word not in text, (name, where, word)


def test_a_begun_set_is_its_authors_alone(cast, login):
    keep(cast.cam, cast.rosa, {"hope": 2}, finished=False)

    assert "Go on" in login("rosa").get(page("outcomes", cast.cam)).text
    assert "Go on" not in login("ana").get(page("outcomes", cast.cam)).text
    assert "Nothing was asked yet." in login("dana").get(page("outcomes", cast.cam)).text


def test_a_new_peer_reads_nothing_from_before_their_time(cast, login, at):
    """PAIR-10: Cam said no to passing on what was written; the days stay facts."""
    with at(30):
        before = keep(cast.cam, cast.gone)
        day = before.asked_on
    rosa = login("rosa")

    assert rosa.get(before.get_absolute_url()).status_code == 404
    assert before.ref not in rosa.get(page("outcomes", cast.cam)).text
    assert day in list(Outcome.objects.visible_to(cast.rosa).values_list("asked_on", flat=True))
    cast.pairing.shares_past_notes = True
    cast.pairing.save()
    assert rosa.get(before.get_absolute_url()).status_code == 200


def test_what_was_asked_on_the_first_day_is_open(cast):
    row = keep(cast.cam, cast.ana, asked_on=cast.pairing.started_on)

    assert Outcome.objects.visible_to(cast.rosa, READ_NOTES).filter(pk=row.pk).exists()


def test_the_end_of_a_pairing_closes_the_answers(cast, login):
    row = keep(cast.cam, cast.rosa)
    pairing.end_pairing(
        pairing=cast.pairing, whose_choice="theirs", what_next="nothing", by=cast.rosa
    )

    assert login("rosa").get(row.get_absolute_url()).status_code == 404


def test_the_card_shows_progress_in_words(cast, login, at):
    with at(70):
        keep(cast.cam, cast.ana, LIFE)
    keep(cast.cam, cast.ana, LIFE | {"hope": 5})
    text = login("ana").get(reverse("survivor", args=[cast.cam.ref])).text

    assert "Hope: Almost always" in text
    assert "Better than in " in text
    assert "About the same as in " in text


def test_lists_show_a_small_line_only_from_the_second_time(cast, login, at):
    with at(70):
        keep(cast.cam, cast.ana, LIFE)
    assert 'class="trend"' not in login("ana").get(page("outcomes", cast.cam)).text

    keep(cast.cam, cast.ana, LIFE)
    assert login("ana").get(page("outcomes", cast.cam)).text.count('class="trend"') == 4


# Reminders --------------------------------------------------------------------------------------


def today_card(client):
    return "It may be time to ask how things are" in client.get("/today/").text


def came(person, days):
    day = clock.today() - timedelta(days=days)
    Survivor.objects.unscoped("a test").filter(pk=person.pk).update(opened_on=day)
    person.episodes.all().update(started_on=day)


def test_today_asks_quietly_and_stops_once_somebody_asked(cast, login):
    came(cast.cam, 124)  # the window of month 3
    rosa = login("rosa")
    assert today_card(rosa)
    assert not today_card(login("dana"))
    assert not today_card(login("marcus"))

    keep(cast.cam, cast.ana)
    assert not today_card(login("rosa"))


@pytest.mark.parametrize("status", ["paused", "finished"])
def test_a_pause_or_an_end_stops_it(cast, login, status):
    came(cast.cam, 124)
    Survivor.objects.unscoped("a test").filter(pk=cast.cam.pk).update(status=status)

    assert not today_card(login("rosa"))


def test_they_do_not_want_to_be_asked(cast, login):
    came(cast.cam, 124)
    rosa, where = login("rosa"), page("outcomes", cast.cam)
    assert "It may be time" in rosa.get(where).text

    rosa.post(page("set_asking", cast.cam), {"wanted": "no"})
    text = rosa.get(where).text
    assert "They do not want to be asked. Noted Today." in text
    assert "It may be time" not in text
    assert ask(cast.cam) not in text
    assert not today_card(rosa)
    refused = rosa.post(ask(cast.cam), sent(LIFE))
    assert "They do not want to be asked." in refused.text

    rosa.post(page("set_asking", cast.cam), {"wanted": "yes"})
    assert "It may be time" in rosa.get(where).text


@pytest.mark.parametrize("value", ["", "maybe", *NAUGHTY])
def test_any_other_answer_changes_nothing(cast, login, value):
    response = login("rosa").post(page("set_asking", cast.cam), {"wanted": value})

    assert response.status_code == 302
    assert not hasattr(Survivor.plain.get(pk=cast.cam.pk), "asking")


def test_coming_back_starts_anew(cast, login):
    came(cast.cam, 124)
    Survivor.objects.unscoped("a test").filter(pk=cast.cam.pk).update(
        opened_on=clock.today() - timedelta(days=700)
    )

    assert "It may be time" in login("rosa").get(page("outcomes", cast.cam)).text
    assert today_card(login("rosa"))
