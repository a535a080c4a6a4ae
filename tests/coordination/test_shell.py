"""The frame: who sees which rooms, what the header holds, what the system pages say."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import reverse

from coordination import shell
from coordination.home import system
from coordination.organisation.models import Organisation
from coordination.roles import Role

pytestmark = pytest.mark.django_db


class Staff:
    """A signed-in user with these roles."""

    is_authenticated = is_active = True
    name = "Rosa Alvarez"

    def __init__(self, *roles):
        self.roles = frozenset(roles)


def bar(*roles):
    return [room.key for room in shell.rooms_of(Staff(*roles)) if room.bar]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        (Role.PEER, ["today", "people", "log", "handoffs", "me"]),
        (Role.SUPERVISOR, ["today", "team", "people", "handoffs", "me"]),
        (Role.PROGRAM_MANAGER, ["today", "people", "pairing", "handoffs", "me"]),
        (Role.PRIVACY_OFFICER, ["today", "eye", "me"]),
        (Role.ADMINISTRATOR, ["today", "me"]),
    ],
)
def test_the_bar_holds_the_rooms_of_the_role(role, expected):
    assert bar(role) == expected


def test_two_roles_still_fit_the_bar_and_lose_no_room():
    rooms = shell.rooms_of(Staff(Role.SUPERVISOR, Role.PROGRAM_MANAGER, Role.PEER))

    assert [room.key for room in rooms if room.bar] == ["today", "team", "people", "log", "me"]
    assert {"pairing", "handoffs"} <= {room.key for room in rooms}


def test_a_room_that_is_not_there_is_left_out(monkeypatch):
    rooms = [shell.Room("today", "Today", "today"), shell.Room("moon", "Moon", "moon")]
    monkeypatch.setattr(shell, "ROOMS", rooms)

    assert [room.key for room in shell.rooms_of(Staff())] == ["today"]


@pytest.mark.parametrize("page", ["me", "handoff_list"])
@pytest.mark.parametrize("name", ["rosa", "dana", "marcus"])
def test_rooms_that_do_not_fit_a_phones_bar_are_reached_from_a_page(cast, login, page, name):
    main = login(name).get(reverse(page)).content.decode().partition("<main")[2]
    main = main.partition("</main>")[0]
    for room in ("group_list", "partner_list"):
        assert f'href="{reverse(room)}"' in main


def test_the_current_room_is_the_longest_address_that_fits():
    rooms = [
        shell.Room("people", "People", "", href="/people/"),
        shell.Room("new", "New", "", href="/people/new/"),
    ]

    assert shell.current_room(rooms, "/people/abc/") == "people"
    assert shell.current_room(rooms, "/people/new/") == "new"
    assert shell.current_room(rooms, "/help/") == ""


def test_help_is_first_in_the_header_and_leave_tells_nobody(cast, login):
    page = login("rosa").get(reverse("help")).content.decode()
    header = re.search(r"<header.*?</header>", page, re.S)[0]
    links = re.findall(r'<a class="btn[^>]*>', header)

    assert f'href="{reverse("help")}"' in links[0]
    assert f'href="{reverse("find")}"' in links[1]
    assert f'href="{reverse("unlock")}?lock=1"' in links[2]
    assert f'href="{reverse("leave")}"' in links[3]
    assert 'rel="noreferrer"' in links[3]


def test_signing_out_and_the_theme_are_posts_with_a_token(cast, login):
    page = login("rosa").get(reverse("help")).content.decode()
    forms = re.findall(r"<form.*?</form>", re.search(r"<header.*?</header>", page, re.S)[0], re.S)

    assert {reverse("set_theme"), reverse("sign_out")} == {
        re.search(r'action="([^"]+)"', form)[1] for form in forms
    }
    assert all('method="post"' in form and "csrfmiddlewaretoken" in form for form in forms)


def test_the_chosen_theme_is_on_the_page(cast, login):
    client = login("rosa")
    client.post(reverse("set_theme"), {"theme": "dark", "next": reverse("help")})

    assert 'data-theme="dark"' in client.get(reverse("help")).content.decode()


def test_a_locked_session_sees_no_rooms(cast, login):
    client = login("rosa")
    page = client.get(reverse("unlock"), {"lock": "1"}).content.decode()

    assert reverse("survivor_list") not in page
    assert 'class="nav"' not in page


def test_the_page_names_the_product_and_the_purpose_only(cast, login):
    Organisation.objects.update_or_create(pk=1, defaults={"product_name": "Ledger"})

    page = login("rosa").get(reverse("help")).content.decode()

    assert "<title>Help – Ledger</title>" in page


def a_request(user=None):
    request = RequestFactory().get("/people/abc/")
    request.user = user or AnonymousUser()
    request.session = {}
    return request


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (system.not_found, 404, "Page not found"),
        (system.not_allowed, 403, "Page not found"),
        (system.form_expired, 403, "Go back, copy what you typed"),
        (system.bad_request, 400, "Go back, copy what you typed"),
        (system.broken, 500, "Something went wrong on our side"),
    ],
)
def test_a_system_page_is_calm_and_has_help_and_leave(view, status, words):
    response = view(a_request())
    page = response.content.decode()

    assert response.status_code == status
    assert words in page
    assert f'href="{reverse("help")}"' in page
    assert f'href="{reverse("leave")}"' in page


def test_absent_and_refused_are_the_same_bytes_for_everybody():
    pages = {
        view(a_request(user)).content
        for view in (system.not_found, system.not_allowed)
        for user in (None, Staff(Role.PEER))
    }

    assert len(pages) == 1


def test_the_broken_page_stands_without_a_database(monkeypatch):
    from django.db import OperationalError

    def broken():
        raise OperationalError("gone")

    monkeypatch.setattr(Organisation, "current", broken)
    page = system.broken(a_request()).content.decode()

    assert "Something went wrong – Daybook" in page
    assert re.search(r"Error number [0-9A-Z]{4}\.", page)
