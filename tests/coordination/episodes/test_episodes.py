"""A period of service from its opening to its end, and the next one (PAIR-11)."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from coordination import clock
from coordination.episodes.actions import current
from coordination.models import Episode, Step, Survivor
from coordination.registry import open_work
from coordination.survivors.actions import (
    add_survivor,
    ask_for_peer,
    change_survivor,
    set_status,
    start_service,
)
from mentors.pairing.actions import end_pairing


@pytest.fixture
def lark(cast):
    """Lark is known by name only, and asks for nothing yet."""
    return add_survivor(survivor=Survivor(name="Lark"), by=cast.dana)


@pytest.fixture
def no_open_work(monkeypatch):
    monkeypatch.setattr(open_work, "_kinds", [])


def begin_missing(monkeypatch):
    """Run the migration that gives older records their first period; how many it made."""
    migration = import_module("coordination.migrations.0003_first_episodes")
    monkeypatch.setattr(migration, "BATCH", 2)
    before = Episode.plain.count()
    migration.begin(apps, SimpleNamespace(connection=connection))
    return Episode.plain.count() - before


def episodes(survivor):
    return list(Episode.plain.filter(survivor=survivor).order_by("started_on", "ended_on"))


def only(survivor):
    [episode] = episodes(survivor)
    return episode


def fresh(row):
    return type(row).plain.get(pk=row.pk)


# The steps -------------------------------------------------------------------------------------


def test_a_record_has_a_period_from_its_opening(cast, lark):
    episode = only(lark)

    assert (episode.status, episode.started_on) == ("planned", clock.today())
    assert episode.opened_by == cast.dana
    assert episode.history.first().history_user == cast.dana


def test_one_who_asks_for_a_peer_waits(cast):
    cleo = add_survivor(survivor=Survivor(name="Cleo", asked_on=clock.today()), by=cast.dana)

    assert only(cleo).status == "waiting"


def test_asking_later_and_no_longer_moves_the_period(cast, lark):
    change_survivor(survivor=lark, changes={"asked_on": clock.today()}, by=cast.dana)
    assert only(lark).status == "waiting"

    change_survivor(survivor=lark, changes={"asked_on": None}, by=cast.dana)
    assert only(lark).status == "planned"


def test_a_pairing_makes_it_active_and_asking_again_waiting(cast):
    assert only(cast.cam).status == "active"

    cast.off.is_active = True
    ended = {"whose_choice": "theirs", "what_next": "ideas", "by": cast.bea}
    end_pairing(pairing=cast.eve_and_bea, **ended)

    episode = only(cast.eve)
    assert episode.status == "waiting"
    assert episode.active_on is not None


def test_work_may_begin_without_a_peer(cast, lark):
    start_service(survivor=lark, by=cast.dana)
    start_service(survivor=lark, by=cast.dana)

    assert (only(lark).status, only(lark).active_on) == ("active", clock.today())
    assert only(lark).history.filter(status="active").count() == 1


def test_a_pause_keeps_the_period_and_opening_goes_on_where_she_was(cast):
    paused = set_status(survivor=cast.cam, status="paused", by=cast.dana)
    assert only(cast.cam).status == "on_hold"

    set_status(survivor=paused, status="open", by=cast.dana)
    assert only(cast.cam).status == "active"


def test_asking_while_paused_does_not_end_the_pause(cast, lark):
    set_status(survivor=lark, status="paused", by=cast.dana)
    ask_for_peer(survivor=fresh(lark), since=clock.today(), by=cast.dana)

    assert only(lark).status == "on_hold"


# The end ---------------------------------------------------------------------------------------


def test_an_end_needs_a_reason(cast, lark):
    with pytest.raises(ValidationError) as refused:
        set_status(survivor=lark, status="finished", by=cast.dana)

    assert refused.value.code == "reason_missing"
    assert fresh(lark).status == "open"
    assert only(lark).is_open


@pytest.mark.parametrize("reason", [reason.value for reason in Episode.Reason])
def test_every_reason_of_the_list_ends_it(reason, cast, lark):
    set_status(survivor=lark, status="finished", reason=reason, by=cast.dana)

    assert (only(lark).end_reason, only(lark).ended_by) == (reason, cast.dana)
    assert fresh(lark).in_error == (reason == "in_error")


def test_a_reason_that_is_not_in_the_list_is_refused(cast, lark):
    with pytest.raises(ValidationError):
        set_status(survivor=lark, status="finished", reason="bored", by=cast.dana)


def test_what_never_started_is_cancelled_not_finished(cast, lark, no_open_work):
    set_status(survivor=lark, status="finished", reason="withdrew", by=cast.dana)
    set_status(survivor=cast.cam, status="finished", reason="goals_met", by=cast.dana)

    assert only(lark).status == "cancelled"
    assert only(cast.cam).status == "finished"


def test_an_end_takes_back_that_she_asks_for_a_peer(cast, lark):
    change_survivor(survivor=lark, changes={"asked_on": clock.today()}, by=cast.dana)
    set_status(survivor=lark, status="finished", reason="moved", by=cast.dana)

    assert fresh(lark).asked_on is None


def test_what_is_over_is_not_paused(cast, lark):
    over = set_status(survivor=lark, status="finished", reason="moved", by=cast.dana)

    with pytest.raises(ValidationError) as refused:
        set_status(survivor=over, status="paused", by=cast.dana)
    assert refused.value.code == "finished"


def test_steps_of_an_ended_period_remind_nobody(cast, no_open_work):
    cast.step(cast.cam, cast.rosa)
    assert Step.objects.unscoped("test").open().filter(survivor=cast.cam).exists()

    set_status(survivor=cast.cam, status="finished", reason="completed", by=cast.dana)
    assert not Step.objects.unscoped("test").open().filter(survivor=cast.cam).exists()


# Coming back -----------------------------------------------------------------------------------


def test_coming_back_is_a_new_period_and_the_old_one_stays(cast):
    with clock.at(clock.days_ago(120)):
        lark = add_survivor(survivor=Survivor(name="Lark"), by=cast.dana)
    with clock.at(clock.days_ago(90)):
        over = set_status(survivor=lark, status="finished", reason="moved", by=cast.dana)
    back = set_status(survivor=over, status="open", wants_peer=True, by=cast.dana)

    first, second = episodes(lark)
    assert (first.end_reason, second.status) == ("moved", "waiting")
    assert back.asked_on == clock.today()


def test_coming_back_without_asking_for_a_peer(cast, lark):
    over = set_status(survivor=lark, status="finished", reason="moved", by=cast.dana)
    back = set_status(survivor=over, status="open", by=cast.dana)

    assert back.asked_on is None
    assert [one.status for one in episodes(lark) if one.is_open] == ["planned"]


def test_a_record_entered_in_error_can_be_opened_again(cast, lark):
    wrong = set_status(survivor=lark, status="finished", reason="in_error", by=cast.dana)
    right = set_status(survivor=wrong, status="open", by=cast.dana)

    assert not right.in_error


def test_two_open_periods_are_refused_by_the_database(cast, lark):
    with pytest.raises(ValidationError), transaction.atomic():
        Episode(survivor=lark).full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Episode.plain.create(survivor=lark)


def test_an_ended_period_without_a_reason_is_refused_by_the_database(cast, lark):
    with pytest.raises(IntegrityError), transaction.atomic():
        Episode.plain.filter(survivor=lark).update(status="finished", ended_on=clock.today())


def test_a_record_older_than_periods_gets_its_first_when_it_is_needed(cast, lark):
    Episode.plain.filter(survivor=lark).delete()

    assert current(lark, cast.dana).is_open
    assert only(lark).status == "planned"


# Records from before ---------------------------------------------------------------------------


def old(cast, **summary):
    person = Survivor(name="Old", asked_on=summary.pop("asked_on", None))
    with clock.at(clock.days_ago(100)):
        add_survivor(survivor=person, by=cast.dana)
    Survivor.plain.filter(pk=person.pk).update(**summary)
    return fresh(person)


def test_records_from_before_get_the_period_their_summary_says(cast, monkeypatch):
    day, came = clock.today() - timedelta(days=5), clock.today() - timedelta(days=100)
    rows = {
        "active": old(cast),
        "waiting": old(cast, asked_on=day),
        "on_hold": old(cast, status="paused"),
        "finished": old(cast, status="finished", status_since=day),
    }
    Episode.plain.all().delete()

    made = begin_missing(monkeypatch)

    assert made == Survivor.plain.count()
    for status, survivor in rows.items():
        assert (only(survivor).status, only(survivor).started_on) == (status, came)
    over = only(rows["finished"])
    assert (over.ended_on, over.end_reason) == (day, "other")
    assert only(rows["waiting"]).active_on is None


def test_running_it_twice_changes_nothing(cast, lark, monkeypatch):
    Episode.plain.filter(survivor=lark).delete()
    assert begin_missing(monkeypatch) == 1
    before = only(lark).pk

    assert begin_missing(monkeypatch) == 0
    assert only(lark).pk == before
