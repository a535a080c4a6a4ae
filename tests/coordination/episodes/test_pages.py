"""Her time with us on screen, and pausing, finishing, opening again."""

import pytest
from django.urls import reverse

from coordination import clock
from coordination.models import Episode, Survivor
from coordination.survivors.actions import add_survivor, set_status


@pytest.fixture
def lark(cast):
    return add_survivor(survivor=Survivor(name="Lark"), by=cast.dana)


def service(survivor):
    return reverse("service", args=[survivor.ref])


def status(survivor):
    return reverse("set_status", args=[survivor.ref])


def test_periods_say_dates_reasons_and_who(cast, lark, login):
    with clock.at(clock.days_ago(40)):
        over = set_status(
            survivor=lark, status="finished", reason="moved", what_next="they_come", by=cast.dana
        )
    set_status(survivor=over, status="open", wants_peer=True, by=cast.dana)

    text = login("dana").get(service(lark)).text

    assert "They moved away" in text
    assert "They know how to come back" in text
    assert "Dana" in text
    assert text.index("Since ") < text.index("They moved away")


def test_a_pause_and_going_on_stand_in_the_period(cast, login):
    paused = set_status(survivor=cast.cam, status="paused", by=cast.dana)
    set_status(survivor=paused, status="open", by=cast.dana)

    text = login("rosa").get(service(cast.cam)).text

    assert "Paused" in text
    assert "Went on" in text
    assert "Pause or finish" not in text, "a peer does not finish a record"


def test_a_period_from_before_has_its_days(cast, lark, login):
    Episode.history.all().delete()

    assert "Opened" in login("dana").get(service(lark)).text


def test_work_that_began_without_a_peer_is_one_button(cast, lark, login):
    client = login("dana")
    assert "We have started" in client.get(service(lark)).text

    client.post(reverse("start_service", args=[lark.ref]))

    assert Episode.plain.get(survivor=lark).status == "active"
    assert "We have started" not in client.get(service(lark)).text


def test_starting_what_is_paused_says_what_to_do(cast, lark, login):
    set_status(survivor=lark, status="paused", by=cast.dana)

    answer = login("dana").post(reverse("start_service", args=[lark.ref]), follow=True)

    assert "This record is paused or finished. Open it first." in answer.text


def test_finishing_asks_for_a_reason_and_keeps_what_was_chosen(cast, lark, login):
    answer = login("dana").post(status(lark), {"status": "finished", "what_next": "others"})

    assert "Choose how it ended." in answer.text
    assert answer.context["form"]["what_next"].value() == "others"
    assert Survivor.plain.get(pk=lark.pk).status == "open"


def test_finishing_shows_what_is_still_open_before_it_is_tried(cast, login):
    text = login("dana").get(status(cast.cam)).text

    assert "End these before you finish" in text
    assert "the pairing with Rosa" in text


def test_finishing_with_open_work_is_refused_in_words(cast, login):
    answer = login("dana").post(status(cast.cam), {"status": "finished", "reason": "moved"})

    assert "End these first" in answer.text
    assert Survivor.plain.get(pk=cast.cam.pk).status == "open"


def test_a_reason_counts_only_for_an_end(cast, lark, login):
    """Without a script every question shows; what belongs to another answer is left out."""
    login("dana").post(status(lark), {"status": "paused", "reason": "moved", "wants_peer": "on"})

    assert Episode.plain.get(survivor=lark).end_reason == ""
    assert Survivor.plain.get(pk=lark.pk).asked_on is None


def test_a_finished_record_is_opened_again_from_its_page(cast, lark, login):
    set_status(survivor=lark, status="finished", reason="moved", by=cast.dana)
    client = login("dana")
    form = client.get(status(lark)).context["form"]
    assert [value for value, _label in form.fields["status"].choices] == ["open"]

    client.post(status(lark), {"status": "open", "wants_peer": "on"})

    assert Survivor.plain.get(pk=lark.pk).asked_on == clock.today()


def test_former_peers_are_shown_and_offered_only_when_she_asks(cast, login):
    client = login("dana")
    text = client.get(service(cast.cam)).text
    assert "Who walked with them before" in text
    assert "Gone" in text
    assert "Offer Gone" not in text

    cast.cam.asked_on = clock.today()
    cast.cam.save()
    assert "Offer Gone" in client.get(service(cast.cam)).text


def test_a_peer_does_not_read_who_walked_before(cast, login):
    assert "Who walked with them before" not in login("rosa").get(service(cast.cam)).text
