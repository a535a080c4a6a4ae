"""What Today holds: who is due, a day one cannot make it, and whom nobody reached."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from coordination import clock
from coordination.models import Notice, Survivor
from coordination.safe_contact.actions import check_contact
from mentors.models import NotToday, Pairing
from mentors.pairing.actions import end_pairing, pause_pairing
from mentors.today.actions import after_all, not_today

LATER = timedelta(days=10)


def told(user, kind="not_today"):
    return Notice.objects.visible_to(user).filter(kind=kind)


def today(login, name):
    return login(name).get(reverse("today")).text


# I cannot make it ---------------------------------------------------------------------------------


def test_one_tap_tells_the_supervisor_and_today_says_that_they_know(cast, login):
    with clock.at(clock.now() + LATER):
        client = login("rosa")
        assert "I can&#x27;t make it today" in client.get(reverse("today")).text.replace(
            "can't", "can&#x27;t"
        )
        client.post(reverse("not_today", args=[cast.pairing.ref]))

        assert "Marcus knows" in client.get(reverse("today")).text
        [notice] = told(cast.marcus)
        assert (notice.by, notice.survivor) == (cast.rosa, cast.cam)
        assert not told(cast.dana).exists()


def test_said_twice_it_is_told_once(cast):
    not_today(pairing=cast.pairing, by=cast.rosa)
    told(cast.marcus).update(seen_at=clock.now())
    not_today(pairing=cast.pairing, by=cast.rosa)

    assert NotToday.objects.unscoped("test").filter(pairing=cast.pairing).count() == 1
    assert told(cast.marcus).count() == 1


def test_taken_back_before_anybody_read_it_leaves_nothing(cast, login):
    client = login("rosa")
    client.post(reverse("not_today", args=[cast.pairing.ref]))
    client.post(reverse("after_all", args=[cast.pairing.ref]))

    assert not NotToday.objects.unscoped("test").filter(pairing=cast.pairing).exists()
    assert not told(cast.marcus).exists()
    assert not told(cast.marcus, "after_all").exists()


def test_taken_back_after_it_was_read_is_told(cast):
    not_today(pairing=cast.pairing, by=cast.rosa)
    told(cast.marcus).update(seen_at=clock.now())

    after_all(pairing=cast.pairing, by=cast.rosa)
    after_all(pairing=cast.pairing, by=cast.rosa)

    assert told(cast.marcus, "after_all").count() == 1


def test_it_holds_for_one_day(cast, login):
    not_today(pairing=cast.pairing, by=cast.rosa)

    with clock.at(clock.now() + LATER):
        assert "Marcus knows" not in today(login, "rosa")


def test_no_word_of_a_reason_is_kept():
    names = {field.name for field in NotToday._meta.get_fields()}

    assert names == {"id", "pairing", "day"}


def test_an_ended_pairing_is_nobodys_today(cast, login):
    end_pairing(pairing=cast.pairing, whose_choice="theirs", what_next="nothing", by=cast.dana)

    with pytest.raises(ValidationError, match="not paired"):
        not_today(pairing=cast.pairing, by=cast.rosa)
    assert login("rosa").post(reverse("not_today", args=[cast.pairing.ref])).status_code == 404


def test_a_paused_pairing_is_refused_with_a_sentence(cast, login):
    pause_pairing(pairing=cast.pairing, by=cast.rosa)
    client = login("rosa")

    page = client.post(reverse("not_today", args=[cast.pairing.ref]), follow=True).text

    assert "You are not paired with them now." in page


# To finish ----------------------------------------------------------------------------------------


def test_steps_due_are_finished_from_today_in_one_tap(cast, login):
    step, client = cast.step(cast.cam, cast.rosa), login("rosa")
    assert step.what in client.get(reverse("today")).text

    client.post(reverse("finish_step", args=[step.ref]), {"next": reverse("today")})

    assert step.what not in client.get(reverse("today")).text


def test_while_she_rests_nothing_reminds(cast, login):
    step = cast.step(cast.cam, cast.rosa)
    Survivor.objects.unscoped("test").filter(pk=cast.cam.pk).update(status="paused")

    assert step.what not in today(login, "rosa")


# Not reached --------------------------------------------------------------------------------------


def test_the_silence_names_its_rule_its_action_and_its_owner(cast, login):
    with clock.at(clock.now() + timedelta(days=40)):
        peer, manager, supervisor = (today(login, name) for name in ("rosa", "dana", "marcus"))

    for page in (peer, manager, supervisor):
        assert "No contact for 41 days" in page
        assert "red after 30" in page
        assert "Ask Rosa what would help" in page
    assert "Marcus: " in supervisor


def test_a_supervisor_sees_silence_of_the_team_only(cast, login):
    with clock.at(clock.now() + timedelta(days=40)):
        page = today(login, "tess")

    assert cast.eve.name in page
    assert cast.cam.name not in page


@pytest.mark.parametrize("change", ["pause", "end", "rest"])
def test_silence_stops_when_there_is_nothing_to_keep(cast, login, change):
    if change == "pause":
        pause_pairing(pairing=cast.pairing, by=cast.dana)
    elif change == "end":
        end_pairing(pairing=cast.pairing, whose_choice="theirs", what_next="nothing", by=cast.dana)
    else:
        Survivor.objects.unscoped("test").filter(pk=cast.cam.pk).update(status="paused")

    with clock.at(clock.now() + timedelta(days=40)):
        assert "Not reached for a while" not in today(login, "marcus")


def test_a_step_without_an_owner_waits_for_a_manager(cast, login):
    step = cast.step(cast.cam, cast.rosa)
    end_pairing(pairing=cast.pairing, whose_choice="theirs", what_next="nothing", by=cast.dana)

    page = today(login, "dana")

    assert "A step needs an owner" in page
    assert step.get_absolute_url() in page
    assert "A step needs an owner" not in today(login, "ana")


def test_needs_you_has_seven_rows_at_most(cast, login):
    for _number in range(9):
        cast.step(cast.cam, cast.rosa)
    end_pairing(pairing=cast.pairing, whose_choice="theirs", what_next="nothing", by=cast.dana)

    page = today(login, "dana")

    assert page.count("A step needs an owner") // 2 <= 7
    assert "There is more; these waited longest." in page


def test_setting_up_says_what_is_left(cast, login):
    page = today(login, "admin")

    assert "The organization has no name." in page
    assert "The organization has no name." not in today(login, "rosa")


def test_when_nobody_waits_the_longest_wait_of_the_month_is_named(cast, login):
    Survivor.objects.unscoped("test").update(asked_on=None)
    rows = Pairing.objects.unscoped("test").filter(pk=cast.pairing.pk)
    day = clock.today()
    rows.update(started_on=day, asked_on=day - timedelta(days=4))
    Pairing.objects.unscoped("test").exclude(pk=cast.pairing.pk).update(asked_on=None)

    page = today(login, "dana")

    assert "No one is waiting. The longest wait this month was 4 days." in page


def test_needs_you_begins_with_who_waits_and_opens_only_what_it_shows(cast, login):
    person = cast.survivor("Una")

    page = today(login, "dana")

    assert "Waits for a peer: 0 days" in page
    assert reverse("ideas", args=[person.ref]) in page
    assert "Waits for a peer" not in today(login, "marcus")


@pytest.mark.parametrize(("name", "page"), [("marcus", "/today/"), ("dana", "/people/?show=look")])
def test_nobody_is_told_to_nudge_while_she_asked_for_time(name, page, cast, login):
    """The wait is hers, whoever looks: the peer, the supervisor, the manager."""
    check_contact(survivor=cast.cam, by=cast.dana)
    later, cam = clock.now() + timedelta(days=25), cast.token(cast.cam, "name")
    with clock.at(later):
        shown = login(name).get(page).text
        assert cam in shown
        assert "Not reached for a while" in shown

    wait = {"outcome": "asked_to_wait", "minutes": None}
    cast.contact(cast.pairing, wait_until=clock.today() + timedelta(days=60), **wait)

    with clock.at(later):
        assert cam not in login(name).get(page).text
