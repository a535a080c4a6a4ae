"""
Every page of the policy table in a real browser: axe with all parts open, width, no script.

The answers come from the test client and are shown to Chromium as if a server had sent them, with
their own headers; so a refused form, which needs a POST, is looked at like any other page.
"""

from pathlib import PurePosixPath
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders

from coordination import vault
from tests.browser.conftest import AXE
from tests.safety.matrix import Asker
from tests.safety.policy import rows
from tests.safety.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
ORIGIN = "http://testserver"
READERS = ["rosa", "dana", "marcus", "priya", "admin", "bea"]
SHOWN = {"see", "text", "ok"}
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
OPEN_ALL = "document.querySelectorAll('main details').forEach(one => { one.open = true })"
# Controls that nobody can reach: not drawn, and not a chip, whose label is what one taps.
UNREACHABLE = """() => [...document.querySelectorAll('main input, main select, main textarea')]
  .filter(one => one.type !== 'hidden')
  .filter(one => !(one.closest('label') || one).getClientRects().length)
  .map(one => one.name)"""


def pages():
    """The first reader of each page, and of each form sent empty."""
    seen = set()
    for row in rows():
        for name in READERS:
            if row.expected[name] in SHOWN and (row.view, row.method, row.where) not in seen:
                seen.add((row.view, row.method, row.where))
                yield row, name


@pytest.fixture(scope="module")
def answers(module_world):
    """View, method and place to the HTML and headers of each page that is one."""
    with vault.acting_as("making pages to look at"):
        asker = Asker(module_world(World))
        found = {}
        for row, name in pages():
            path = asker.address(row.view, row.where)
            response = asker.ask(name, row.method, path).response
            if response.headers.get("Content-Type", "").startswith("text/html"):
                key = f"{row.method} {path} {name}"
                found[key] = (path, response.content, dict(response.headers))
    return found


@pytest.fixture
def show(chromium):
    """`show(answer)`: a page with this answer in it, at 360 by 740 px."""
    contexts = []

    def opened(script):
        context = chromium.new_context(
            viewport={"width": 360, "height": 740},
            java_script_enabled=script,
            reduced_motion="reduce",  # a colour on its way to dark would be measured half-way
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        held = {}
        page.route("**/*", lambda route: _answer(route, held))

        def show(answer):
            held["path"], held["body"], held["headers"] = answer
            page.goto(ORIGIN + held["path"])
            page.wait_for_load_state("load")
            return page

        return show

    yield opened
    for context in contexts:
        context.close()


def _answer(route, held):
    path = urlsplit(route.request.url).path
    if path == held["path"]:
        drop = {"Content-Length", "Set-Cookie", "Refresh"}
        headers = {name: value for name, value in held["headers"].items() if name not in drop}
        route.fulfill(body=held["body"], headers=headers)
    elif path.startswith("/static/") and (file := finders.find(path.removeprefix("/static/"))):
        kind = KINDS.get(PurePosixPath(path).suffix, "application/octet-stream")
        route.fulfill(path=file, content_type=kind)
    else:
        route.fulfill(status=404, body="")


def test_no_page_has_a_finding_with_everything_open(answers, show):
    tool = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    look, findings = show(script=True), {}
    for key, answer in answers.items():
        page = look(answer)
        page.evaluate(OPEN_ALL)
        found = violations(tool, page, AXE)
        page.emulate_media(color_scheme="dark")
        found += violations(tool, page, {"runOnly": ["color-contrast"]})
        page.emulate_media(color_scheme="light")
        if found:
            findings[key] = found

    assert len(answers) > 100
    assert not findings


def violations(tool, page, options):
    """What axe finds: rule and places."""
    found = tool.run(page, options=options).response["violations"]
    return [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]


def test_every_page_fits_a_small_phone(answers, show):
    look, wide = show(script=True), []
    for key, answer in answers.items():
        page = look(answer)
        page.evaluate(OPEN_ALL)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 740})
            if not page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
                wide.append((key, width))

    assert not wide


def test_without_script_every_question_can_be_reached(answers, show):
    look, hidden = show(script=False), {}
    for key, answer in answers.items():
        page = look(answer)
        assert page.locator("html").get_attribute("class") != "js"
        page.evaluate(OPEN_ALL)
        if names := page.evaluate(UNREACHABLE):
            hidden[key] = names

    assert not hidden
