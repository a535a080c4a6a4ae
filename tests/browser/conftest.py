"""A real browser against a live server: one context for each person who signs in."""

import pytest
from django.db import connections

from tests.factories.people import PASSWORD

playwright = pytest.importorskip("playwright.sync_api")

AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}


class Hand:
    """One person at one browser. Each page they reach is checked: axe, policy, width, title."""

    def __init__(self, context, server, *, script, seen):
        self.context, self.server, self.script, self.seen = context, server, script, seen
        self.complaints = []
        self.page = context.new_page()
        self.page.set_default_timeout(15_000)
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", self._same_place)

    def _listen(self, line):
        if "Content Security" in line.text:
            self.complaints.append(line.text)

    def _same_place(self, request):
        if not request.url.startswith((self.server, "data:", "blob:")):
            self.complaints.append(f"asked {request.url}")

    # What people do -----------------------------------------------------------------------

    def sign_in(self, name):
        self.open("/signin/")
        self.type("login", f"{name}@example.org")
        self.type("password", PASSWORD)
        self.press("Sign in")
        return self

    def open(self, path):
        self.page.goto(self.server + path)
        self.look()

    def type(self, field, words):
        self.page.locator(f"[name={field}]:visible").first.fill(words)

    def choose(self, field, *values):
        """Tap chips, or an option of a list."""
        box = self.page.locator(f"select[name={field}]")
        if box.count():
            box.select_option(list(values))
            return
        for value in values:
            self._tap(self.page.locator(f'input[name="{field}"][value="{value}"]').first)

    def tick(self, field):
        self._tap(self.page.locator(f"input[name={field}]").first)

    def leave_out(self, field, value):
        self._tap(self.page.locator(f'input[name="{field}"][value="{value}"]').first, False)

    def _tap(self, choice, wanted=True):
        """On its label, as a finger does: the box itself is covered. What is chosen stays so."""
        if choice.is_checked() != wanted:
            choice.locator("xpath=ancestor::label").click()
        playwright.expect(choice).to_be_checked(checked=wanted)

    def press(self, words):
        button = self.page.get_by_role("button", name=words, exact=False).first
        keeps = button.evaluate("one => Boolean(one.form?.hasAttribute('data-keeps-draft'))")
        if keeps and self.script:  # such a form keeps its draft first, then goes
            with self.page.expect_navigation():
                button.click()
        else:
            button.click()
        self.look()

    def follow(self, words):
        self.page.get_by_role("link", name=words, exact=False).first.click()
        self.look()

    # What must be true --------------------------------------------------------------------

    def sees(self, *words):
        for one in words:
            playwright.expect(self.page.get_by_text(one).first).to_be_visible()

    def heading(self, words):
        heading = self.page.get_by_role("heading", name=words).first
        playwright.expect(heading).to_be_visible()

    def look(self):
        """Checks of every page."""
        page = self.page
        page.wait_for_load_state("load")
        title = page.title()
        assert title, page.url
        if self.script:
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
        self.seen.append(self.path())
        assert not self.complaints, (self.path(), self.complaints)

    def axe(self):
        """No finding on this page, its folded parts opened. Needs script, so not without it."""
        if not self.script:
            return
        tool = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
        self.page.evaluate(
            "document.querySelectorAll('main details').forEach(one => { one.open = true })"
        )
        found = tool.run(self.page, options=AXE).response["violations"]
        assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == [], (
            self.path()
        )

    def path(self):
        return self.page.url.removeprefix(self.server)


@pytest.fixture
def hands(chromium, live_server):
    """`hands(width, height, script=True)` gives `open_as(name)`: a browser signed in as a name."""
    contexts = []

    def sized(width, height, script=True):
        seen = []

        def open_as(name=None):
            context = chromium.new_context(
                viewport={"width": width, "height": height},
                java_script_enabled=script,
                accept_downloads=True,
            )
            contexts.append(context)
            hand = Hand(context, live_server.url, script=script, seen=seen)
            return hand.sign_in(name) if name else hand

        open_as.seen = seen
        return open_as

    yield sized
    for context in contexts:
        context.close()
    connections.close_all()
