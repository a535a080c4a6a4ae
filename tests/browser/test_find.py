"""Find and drafts in a real browser: keys, answers, a lost connection, a lock (S10, S25, e.4)."""

import pytest
from django.core.cache import cache

from coordination.models import Draft, ReadAudit
from mentors.models import Contact
from tests.factories.people import PASSWORD

playwright = pytest.importorskip("playwright.sync_api")
expect = playwright.expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = [pytest.param(360, 740, id="phone"), pytest.param(1280, 800, id="laptop")]
KEPT = "We kept what you typed. Look at it, then save."
NOT_SAVED = "Not saved yet. Nothing is lost."


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


def drafts():
    return Draft.objects.unscoped("a test")


def box(hand):
    return hand.page.locator("#find-box")


def options(hand):
    return hand.page.locator("#find-lines [role=option]")


def open_find(hand):
    hand.page.keyboard.press("Control+K")
    expect(box(hand)).to_be_focused()


# Find ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_two_keys_hide_the_screen(cast, hands, width, height):
    rosa = hands(width, height)("rosa")
    open_find(rosa)
    assert options(rosa).first.inner_text() == "Hide screen"
    assert box(rosa).get_attribute("aria-activedescendant") == "find-0"
    rosa.page.keyboard.press("Enter")

    assert rosa.page.evaluate("document.getElementById('cover').open")
    assert not rosa.page.evaluate("document.getElementById('find').open")


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_person_is_found_and_opened_by_keys_alone(cast, hands, width, height):
    rosa = hands(width, height)("rosa")
    open_find(rosa)
    rosa.axe()
    rosa.page.keyboard.type("ca")
    found = options(rosa).filter(has_text=cast.cam.code)
    expect(found).to_be_visible()
    expect(rosa.page.locator("#find [role=status]")).to_contain_text("result")
    rosa.axe()
    rosa.look()
    assert options(rosa).first.get_attribute("aria-selected") == "true"
    rosa.page.keyboard.press("Enter")
    rosa.page.wait_for_url(f"**/people/{cast.cam.ref}/")

    open_find(rosa)
    expect(rosa.page.locator("#find-lines")).to_contain_text("Looked up before")
    assert "find" in set(ReadAudit.objects.values_list("view", flat=True))


def test_the_arrow_keys_walk_and_go_round(cast, hands):
    rosa = hands(1280, 800)("rosa")
    open_find(rosa)
    last = options(rosa).count() - 1
    for key, at in (("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", last), ("ArrowDown", 0)):
        rosa.page.keyboard.press(key)
        assert box(rosa).get_attribute("aria-activedescendant") == f"find-{at}"
        assert options(rosa).nth(at).get_attribute("aria-selected") == "true"


def test_closing_leaves_no_name_on_the_page_and_gives_the_focus_back(cast, hands):
    rosa = hands(1280, 800)("rosa")
    rosa.open("/help/")
    link = rosa.page.locator("[data-find]")
    link.focus()
    rosa.page.keyboard.press("Enter")
    rosa.page.keyboard.type("cam")
    expect(options(rosa).filter(has_text=cast.cam.code)).to_be_visible()
    rosa.page.keyboard.press("Escape")

    expect(link).to_be_focused()
    expect(box(rosa)).to_have_value("")
    expect(rosa.page.locator("#find-lines")).to_be_empty()


def test_nobody_found_says_what_to_do(cast, hands):
    rosa = hands(360, 740)("rosa")
    open_find(rosa)
    rosa.page.keyboard.type("eve")
    words = "No match in the records you can see. Check the spelling, or ask your supervisor."

    expect(rosa.page.get_by_text(words)).to_be_visible()
    assert box(rosa).get_attribute("aria-activedescendant") == ""


def test_a_search_that_does_not_answer_keeps_the_words_and_tries_again(cast, hands):
    rosa = hands(360, 740)("rosa")
    rosa.page.route("**/find/", lambda route: route.abort())
    open_find(rosa)
    rosa.page.keyboard.type("cam")
    slow = rosa.page.get_by_text("Still looking. You can press Enter to try again.")
    expect(slow).to_be_visible()
    expect(box(rosa)).to_have_value("cam")

    rosa.page.unroute("**/find/")
    rosa.page.keyboard.press("Enter")
    expect(options(rosa).filter(has_text=cast.cam.code)).to_be_visible()


def test_without_javascript_find_is_a_page(cast, hands):
    rosa = hands(360, 740, False)("rosa")
    rosa.page.locator(".findlink").click()
    rosa.heading("Find")
    rosa.sees("Hide screen", "Today")
    rosa.type("q", "cam")
    rosa.press("Find")
    assert rosa.path() == "/find/"
    rosa.page.get_by_role("button", name=cast.cam.code).click()

    assert rosa.path() == f"/people/{cast.cam.ref}/"


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_page_of_find_passes_axe(cast, hands, width, height):
    dana = hands(width, height)("dana")
    dana.open("/find/")
    dana.axe()
    dana.type("q", "e")
    dana.page.locator("main").get_by_role("button", name="Find").click()
    expect(dana.page.locator("main").get_by_text(cast.eve.code)).to_be_visible()
    dana.axe()
    dana.look()


# Drafts -------------------------------------------------------------------------------------------


def write(hand, cast, note):
    """Answer the four questions of Log a contact, and write a note."""
    hand.open(f"/people/{cast.cam.ref}/log/")
    hand.choose("how", "call")
    hand.choose("outcome", "talked")
    hand.choose("minutes", "15")
    hand.choose("safety", "same")
    hand.page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    hand.type("note", note)


def contacts_of(cast):
    return Contact.objects.unscoped("a test").filter(survivor=cast.cam, author=cast.rosa)


def test_what_is_typed_is_kept_and_is_there_when_the_page_is_opened_again(cast, hands):
    rosa = hands(360, 740)("rosa")
    before = contacts_of(cast).count()
    with rosa.page.expect_response("**/drafts/") as kept:
        write(rosa, cast, "Wants the blue form")
        rosa.page.wait_for_timeout(1700)
    assert kept.value.status == 204
    rosa.page.goto(rosa.server + "/help/")
    rosa.open(f"/people/{cast.cam.ref}/log/")

    rosa.sees(KEPT)
    expect(rosa.page.locator("[name=note]")).to_have_value("Wants the blue form")
    expect(rosa.page.locator("[name=how][value=call]")).to_be_checked()
    rosa.axe()
    rosa.page.get_by_role("button", name="Save contact").click()
    rosa.page.wait_for_url("**/today/**")
    assert contacts_of(cast).count() == before + 1
    assert not drafts().exists()


def test_a_lost_connection_loses_nothing_and_saves_once(cast, hands):
    rosa = hands(360, 740)("rosa")
    before = contacts_of(cast).count()
    write(rosa, cast, "Wants the blue form")
    rosa.page.route("**/drafts/", lambda route: route.abort())
    rosa.page.get_by_role("button", name="Save contact").click()
    rosa.sees(NOT_SAVED)
    expect(rosa.page.locator("[name=note]")).to_have_value("Wants the blue form")
    assert contacts_of(cast).count() == before

    rosa.page.unroute("**/drafts/")
    rosa.page.get_by_role("button", name="Save contact").dblclick()
    rosa.page.wait_for_url("**/today/**")
    assert contacts_of(cast).count() == before + 1
    assert not drafts().exists()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_lock_in_between_keeps_what_was_sent(cast, hands, script):
    rosa = hands(360, 740, script)("rosa")
    before = contacts_of(cast).count()
    rosa.open(f"/people/{cast.cam.ref}/log/")
    rosa.choose("how", "call")
    rosa.choose("outcome", "talked")
    rosa.choose("minutes", "15")
    rosa.context.request.get(f"{rosa.server}/unlock/?lock=1")
    rosa.page.get_by_role("button", name="Save contact").click()
    rosa.sees("We kept what you typed after that.")
    assert contacts_of(cast).count() == before
    rosa.type("password", PASSWORD)
    rosa.press("Unlock")

    assert rosa.path() == f"/people/{cast.cam.ref}/log/"
    rosa.sees(KEPT)
    expect(rosa.page.locator("[name=outcome][value=talked]")).to_be_checked()
    rosa.page.get_by_role("button", name="Save contact").click()
    rosa.page.wait_for_url("**/today/**")
    assert contacts_of(cast).count() == before + 1


def test_start_again_shows_the_page_as_it_was(cast, hands):
    rosa = hands(1280, 800)("rosa")
    write(rosa, cast, "Wants the blue form")
    rosa.page.wait_for_timeout(1700)
    rosa.page.goto(rosa.server + "/help/")
    rosa.open(f"/people/{cast.cam.ref}/log/")
    rosa.press("Start again")

    expect(rosa.page.locator("[name=note]")).to_have_value("")
    assert not drafts().exists()
