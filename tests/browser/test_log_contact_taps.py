"""
Thirty seconds on a phone: what logging a contact costs a peer, counted by a browser (S25, a).

Rosa stands at a bus stop: she opens Today, taps, and is done. Every tap and key is counted by the
page itself, so a step that needs one more cannot hide.
"""

import json
from datetime import timedelta

import pytest
from django.core.cache import cache

from coordination import clock, vault
from coordination.flags.actions import add_flags
from coordination.models import Flag
from coordination.safe_contact.actions import set_safe_contact
from mentors.models import Contact

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = [pytest.param(360, 740, id="phone"), pytest.param(1280, 800, id="laptop")]
COUNTER = """
  for (const sign of ["pointerdown", "keydown"]) {
    addEventListener(sign, () => {
      const counted = JSON.parse(sessionStorage.counted || '{"pointerdown": 0, "keydown": 0}');
      counted[sign] += 1;
      sessionStorage.counted = JSON.stringify(counted);
    }, true);
  }
"""


@pytest.fixture
def due(cast):
    """Cam is due today; her rule is long, and there are two instructions to keep her safe."""
    cache.clear()
    with vault.acting_as("a day of Rosa"):
        Contact.plain.filter(pk=cast.contact_of_cam.pk).update(in_error=True)
        ways = {"in_person": "Tuesdays or Thursdays, at the library by the river, upstairs"}
        rule = {"who": "we", "ways": ways, "check_again_on": clock.today() + timedelta(days=90)}
        set_safe_contact(survivor=cast.cam, answers=rule, by=cast.dana)
        instruct(cast, Flag.Kind.NO_HOME_VISITS, Flag.Kind.TWO_PEOPLE)
    return cast


def instruct(cast, *kinds, words=""):
    day = clock.today() + timedelta(days=30)
    add_flags(survivor=cast.cam, kinds=kinds, words=words, review_on=day, by=cast.dana)


def kept():
    return Contact.plain.filter(in_error=False).order_by("-written_at").first()


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_from_today_to_saved_in_five_activations_and_no_letters(due, hands, width, height):
    rosa = hands(width, height)("rosa")
    page = rosa.page
    page.context.add_init_script(COUNTER)
    rosa.open("/today/")

    page.get_by_role("link", name="a contact with").first.click()
    rosa.choose("how", "in_person")  # they had agreed on calls
    rosa.choose("outcome", "talked")
    rosa.choose("minutes", "30")
    page.get_by_role("button", name="Save contact").last.click()
    page.wait_for_url("**/today/?saved=1")

    counted = json.loads(page.evaluate("sessionStorage.counted"))
    assert counted == {"pointerdown": 5, "keydown": 0}
    rosa.sees("Saved.", "How are you after that one?")
    assert (kept().outcome, kept().minutes, kept().mode) == ("talked", 30, "in_person")


@pytest.mark.parametrize("own_words", [False, True])
def test_all_four_questions_stand_on_the_first_screen(due, hands, own_words):
    if own_words:
        with vault.acting_as("a day of Rosa"):
            instruct(due, Flag.Kind.OWN, words="Wait by the red door of the library. " * 2)
    rosa = hands(360, 740)("rosa")
    rosa.open(f"/people/{due.cam.ref}/log/")

    for name in ("how", "outcome", "minutes", "safety"):
        box = rosa.page.locator(f".ask-{name} .chips").bounding_box()
        assert box["y"] + box["height"] <= 740, name
    rosa.sees("No home visits" if not own_words else "3 safety instructions")
    rosa.axe()


@pytest.mark.parametrize("script", [True, False])
def test_rarer_answers_unfold_with_and_without_script(due, hands, script):
    rosa = hands(360, 740, script)("rosa")
    page = rosa.page
    rosa.open(f"/people/{due.cam.ref}/log/")
    rest, wait = page.locator(".ask-rest"), page.locator(".ask-wait")
    assert not rest.is_visible()
    assert not wait.is_visible()

    rosa.choose("how", "in_person")
    rosa.choose("outcome", "asked_to_wait")
    assert wait.is_visible()
    rosa.choose("outcome", "other")
    assert rest.is_visible()
    assert not page.locator(".ask-minutes").is_visible()
    rosa.choose("rest", "did_not_come")
    page.get_by_role("button", name="Save contact").last.click()
    page.wait_for_url("**/today/?saved=1")
    assert kept().outcome == "did_not_come"


def test_just_now_leads_to_when(due, hands):
    rosa = hands(360, 740)("rosa")
    rosa.open(f"/people/{due.cam.ref}/log/")
    rosa.page.get_by_role("link", name="just now").click()

    assert rosa.page.locator("label", has_text="Yesterday").first.is_visible()


def test_a_lost_connection_keeps_every_answer_and_says_so(due, hands):
    rosa = hands(360, 740)("rosa")
    page = rosa.page
    rosa.open(f"/people/{due.cam.ref}/log/")
    rosa.choose("how", "in_person")
    page.context.set_offline(True)
    rosa.choose("outcome", "no_answer")
    page.get_by_role("button", name="Save contact").last.click()

    rosa.sees("Not saved yet. Nothing is lost.")
    assert page.locator("input[name=outcome][value=no_answer]").is_checked()
    page.context.set_offline(False)
    page.get_by_role("button", name="Save contact").last.click()
    page.wait_for_url("**/today/?saved=1")
    assert kept().outcome == "no_answer"


def test_back_keeps_what_was_begun(due, hands):
    rosa = hands(360, 740)("rosa")
    rosa.open(f"/people/{due.cam.ref}/log/")
    rosa.choose("outcome", "no_answer")
    rosa.page.locator("form#log summary").first.click()
    rosa.type("note", "Half a thought")
    rosa.page.get_by_role("button", name="Back").first.click()
    rosa.page.wait_for_url(f"**/people/{due.cam.ref}/")

    rosa.open(f"/people/{due.cam.ref}/log/")
    assert rosa.page.locator("input[name=outcome][value=no_answer]").is_checked()
    assert rosa.page.locator("[name=note]").input_value() == "Half a thought"
    rosa.sees("We kept")
    rosa.axe()
