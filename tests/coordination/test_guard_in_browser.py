"""Hide, Leave, the idle warning and the forms, as Chromium shows them (experience.md e.2-e.5)."""

import shutil

import pytest
from django.db import connections
from django.urls import reverse

from coordination.models import Organisation, Role, User

playwright = pytest.importorskip("playwright.sync_api")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.coordination.front_end_urls"),
    pytest.mark.skipif(not shutil.which("chromium"), reason="needs Debian's chromium"),
]
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}


@pytest.fixture
def open_page(chromium, live_server, client):
    """Open an address as Rosa; the page fails the test when its content policy is broken."""
    contexts, complaints = [], []

    def open_(path, *, signed_in=True, width=360, scheme="light", clock=False, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 740}, color_scheme=scheme, **options
        )
        contexts.append(context)
        if signed_in:
            rosa = User.objects.filter(email="rosa@example.org").first()
            client.force_login(
                rosa
                or User.objects.create_user("rosa@example.org", name="Rosa A.", roles=[Role.PEER])
            )
            for name, morsel in client.cookies.items():
                context.add_cookies([{"name": name, "value": morsel.value, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda line: complaints.append(line.text) if "Content Security" in line.text else None,
        )
        if clock:
            page.clock.install()
        page.goto(live_server.url + path)
        return page

    yield open_
    for context in contexts:
        context.close()
    connections.close_all()
    assert complaints == []


def cover_is_open(page):
    return page.evaluate("document.getElementById('cover').open")


# Hide ------------------------------------------------------------------------------------------


def test_hide_covers_in_one_tap_and_a_tap_brings_back(open_page):
    page = open_page("/_components/")
    page.click("[data-hide]")

    assert cover_is_open(page)
    assert page.evaluate("getComputedStyle(document.querySelector('main')).visibility") == "hidden"
    assert page.evaluate("document.querySelector('main').inert")

    page.click("#cover button")

    assert not cover_is_open(page)
    assert page.evaluate("getComputedStyle(document.querySelector('main')).visibility") == "visible"
    assert not page.evaluate("document.querySelector('main').inert")
    assert page.evaluate("'hide' in document.activeElement.dataset"), "focus is back on Hide"


def test_a_screen_hidden_for_a_minute_is_locked_on_the_server(open_page, live_server):
    page = open_page(reverse("help"), clock=True)
    page.click("[data-hide]")
    page.clock.fast_forward(61_000)
    page.wait_for_url("**/unlock/**")
    page.goto(live_server.url + reverse("help"))

    assert reverse("unlock") in page.url


def test_without_javascript_hide_locks(open_page, live_server):
    page = open_page(reverse("help"), java_script_enabled=False)
    page.click("text=Hide")
    page.goto(live_server.url + reverse("help"))

    assert reverse("unlock") in page.url


def test_a_tab_in_the_background_is_covered_until_it_is_back(open_page):
    page = open_page("/_components/")
    turn = """(hidden) => {
        Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
        document.dispatchEvent(new Event("visibilitychange"));
    }"""

    page.evaluate(turn, True)
    assert cover_is_open(page)
    page.evaluate(turn, False)
    assert not cover_is_open(page)


# Leave -----------------------------------------------------------------------------------------


@pytest.fixture
def neutral(live_server):
    """A page of this machine in the place of the neutral page."""
    address = f"{live_server.url}/static/coordination/favicon.svg"
    Organisation.objects.update_or_create(pk=1, defaults={"leave_url": address})
    return address


def test_shift_three_times_leaves_and_says_so_politely(open_page, neutral):
    page = open_page(reverse("help"))
    page.keyboard.press("Shift")
    assert page.inner_text("#announce") == "Shift, press 2 more times to leave"
    page.keyboard.press("Shift")
    assert page.inner_text("#announce") == "Shift, press 1 more time to leave"
    page.keyboard.press("Shift")

    page.wait_for_url(neutral)


def test_a_capital_letter_does_not_count_as_shift(open_page, neutral):
    page = open_page(reverse("help"))
    for _ in range(4):
        page.keyboard.press("Shift+A")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.wait_for_timeout(200)

    assert page.url.endswith(reverse("help"))


def test_presses_more_than_five_seconds_apart_do_not_leave(open_page, neutral):
    page = open_page(reverse("help"), clock=True)
    for _ in range(3):
        page.keyboard.press("Shift")
        page.clock.fast_forward(5_100)

    assert page.url.endswith(reverse("help"))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_leave_ends_the_session_and_back_shows_no_page_of_ours(
    open_page, neutral, live_server, scripts
):
    page = open_page("/_components/", java_script_enabled=scripts)
    page.goto(live_server.url + reverse("help"))
    page.click("header >> text=Leave")
    page.wait_for_url(neutral)
    page.go_back()
    page.wait_for_load_state()

    assert "People to reach" not in page.content()
    page.goto(live_server.url + reverse("help"))
    assert reverse("signin") in page.url


def test_leave_asks_nothing_about_unsaved_work(open_page, neutral):
    page = open_page("/_components/?frame=base_task")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.fill("[name=email]", "rosa@example.org")
    page.click("header >> text=Leave")
    page.wait_for_url(neutral)

    assert asked == []


# Idle ------------------------------------------------------------------------------------------


def test_a_minute_before_the_lock_one_button_stays(open_page):
    page = open_page(reverse("help"), clock=True)
    page.clock.fast_forward(541_000)
    page.wait_for_selector("#idle[open]")
    assert "1 minute" in page.inner_text("#idle")
    assert page.evaluate("document.activeElement.textContent") == "Stay"

    page.clock.fast_forward(41_000)
    page.wait_for_function("document.querySelector('#idle').innerText.includes('20 seconds')")
    with page.expect_response("**/stay/") as answer:
        page.click("#idle button")

    assert answer.value.status == 204
    page.wait_for_selector("#idle:not([open])", state="attached")


def test_nobody_there_leads_to_the_lock(open_page):
    page = open_page(reverse("help"), clock=True)
    page.clock.fast_forward(541_000)
    page.clock.fast_forward(61_000)

    page.wait_for_url("**/unlock/**")


def test_typing_tells_the_server_that_somebody_is_here(open_page):
    page = open_page("/_components/", clock=True)
    page.clock.fast_forward(31_000)
    with page.expect_request("**/stay/") as told:
        page.type("[name=note]", "On time")
        page.clock.fast_forward(1_000)

    assert told.value.method == "POST"


# Forms -----------------------------------------------------------------------------------------


def shown(page, name):
    return page.locator(f".field:has([name={name}])").first.is_visible()


def test_a_question_waits_for_the_answer_it_depends_on(open_page):
    page = open_page("/_components/?frame=base_task")
    assert (shown(page, "length"), shown(page, "other")) == (True, False)

    page.get_by_label("No answer").check()
    assert (shown(page, "length"), shown(page, "other")) == (False, False)

    page.get_by_label("We talked").check()
    assert (shown(page, "length"), shown(page, "other")) == (True, True)


def test_without_javascript_every_question_is_there(open_page):
    page = open_page("/_components/?frame=base_task", java_script_enabled=False)

    assert (shown(page, "length"), shown(page, "other")) == (True, True)


def test_the_counter_counts_as_the_server_does(open_page):
    page = open_page("/_components/?frame=base_task")
    page.fill("[name=note]", "x" * 57 + "\n\n")

    assert page.inner_text("#id_note_counter") == "Letters too many: 1"


def test_no_connection_keeps_the_page_and_says_what_to_do(open_page):
    page = open_page("/_components/?frame=base_task")
    page.fill("[name=note]", "Bus at 10")
    page.context.set_offline(True)
    page.click("text=Save contact")
    page.wait_for_selector("text=Check your connection, then press Save again.")

    assert page.input_value("[name=note]") == "Bus at 10"
    page.context.set_offline(False)


def test_back_asks_before_it_drops_what_was_typed(open_page):
    page = open_page("/_components/?frame=base_task")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.fill("[name=note]", "Bus at 10")
    page.click(".back a")
    page.wait_for_timeout(200)

    assert asked == ["beforeunload"]
    assert page.input_value("[name=note]") == "Bus at 10"


def test_the_error_summary_has_focus_and_leads_to_the_answers(open_page):
    page = open_page("/_components/?errors=1&frame=base_task")
    page.wait_for_function("document.activeElement.id === 'errors'")
    page.click("#errors a >> nth=0")
    assert page.evaluate("document.activeElement.id") == "id_how_0"
    page.click("#errors a >> nth=1")
    assert page.evaluate("document.activeElement.id") == "id_email"


# Looks -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "width", "scheme"),
    [
        ("", 320, "dark"),
        ("", 360, "light"),
        ("?role=supervisor", 1280, "dark"),
        ("?frame=base_task&errors=1", 360, "dark"),
        ("?frame=base_task&errors=1", 1280, "light"),
        ("?frame=base_handover", 320, "light"),
        ("?frame=base_print", 360, "light"),
    ],
)
def test_every_component_is_accessible_and_fits(open_page, query, width, scheme):
    axe_playwright = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = open_page(f"/_components/{query}", width=width, scheme=scheme)
    page.wait_for_load_state("networkidle")
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    found = axe_playwright.Axe().run(page, options=AXE).response["violations"]

    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nothing_comes_from_another_place(open_page, live_server):
    page = open_page("/_components/")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.wait_for_load_state("networkidle")

    assert asked
    assert [url for url in asked if not url.startswith((live_server.url, "data:"))] == []
