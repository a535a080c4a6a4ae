"""Questions for reports: optional, each with why, never asked again (domain.md 15)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from coordination import clock
from coordination.models import Organisation, ReportAnswers
from coordination.report_questions.actions import set_report_answers
from coordination.report_questions.lists import (
    AGE,
    LISTS,
    RACE,
    RATHER_NOT,
    asked_now,
    of_version,
    to_show,
)


@pytest.fixture
def page(cast):
    return reverse("report_questions", args=[cast.cam.ref])


def answers(survivor):
    row = ReportAnswers.plain.filter(survivor=survivor).first()
    return {key: entry["said"] for key, entry in row.answers.items()} if row else {}


def keep(cast, *pairs):
    return set_report_answers(survivor=cast.cam, answers=pairs, by=cast.dana)


# The lists -------------------------------------------------------------------------------------


@pytest.mark.parametrize("one", LISTS, ids=lambda one: one.id)
def test_each_list_says_why_and_has_no_room_for_text(one):
    assert str(one.why).startswith("Why we ask:")
    codes = [code for code, _label in one.choices]
    assert len(codes) == len(set(codes)) > 2
    assert not {"", RATHER_NOT} & set(codes)
    assert max(map(len, codes)) < 20


def test_nobody_is_asked_for_a_day_of_birth_or_for_money():
    words = " ".join(str(label) for one in LISTS for _code, label in one.choices).lower()

    assert "income" not in words
    assert not any("birth" in one.label.lower() for one in LISTS)


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ([], ["Not asked"]),
        ([RATHER_NOT], ["Prefers not to say"]),
        (["asian"], ["Asian"]),
        (["asian", "white"], ["Multiple races"]),
    ],
)
def test_how_a_report_counts_what_was_said(said, lines):
    assert [str(line) for line in RACE.counted_as(said)] == lines


def test_several_needs_are_each_counted():
    needs = next(one for one in LISTS if one.id == "needs")

    assert len(needs.counted_as(["deaf", "veteran"])) == 2


def test_a_list_holds_from_its_first_to_its_last_day():
    one = replace(AGE, since=date(2026, 1, 1), until=date(2026, 12, 31))

    held = [one.holds_on(date(2026, 1, 1) + timedelta(days=days)) for days in (-1, 0, 364, 365)]
    assert held == [False, True, True, False]


def test_only_what_a_funder_asks_is_asked(db):
    organisation = Organisation.current()
    assert asked_now(organisation, clock.today()) == list(LISTS)

    organisation.voca_funded = False
    assert asked_now(organisation, clock.today()) == []


def test_a_new_version_asks_nobody_again():
    old = replace(AGE, until=date(2026, 9, 30))
    new = replace(AGE, version="ovc-4c-2", since=date(2026, 10, 1))
    lists, day = (old, new, RACE), date(2026, 11, 1)

    asked = to_show(Organisation(), day, {"age": {"list": "ovc-4c-1", "said": ["60"]}}, lists)
    fresh = to_show(Organisation(), day, {}, lists)

    assert [one.version for one in asked] == ["ovc-4c-1", RACE.version]
    assert [one.version for one in fresh] == ["ovc-4c-2", RACE.version]


def test_a_version_that_never_was_has_no_list():
    with pytest.raises(KeyError):
        of_version("age", "ovc-4c-99")


# Keeping ---------------------------------------------------------------------------------------


def test_an_answer_keeps_its_list_and_its_day(cast):
    with clock.at(clock.days_ago(30)):
        keep(cast, (AGE, ["25_59"]))
        day = clock.today().isoformat()
    keep(cast, (AGE, ["25_59"]), (RACE, ["white", "asian"]))

    held = ReportAnswers.plain.get(survivor=cast.cam).answers
    assert held["age"] == {"list": "ovc-4c-1", "said": ["25_59"], "on": day}
    assert held["race"]["said"] == ["asian", "white"]
    assert held["race"]["on"] == clock.today().isoformat()


def test_prefers_not_to_say_stands_alone(cast):
    keep(cast, (RACE, ["asian", RATHER_NOT]))

    assert answers(cast.cam) == {"race": [RATHER_NOT]}


def test_not_asked_leaves_nothing(cast):
    keep(cast, (AGE, ["60"]))
    keep(cast, (AGE, []))

    assert answers(cast.cam) == {}


@pytest.mark.parametrize(
    ("asked", "said", "code"),
    [(AGE, ["7"], "not_in_list"), (AGE, ["60", "18_24"], "one_answer")],
)
def test_what_is_not_in_the_list_is_refused(asked, said, code, cast):
    with pytest.raises(ValidationError) as refused:
        keep(cast, (asked, said))

    assert refused.value.code == code


# On screen -------------------------------------------------------------------------------------


def test_not_asked_is_where_each_question_begins(cast, page, login):
    form = login("rosa").get(page).context["form"]

    assert {form[one.id].value() for one in LISTS} == {""}


def test_answers_come_back_and_say_how_they_count(cast, page, login):
    client = login("rosa")
    client.post(
        page,
        {
            "age": "18_24",
            "gender": RATHER_NOT,
            "race": "answered",
            "race_codes": ["asian", "black"],
        },
    )

    assert answers(cast.cam) == {
        "age": ["18_24"],
        "gender": [RATHER_NOT],
        "race": ["asian", "black"],
    }
    shown = client.get(page)
    assert shown.context["form"]["race_codes"].value() == ["asian", "black"]
    assert "Multiple races" in shown.text


def test_without_a_script_ticks_alone_are_an_answer(cast, page, login):
    login("rosa").post(page, {"needs_codes": ["veteran"]})

    assert answers(cast.cam) == {"needs": ["veteran"]}


def test_they_told_us_without_saying_what_is_asked_about(cast, page, login):
    text = login("rosa").post(page, {"race": "answered", "age": "60"})

    assert "Choose at least one, or choose Not asked." in text.text
    assert text.context["form"]["age"].value() == "60"


def test_what_is_not_on_the_page_is_refused(cast, page, login):
    assert "Choose one from the list." in login("rosa").post(page, {"age": "x" * 500}).text
    assert answers(cast.cam) == {}


def test_without_a_funder_the_page_says_so(cast, page, login):
    organisation = Organisation.current()
    organisation.voca_funded = False
    organisation.save()

    client = login("rosa")
    assert "No funder asks for anything now." in client.get(page).text
    client.post(page, {"age": "60"})
    assert answers(cast.cam) == {}


def test_a_supervisor_does_not_read_the_answers(cast, page, login):
    keep(cast, (AGE, ["60"]))

    assert login("marcus").get(page).status_code == 403


def test_a_stale_tab_takes_out_nothing_that_a_colleague_wrote(cast, page, login):
    client = login("rosa")
    seen = client.get(page).context["form"]["seen"].value()
    keep(cast, (AGE, ["18_24"]))

    refused = client.post(page, {"gender": "female", "seen": seen})

    assert refused.status_code == 409
    assert "Someone changed this while you were writing." in refused.text
    assert answers(cast.cam) == {"age": ["18_24"]}
    seen = refused.context["form"]["seen"].value()
    assert client.post(page, {"gender": "female", "seen": seen}).status_code == 302
    assert answers(cast.cam) == {"gender": ["female"]}
