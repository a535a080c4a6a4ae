"""
The cast, the same in every test (`cast.rosa`, `cast.cam`):

    dana    program manager                   priya   privacy officer
    rosa    mentor, walks with cam            admin   administrator
    ana     navigator, walks with cam         root    Django superuser without a role
    bea     mentor, walks with eve            gone    former mentor of cam, active account
    marcus  supervises rosa, ana and gone     off     deactivated, grants still stored
    tess    supervises bea and off            kin     on cam's deny list, every role piled on
    cam     survivor, consents to the clinic  eve     survivor, no consent, other team
"""

import shutil
from contextlib import ExitStack

import pytest
from django.core.cache import cache
from django.db import connections, transaction

from coordination import append_only, vault
from tests.factories.cast import Cast
from tests.factories.snapshot import stage


def pytest_collection_modifyitems(items):
    """Every test that uses a database may use all: keys and audit have their own."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        fixtures = set(getattr(item, "fixturenames", ()))
        if marker or fixtures & {"db", "transactional_db", "live_server"}:
            options = dict(marker.kwargs) if marker else {}
            options["databases"] = "__all__"
            item.add_marker(pytest.mark.django_db(**options), append=False)


@pytest.fixture(autouse=True)
def acting():
    """Tests may open anyone. A request has its own ring, so views stay honest."""
    with vault.acting_as("a test"):
        yield


@pytest.fixture(autouse=True)
def _only_grows(request):
    """A flush between tests is a DELETE on SQLite, which append-only tables refuse."""
    marker = request.node.get_closest_marker("django_db")
    if marker is None:
        yield
        return
    request.getfixturevalue("_django_db_helper")
    yield
    if marker.kwargs.get("transaction") or "transactional_db" in request.fixturenames:
        cache.clear()
        for alias in connections:
            append_only.lift(alias)  # the migrate signal, sent by the flush, puts them back


@pytest.fixture
def cast(db):
    """The named people, made by the same actions as the screens."""
    return stage(Cast)


@pytest.fixture
def login(client, db):
    """`login("rosa")`: a client signed in as one of the cast."""
    from coordination.models import User

    def as_(name):
        client.force_login(User.objects.get(email=f"{name}@example.org"))
        return client

    return as_


@pytest.fixture(scope="module")
def module_world(request, django_db_setup, django_db_blocker):
    """
    `module_world(World)`: rows made once for all tests of a module, and gone after it.

    The tests' own transactions lie inside this one, so what each of them changes is taken back.
    """
    with django_db_blocker.unblock(), ExitStack() as stack:
        for alias in connections:
            stack.enter_context(transaction.atomic(using=alias))
            stack.callback(transaction.set_rollback, True, using=alias)
        stack.enter_context(vault.acting_as("making a world"))
        yield lambda make: make()


@pytest.fixture(scope="session")
def chromium():
    """One Debian Chromium for all browser tests: Playwright runs once in a process."""
    playwright = pytest.importorskip("playwright.sync_api")
    if not shutil.which("chromium"):
        pytest.skip("needs Debian's chromium")
    # Playwright keeps a loop in this thread; Django would take it for asynchronous code.
    with pytest.MonkeyPatch.context() as patch, playwright.sync_playwright() as driver:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield browser
        browser.close()
