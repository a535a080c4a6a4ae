"""
Every address x person x relation x method, against the reviewed table (safety.md G1, G11, G13).

The URLs come from the resolver; a new one without a row fails. Each cell asks for a real row.
"""

from collections import Counter, defaultdict

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.test import Client

from coordination import middleware, vault
from tests.safety.matrix import NONE, Asker, patterns
from tests.safety.policy import PEOPLE, PUBLIC, rows
from tests.safety.world import World

pytestmark = pytest.mark.django_db
ROWS = list(rows())
GETS = [row for row in ROWS if row.method == "GET" and set(row.expected.values()) != {"405"}]
BY_VIEW = defaultdict(list)
for _row in ROWS:
    BY_VIEW[_row.view].append(_row)


def ids(row):
    return f"{row.view}-{row.method}-{row.where}"


@pytest.fixture(scope="module")
def asker(module_world):
    with vault.acting_as("asking the matrix"):
        return Asker(module_world(World))


# The table is whole ---------------------------------------------------------------------------


def test_every_address_has_rows():
    assert set(patterns()) == set(BY_VIEW) | set(PUBLIC)


def test_every_view_is_asked_by_get_and_by_post_where_it_has_a_form():
    for view, asked in BY_VIEW.items():
        assert asked, view
        assert {row.method for row in asked} <= {"GET", "POST"}


def test_every_address_of_a_record_is_asked_for_somebody_elses_row():
    """A view with a reference needs a cell that is refused as if the row did not exist."""
    for view, (path, parts) in patterns().items():
        if parts and view not in PUBLIC:
            words = {word for row in BY_VIEW[view] for word in row.expected.values()}
            assert "404" in words or view in OPEN_TO_ALL_ROLES, path


OPEN_TO_ALL_ROLES = {"support_model"}


def test_golden_list_of_public_views():
    """At most eight: the decorator that opens a view is easily put in the wrong place."""
    public = {
        entry.name
        for entry in all_patterns()
        if not getattr(entry.callback, "login_required", True)
    }

    assert public == set(PUBLIC)
    assert len(public) <= 8


def all_patterns(resolver=None):
    from django.urls import URLPattern, get_resolver

    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield entry
        else:
            yield from all_patterns(entry)


# The cells --------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", ROWS, ids=ids)
def test_who_gets_what(row, asker):
    path = asker.address(row.view, row.where)
    wrong = {
        name: problem
        for name in PEOPLE
        if (problem := asker.judge(row, name, asker.ask(name, row.method, path)))
    }

    assert not wrong


@pytest.mark.parametrize("row", GETS, ids=ids)
def test_parts_of_pages_and_headers_alone_are_no_side_door(row, asker):
    """htmx and HEAD get the answer of GET: no more, and no different."""
    path = asker.address(row.view, row.where)
    for name in PEOPLE:
        if row.expected[name] in {"404", "403"}:
            htmx = asker.ask(name, "GET", path, headers={"HX-Request": "true"})
            head = asker.ask(name, "HEAD", path)
            assert not asker.judge(row, name, htmx), name
            assert not asker.judge(row._replace(method="HEAD"), name, head), name
            assert not head.response.content, name


@pytest.mark.parametrize("view", BY_VIEW)
def test_unused_methods_are_refused(view, asker):
    path = asker.address(view, BY_VIEW[view][0].where)
    for method in ("PUT", "DELETE", "OPTIONS", "PROPFIND"):
        for name in ("dana", "stranger"):
            assert asker.ask(name, method, path).response.status_code == 405, (name, method)


@pytest.mark.parametrize("view", BY_VIEW)
@pytest.mark.parametrize("name", ["stranger", "off"])
def test_strangers_are_sent_to_sign_in(name, view, asker):
    for where in {row.where for row in BY_VIEW[view]}:
        for method in ("GET", "POST"):
            answer = asker.ask(name, method, asker.address(view, where))
            assert answer.response.status_code == 302, method
            assert answer.response["Location"].startswith(f"/{settings.LOGIN_URL}/?next=/")
            assert not answer.tokens
            assert not answer.opened


@pytest.fixture(scope="module")
def locked(asker):
    client = asker.clients["locked"] = Client()
    client.force_login(asker.world.dana)
    client.get("/unlock/?lock=1")
    asker.open_to["locked"], asker.readable["locked"] = set(), set()
    return asker


@pytest.mark.parametrize("view", sorted(set(BY_VIEW) - {"unlock"}))
def test_a_locked_session_reaches_nothing(view, locked):
    path = locked.address(view, BY_VIEW[view][0].where)
    for method in ("GET", "POST", "HEAD"):
        answer = locked.ask("locked", method, path)
        assert answer.response.status_code == 303, method
        assert answer.response["Location"].startswith("/unlock/?next=%2F")
        assert not answer.tokens
        assert not answer.opened


@pytest.mark.parametrize("name", PEOPLE)
def test_refused_and_absent_look_alike_to_the_byte(name, asker):
    """One 404 for both, on every page: status, words, headers, and how much was asked."""
    kinds, absent_of = Counter(), {}
    for row in ROWS:
        if row.expected[name] != "404" or "none" in row.where.split("/"):
            continue
        refused = asker.ask(name, row.method, asker.address(row.view, row.where)).response
        first, *rest = row.where.split("/")
        absent_path = asker.address(row.view, "/".join(["none", *rest]))
        if (row.method, absent_path) not in absent_of:
            absent_of[row.method, absent_path] = asker.ask(name, row.method, absent_path).response
        absent = absent_of[row.method, absent_path]
        assert absent.status_code == refused.status_code == 404, row
        assert absent.content == refused.content, row
        assert dict(absent.headers) == dict(refused.headers), row
        assert NONE not in absent.text
        kinds[row.method] += 1
    if name != "root":  # a superuser without a role is refused before any record is looked up
        assert kinds["GET"], "nothing was compared"


OTHERS = [
    (row, name)
    for row in GETS
    for name in ("dana", "rosa")
    if row.expected[name] in {"see", "text"} and row.view != "my_supervision"
]


# What these show Rosa is sealed under her own key.
HER_OWN = {"peer", "change_limit", "session_list", "session", "correct_session"}


def test_without_the_audit_no_page_shows_anybody(asker, monkeypatch, caplog):
    """The store is down: 500 instead of content, on every page, and no word in a log (G12, G13)."""

    def down(request, opened):
        if any(person != request.user.pk for person in opened):
            raise DatabaseError("the store is down")

    monkeypatch.setattr(middleware, "record_reads", down)
    asked = 0
    for row, name in OTHERS:
        if row.view in HER_OWN and name == "rosa":
            continue
        response = asker.ask(name, "GET", asker.address(row.view, row.where)).response
        assert response.status_code == 500, (row, name)
        assert "Something went wrong on our side" in response.text
        asked += 1
    assert asked > 50
    logged = "\n".join(record.getMessage() for record in caplog.records)
    assert not asker.world.canaries.found(logged.encode())


@pytest.mark.parametrize("name", PEOPLE)
def test_an_address_that_never_was_looks_like_a_refused_one(name, asker):
    nowhere = asker.ask(name, "GET", "/people/nowhere/at/all/").response

    assert nowhere.status_code == 404
    assert "Page not found" in nowhere.text
    assert asker.world.cam.ref not in nowhere.text
