"""The first phone screen of a person's page holds what one needs before calling (S14)."""

from datetime import timedelta

import pytest

from coordination import clock
from coordination.flags.actions import add_flags
from coordination.safe_contact.actions import set_safe_contact
from coordination.survivors.actions import change_survivor
from tests.factories.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TALL, BAR = 740, 56


@pytest.fixture
def cast(transactional_db):
    return Cast()


def prepare(cast):
    """A long rule, two instructions, two peers: what a working page looks like."""
    card = {
        "who": "we",
        "ways": {"call": "weekdays, 9 to 12, never on a Friday afternoon", "in_person": "library"},
        "words": "Say you are from the library about a book.",
        "not_answer": "her brother, anyone with a deep voice",
        "leave_message": "no",
        "check_again_on": clock.today() + timedelta(days=30),
    }
    with clock.at(clock.days_ago(12)):
        set_safe_contact(survivor=cast.cam, answers=card, by=cast.dana)
    words = {"name": "Cam", "pronouns": "she/her", "languages": "Spanish, some English"}
    change_survivor(survivor=cast.cam, changes=words, by=cast.dana)
    day = clock.today() + timedelta(days=30)
    add_flags(survivor=cast.cam, kinds=["no_home_visits", "two_people"], review_on=day, by=cast.ana)


def bottom(page, what):
    box = page.locator(what).first.bounding_box()
    return box["y"] + box["height"]


def test_the_first_screen_needs_no_scrolling(hands, cast):
    prepare(cast)
    rosa = hands(360, TALL)("rosa")
    rosa.open(cast.cam.get_absolute_url())
    page = rosa.page

    assert page.evaluate("scrollY") == 0
    for what in ["h1", ".pagehead .meta", "#contact-rule", "button[value=call]", ".pagehead .btn"]:
        assert bottom(page, what) <= TALL - BAR, what
    rosa.sees("Checked 12 days ago", "No home visits", "Two people go")
    for words in ["Checked 12 days ago", "No home visits", "Two people go"]:
        assert bottom(page, f"text={words}") <= TALL - BAR, words
    assert bottom(page, "#peers") <= TALL - BAR
    for name in ["Rosa", "Ana"]:
        peer = page.locator("section[aria-labelledby=peers]").get_by_text(name, exact=True)
        assert peer.bounding_box()["y"] + peer.bounding_box()["height"] <= TALL - BAR, name
    rosa.axe()


def test_what_is_shown_for_a_minute_says_so_and_the_rule_stands_beside(hands, cast):
    prepare(cast)
    rosa = hands(360, TALL, script=False)("rosa")
    rosa.open(cast.cam.get_absolute_url())
    rosa.press("Call")

    rosa.sees("This page closes itself after 60 seconds.", "Must not answer: her brother")
    assert rosa.path().endswith("/reveal/")


def test_two_columns_where_there_is_room(hands, cast):
    prepare(cast)
    rosa = hands(1280, 800)("rosa")
    rosa.open(cast.cam.get_absolute_url())
    rule = rosa.page.locator("section.rule").bounding_box()
    following = rosa.page.locator("#to-next").bounding_box()

    assert following["x"] >= rule["x"] + rule["width"]
    assert abs(following["y"] - rule["y"]) < 140
    rosa.axe()
