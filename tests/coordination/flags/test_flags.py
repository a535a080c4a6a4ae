"""Safety instructions: what to do, when to look again, who is shown them."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from coordination import clock
from coordination.flags.actions import add_flags, end_flag, renew_flag
from coordination.models import Flag
from coordination.survivors.actions import set_status

SOON = clock.today() + timedelta(days=20)
MEET = {"kinds": ["meet_in_public"], "shown_to": "team", "review_on": SOON.isoformat()}


def write(cast, *kinds, words="", by=None, days=20, shown_to="team", person=None):
    """What Cam's team does; the one instruction made last."""
    person = person or cast.cam
    add_flags(
        survivor=person,
        kinds=kinds,
        words=words,
        shown_to=shown_to,
        review_on=clock.today() + timedelta(days=days),
        by=by or cast.dana,
    )
    return Flag.plain.filter(survivor=person).latest("made_on", "review_on")


def standing(person):
    return {
        flag.text for flag in Flag.objects.unscoped("a test").standing().filter(survivor=person)
    }


def address(cast):
    return reverse("flags", args=[cast.cam.ref])


# Writing ------------------------------------------------------------------------------------------


def test_several_instructions_are_written_in_one_go(cast, login):
    answers = MEET | {"kinds": ["meet_in_public", "own"], "words": "Meet at the back door."}
    response = login("rosa").post(address(cast), answers)

    assert response["Location"] == address(cast)
    assert standing(cast.cam) == {"Meet in public", "Meet at the back door."}
    assert {flag.by for flag in Flag.plain.filter(survivor=cast.cam)} == {cast.rosa}


def test_own_words_count_without_their_chip(cast, login):
    login("rosa").post(address(cast), MEET | {"kinds": [], "words": "Two short rings."})

    assert standing(cast.cam) == {"Two short rings."}


def test_the_same_instruction_again_only_moves_the_day(cast):
    first = write(cast, "no_mail", days=5)
    again = write(cast, "no_mail", days=60)

    assert first.pk == again.pk
    assert again.review_on == clock.today() + timedelta(days=60)
    write(cast, "own", words="One thing.")
    write(cast, "own", words="Another thing.")
    assert standing(cast.cam) == {"No mail", "One thing.", "Another thing."}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"review_on": ""}, "Add a date to look at this again."),
        ({"review_on": clock.today().isoformat()}, "must be after today"),
        (
            {"review_on": (clock.today() + timedelta(days=91)).isoformat()},
            "Choose a day in the next 90 days",
        ),
        ({"kinds": []}, "Choose what to do, or write it."),
        ({"kinds": ["own"]}, "Write what to do, in a few words."),
        ({"kinds": ["tell_all"]}, "Choose one from the list."),
        ({"words": "x" * 81}, "You have 81"),
        ({"shown_to": "everybody"}, "Choose one from the list."),
    ],
)
def test_an_answer_that_does_not_fit_says_what_to_do(change, words, cast, login):
    response = login("dana").post(address(cast), MEET | change)

    assert response.status_code == 200
    assert words in response.text
    assert not Flag.plain.exists()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"kinds": []}, "nothing"),
        ({"kinds": ["own"], "words": "  "}, "no_words"),
        ({"kinds": ["no_mail"], "review_on": clock.today()}, "past"),
    ],
)
def test_the_action_refuses_what_no_form_asked(given, code, cast):
    with pytest.raises(ValidationError) as caught:
        add_flags(survivor=cast.cam, **{"review_on": SOON, **given}, by=cast.dana)

    assert caught.value.code == code


def test_ninety_days_are_the_longest(cast):
    write(cast, "no_mail", days=90)
    with pytest.raises(ValidationError, match="next 90 days"):
        write(cast, "two_people", days=91)


# Looking again ------------------------------------------------------------------------------------


def test_a_day_that_has_come_is_said_on_the_card_and_on_today(cast, login):
    with clock.at(clock.days_ago(20)):
        flag = write(cast, "two_people", days=20)

    assert "Look at this again" in login("rosa").get(cast.cam.get_absolute_url()).text
    today = login("rosa").get("/today/").text
    assert "Look at this again" in today
    assert "Two people go" in today
    assert "Two people go" in login("dana").get("/today/").text

    login("rosa").post(reverse("renew_flag", args=[flag.ref]), {"next": "/today/"})
    flag.refresh_from_db()
    assert flag.review_on == clock.today() + timedelta(days=30)
    assert "Two people go" not in login("rosa").get("/today/").text
    assert "Look at this again" not in login("rosa").get(cast.cam.get_absolute_url()).text


def test_one_day_early_nothing_is_due(cast, login):
    write(cast, "two_people", days=1)

    assert "Look at this again" not in login("rosa").get("/today/").text


def test_what_ended_is_shown_nowhere_but_in_the_history(cast, login):
    with clock.at(clock.days_ago(40)):
        flag = write(cast, "own", words="Ring twice.", days=20)
    login("rosa").post(reverse("end_flag", args=[flag.ref]))

    for page in (cast.cam.get_absolute_url(), "/today/"):
        assert "Ring twice." not in login("rosa").get(page).text
    page = login("rosa").get(address(cast))
    assert [flag.text for flag in page.context["flags"]] == []
    assert [(row["text"], row["said"], row["by"]) for row in page.context["trail"]] == [
        ("Ring twice.", "Ended", "Rosa"),
        ("Ring twice.", "Written down", "Dana"),
    ]


@pytest.mark.parametrize("action", [renew_flag, end_flag])
def test_what_ended_stays_ended(action, cast):
    flag = write(cast, "no_mail")
    end_flag(flag=flag, by=cast.dana)
    with pytest.raises(ValidationError) as caught:
        action(flag=flag, by=cast.rosa)

    assert caught.value.code == "ended"
    assert Flag.plain.get(pk=flag.pk).review_on == flag.review_on


def test_a_stale_tab_reads_that_it_has_ended(cast, login):
    flag = write(cast, "no_mail")
    end_flag(flag=flag, by=cast.dana)
    response = login("rosa").post(reverse("renew_flag", args=[flag.ref]), follow=True)

    assert "This instruction has ended already." in response.text


def test_nobody_is_asked_to_look_again_at_a_finished_record(cast, login):
    lark = cast.survivor("Lark")
    with clock.at(clock.days_ago(40)):
        write(cast, "no_mail", days=20, person=lark)
    assert "No mail" in login("dana").get("/today/").text
    set_status(survivor=lark, status="finished", reason="moved", by=cast.dana)

    assert "No mail" not in login("dana").get("/today/").text


def test_back_to_a_strange_address_leads_to_our_own_page(cast, login):
    flag = write(cast, "no_mail")
    sent = {"next": "https://evil.example/"}
    response = login("rosa").post(reverse("renew_flag", args=[flag.ref]), sent)

    assert response["Location"] == address(cast)


# Who is shown what --------------------------------------------------------------------------------


def test_the_team_reads_it_and_a_supervisor_does_not_change_it(cast, login):
    write(cast, "own", words="Ring twice.")
    for name in ("rosa", "ana", "dana", "marcus"):
        assert "Ring twice." in login(name).get(cast.cam.get_absolute_url()).text
    page = login("marcus").get(address(cast))
    assert "Ring twice." in page.text
    assert page.context["form"] is None
    assert login("marcus").post(address(cast), MEET).status_code == 403
    assert login("bea").get(address(cast)).status_code == 404


def test_without_supervisors_means_without(cast, login):
    write(cast, "own", words="Ring twice.", shown_to="peers")

    for name in ("rosa", "dana"):
        assert "Ring twice." in login(name).get(address(cast)).text
    page = login("marcus").get(address(cast))
    assert "Ring twice." not in page.text
    assert page.context["trail"] == []
    assert "Ring twice." not in login("marcus").get(cast.cam.get_absolute_url()).text


def test_nothing_set_says_so(cast, login):
    assert "None set." in login("rosa").get(address(cast)).text
    assert "none set" in login("rosa").get(cast.cam.get_absolute_url()).text


def test_a_chip_sent_twice_is_one_instruction(cast):
    write(cast, "no_mail", "no_mail")

    flags = Flag.objects.unscoped("test").filter(survivor=cast.cam, kind="no_mail")
    assert flags.count() == 1
