"""Texts in the database: loaded, switched on by somebody, replaced, switched off, removed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from coordination import clock
from coordination.instruments import KEYS, score
from coordination.instruments.actions import load_text, remove_text, switch_off, switch_on
from coordination.instruments.sample import COPING
from coordination.instruments.texts import Answer, check
from coordination.models import InstrumentText
from tests.factories.texts import made_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(cast):
    return load_text(text=made_up(), by=cast.admin)


def test_a_text_comes_back_as_it_was_loaded_and_waits(cast, loaded):
    row = InstrumentText.objects.get()
    assert row.as_text() == made_up()
    assert row.key is KEYS["gad-7", "1"]
    assert (row.loaded_by, row.loaded_on, row.state) == (cast.admin, clock.today(), "waiting")
    assert not InstrumentText.objects.switched_on().exists()
    assert score(row.key, {1: 1, **dict.fromkeys(range(2, 8), 0)})["total"].value == 1


def test_answers_of_an_item_and_what_was_left_out_come_back_too():
    text = made_up()
    own = tuple(Answer(value, f"Olive {value}", "http://o.test", f"o{value}") for value in range(4))
    first = replace(text.items[0], answers=own, link_id="a/b", within=("g1", "g2"))
    text = replace(text, items=(first, *text.items[1:]), left_out=("Sum",))
    row = load_text(text=text)
    row.refresh_from_db()
    assert row.as_text() == text
    assert row.left_out == ["Sum"]
    [(item, answers), *rest] = row.questions()
    assert (item.number, answers) == (1, own)
    assert rest[0][1] == text.answers


def test_the_same_text_loaded_again_changes_nothing(cast, loaded):
    switch_on(text=loaded, by=cast.admin)
    again = load_text(text=made_up(), by=cast.dana)
    assert again.pk == loaded.pk
    assert again.is_on
    assert InstrumentText.objects.count() == 1
    assert InstrumentText.history.count() == 2


def test_other_words_need_another_version(cast, loaded):
    with pytest.raises(ValidationError, match="Version 1 is loaded already"):
        load_text(text=made_up(title="Monday table"), by=cast.admin)
    new = load_text(text=made_up(title="Monday table", version="2"), by=cast.admin)
    spanish = load_text(text=made_up(title="Mesa", language="es"), by=cast.admin)
    assert len({loaded.pk, new.pk, spanish.pk}) == 3


def test_a_named_person_switches_on_and_a_newer_text_takes_the_place(cast, loaded):
    switch_on(text=loaded, by=cast.admin)
    newer = load_text(text=made_up(version="2"), by=cast.dana)
    assert InstrumentText.objects.switched_on().get() == loaded
    with clock.at(clock.now() + timedelta(days=3)):
        switch_on(text=newer, by=cast.dana)
        later = clock.today()
    loaded.refresh_from_db()
    newer.refresh_from_db()
    assert (loaded.confirmed_by, loaded.replaced_on, loaded.state) == (cast.admin, later, "off")
    assert (newer.confirmed_by, newer.confirmed_on, newer.state) == (cast.dana, later, "in_use")
    assert InstrumentText.objects.switched_on().get() == newer


def test_switching_on_twice_keeps_the_first_name(cast, loaded):
    switch_on(text=loaded, by=cast.admin)
    switch_on(text=loaded, by=cast.dana)
    loaded.refresh_from_db()
    assert loaded.confirmed_by == cast.admin


def test_switched_off_a_text_stays_and_may_be_switched_on_again_under_a_name(cast, loaded):
    switch_on(text=loaded, by=cast.admin)
    switch_off(text=loaded, by=cast.dana)
    loaded.refresh_from_db()
    assert loaded.state == "off"
    assert not InstrumentText.objects.switched_on().exists()
    switch_off(text=loaded, by=cast.dana)
    switch_on(text=loaded, by=cast.dana)
    loaded.refresh_from_db()
    assert (loaded.state, loaded.confirmed_by) == ("in_use", cast.dana)


def test_a_text_that_waits_cannot_be_switched_off(cast, loaded):
    switch_off(text=loaded, by=cast.dana)
    loaded.refresh_from_db()
    assert loaded.state == "waiting"


def test_a_text_nobody_used_can_be_removed_and_one_that_was_in_use_stays(cast, loaded):
    used = switch_on(text=load_text(text=made_up("k6")), by=cast.admin)
    with pytest.raises(ValidationError, match="stays with its results"):
        remove_text(text=used, by=cast.admin)
    switch_off(text=used, by=cast.admin)
    with pytest.raises(ValidationError, match="stays with its results"):
        remove_text(text=used, by=cast.admin)
    remove_text(text=loaded, by=cast.admin)
    assert InstrumentText.objects.get() == used
    for verb in (switch_on, switch_off, remove_text):
        with pytest.raises(ValidationError, match="removed this text in the meantime"):
            verb(text=InstrumentText(key_name="gad-7", language="en"), by=cast.admin)


def test_the_database_holds_one_text_in_use_and_no_tick_without_a_name(cast, loaded):
    switch_on(text=loaded, by=cast.admin)
    newer = load_text(text=made_up(version="2"))
    rows = InstrumentText.objects.filter(pk=newer.pk)
    for changes in (
        {"confirmed_on": date(2026, 1, 1), "confirmed_by": cast.admin},
        {"confirmed_on": date(2026, 1, 1)},
        {"confirmed_by": cast.admin},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**changes)


def test_a_row_that_does_not_fit_its_key_is_never_kept():
    with pytest.raises(ValidationError, match="6 scored items"):
        load_text(text=made_up(items=made_up().items[:6]))
    with pytest.raises(ValidationError, match="no scoring key"):
        load_text(text=made_up(key_version="99"))


def test_a_reader_gets_the_text_nearest_to_their_language(cast):
    texts = InstrumentText.objects
    assert texts.in_use("gad-7", "es") is None
    somali = switch_on(text=load_text(text=made_up(language="so")), by=cast.admin)
    assert texts.in_use("gad-7", "es") == somali
    english = switch_on(text=load_text(text=made_up()), by=cast.admin)
    waiting = load_text(text=made_up(language="es"))
    assert texts.in_use("gad-7", "es-MX") == texts.in_use("gad-7") == english
    spanish = switch_on(text=waiting, by=cast.admin)
    assert texts.in_use("gad-7", "es-MX") == texts.in_use("gad-7", "es") == spanish
    assert texts.in_use("gad-7", "so") == somali
    british = switch_on(text=load_text(text=made_up(language="en-GB")), by=cast.admin)
    switch_off(text=english, by=cast.admin)
    assert texts.in_use("gad-7") == texts.in_use("gad-7", "fr") == british
    assert texts.in_use("k6") is None


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("en", "English"),
        ("es-MX", "Mexican Spanish"),
        ("so", "Somali"),
        ("zh-TW", "Traditional Chinese"),
        ("tl-PH", "Tagalog"),
        ("xx-YY", "xx-YY"),
    ],
)
def test_a_language_is_shown_by_its_name_where_there_is_one(code, name):
    assert load_text(text=made_up(language=code)).language_name == name


def test_the_coping_list_of_the_sample_fits_and_says_what_it_is():
    check(COPING, KEYS["coping-17", "1"])
    assert "sample" in COPING.title
    assert "Not a validated measure" in COPING.credit
