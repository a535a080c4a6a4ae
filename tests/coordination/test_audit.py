"""The read audit: before the page is released, one row per person, in a chain (safety.md 4.4)."""

import pytest
from django.db import DatabaseError
from django.urls import reverse

from coordination.audit import actions
from coordination.audit.actions import sign
from coordination.models import ReadAudit

HER_PAGE = "/people/{}/"


@pytest.fixture
def page(cast, login):
    def get(name="rosa", person=None, **extra):
        return login(name).get(HER_PAGE.format((person or cast.cam).ref), **extra)

    return get


def test_who_opened_whom_is_written(page, cast):
    assert page().status_code == 200

    row = ReadAudit.objects.get()
    assert (row.actor, row.person) == (cast.rosa.pk, cast.cam.pk)
    assert (row.view, row.method) == ("survivor", "GET")
    assert "facts" in row.kinds.split()


def test_a_list_writes_one_row_per_person_it_shows(login, cast):
    login("dana").get(reverse("survivor_list"))

    assert {row.person for row in ReadAudit.objects.all()} == {cast.cam.pk, cast.eve.pk}
    assert ReadAudit.objects.count() == 2


def test_looking_twice_is_written_twice(page):
    page()
    page()

    assert ReadAudit.objects.count() == 2


def test_a_reveal_says_that_an_identity_was_opened(login, cast):
    login("dana").post(reverse("reveal", args=[cast.cam.ref]))

    row = ReadAudit.objects.get()
    assert "identity" in row.kinds.split()
    assert (row.view, row.method) == ("reveal", "POST")


@pytest.mark.parametrize("name", ["bea", "gone", "kin", "admin"])
def test_a_refused_page_opened_nobody(page, name):
    assert page(name).status_code in {403, 404}
    assert not ReadAudit.objects.exists()


def test_a_page_about_nobody_writes_nothing(login, cast):
    login("rosa").get(reverse("help"))

    assert not ReadAudit.objects.exists()


def test_no_word_about_a_person_is_in_the_audit(page, cast):
    page()
    row = ReadAudit.objects.values().get()

    assert not [value for value in row.values() if "Cam" in str(value) or "zq" in str(value)]


def test_a_store_that_is_down_releases_nothing(page, cast, monkeypatch, client):
    def down(rows):
        raise DatabaseError

    monkeypatch.setattr(actions._chain, "append", down)
    client.raise_request_exception = False
    response = page()

    assert response.status_code == 500
    assert cast.token(cast.cam, "name") not in response.text
    assert not ReadAudit.objects.exists()


def test_each_row_signs_itself_and_the_one_before(page):
    page()
    page()
    first, second = ReadAudit.objects.order_by("number")

    assert first.chain == second.chain
    assert second.number == first.number + 1
    assert second.mac == sign(second, first.mac)
    assert second.mac != sign(second, "")


@pytest.mark.parametrize("field", ["actor", "person", "kinds", "view", "method", "number", "at"])
def test_a_changed_row_shows(page, field, cast):
    page()
    page()
    first, second = ReadAudit.objects.order_by("number")
    other = {"actor": cast.dana.pk, "person": cast.eve.pk, "number": 10**6, "at": first.at}
    setattr(second, field, other.get(field, "x"))

    assert second.mac != sign(second, first.mac)


def test_a_failed_write_does_not_break_the_chain(page, monkeypatch, client):
    client.raise_request_exception = False
    page()
    with monkeypatch.context() as patch:
        patch.setattr(ReadAudit.objects, "bulk_create", lambda rows: 1 / 0)
        assert page().status_code == 500
    page()
    first, second = ReadAudit.objects.order_by("number")

    assert second.mac == sign(second, first.mac)


def test_a_forked_worker_starts_a_chain_of_its_own(page, monkeypatch):
    page()
    monkeypatch.setattr(actions.os, "getpid", lambda: -1)
    page()

    assert ReadAudit.objects.values("chain").distinct().count() == 2


def test_what_somebody_opens_of_their_own_is_not_written(login, cast):
    """Else the audit would tell who looked at their own check-in, and so who checked in."""
    login("rosa").get(reverse("peer", args=[cast.rosa.peer.ref]))

    assert not ReadAudit.objects.filter(person=cast.rosa.pk).exists()
