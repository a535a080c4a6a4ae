"""
The working day of the issue, by hand: nobody touches the database or the console.

Dana adds Nia and pairs her with Rosa. Rosa logs a contact, agrees with Nia what may be shared,
hands the screen over, hands Nia over to the clinic, makes the packet, and goes with her to a
meeting that came out of a published list. Rosa answers a check-in. Marcus reads the team page.
"""

import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command
from pypdf import PdfReader

from coordination import clock
from coordination.models import ReadAudit, Survivor
from referrals.models import Consent, Group, Handoff
from tests.factories.people import PASSWORD
from tests.referrals.importers.feeds import SHARED

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FEED = SHARED / "1-meetings" / "feeds"
DAYS = [
    pytest.param(360, 740, True, id="phone"),
    pytest.param(1280, 800, True, id="laptop"),
    pytest.param(360, 740, False, id="no-script"),
]
OUR_FEED = [
    {
        "name": "Evening Table",
        "slug": "evening-table",
        "day": 2,
        "time": "18:30",
        "end_time": "19:30",
        "formatted_address": "12 Alder Street, Millbrook, NY 12545, USA",
        "location": "Library",
        "types": ["O"],
    }
]


@pytest.fixture
def feed(tmp_path):
    """A list as it was published; ours where the shared data is not on this machine."""
    published = sorted(FEED.glob("*.json")) if FEED.is_dir() else []
    smallest = min(published, key=lambda path: path.stat().st_size, default=None)
    if smallest:
        return smallest
    ours = tmp_path / "millbrook.json"
    ours.write_text(json.dumps(OUR_FEED))
    return ours


@pytest.mark.parametrize(("width", "height", "script"), DAYS)
def test_a_working_day(cast, hands, feed, capsys, width, height, script):
    cache.clear()
    call_command("import_meetings", str(feed), "--area", "Millbrook")
    open_as = hands(width, height, script)

    nia = add_and_pair(open_as)
    rosa = open_as("rosa")
    log_a_contact(rosa, nia)
    agree(rosa, nia)
    hand_over_to_the_clinic(rosa, nia)
    go_to_a_meeting(rosa, nia)
    check_in(rosa)
    read_the_team(open_as("marcus"))

    assert len({path.split("?")[0] for path in open_as.seen}) > 30
    assert not [path for path in open_as.seen if "nia" in path.lower()]


def add_and_pair(open_as):
    dana = open_as("dana")
    dana.axe()
    dana.open("/people/")
    dana.axe()
    dana.follow("Add a person")
    dana.axe()
    dana.type("name", "Nia")
    dana.press("Save and go on")
    dana.axe()
    dana.follow("Name, languages, and what helps them take part")
    dana.type("languages", "English")
    dana.press("Save")
    dana.follow("What we must tell them")
    dana.axe()
    dana.tick("told")
    dana.press("Save that it was said")
    dana.follow("How to reach them safely")
    dana.axe()
    dana.choose("who", "we")
    dana.choose("ways", "call")
    dana.type("when_call", "mornings")
    dana.press("Save")
    dana.follow("Done for now")
    dana.heading("Nia")
    dana.axe()

    dana.follow("See ideas")
    dana.heading("Ideas for Nia")
    dana.axe()
    dana.follow("Offer Ana to Nia")
    dana.axe()
    dana.press("Offer Ana")
    offer = dana.path()

    ana = open_as("ana")
    ana.follow("Read and answer")
    assert "Nia" not in ana.page.content()
    ana.axe()
    ana.press("Yes, gladly")

    dana.open(offer)
    dana.sees("Ana said yes")
    dana.follow("Record the answer of Nia")
    dana.axe()
    dana.choose("answer", "yes")
    dana.press("Save the answer")
    dana.sees("Paired")
    dana.axe()
    offer_a_mentor(dana, open_as)
    return (
        Survivor.objects.unscoped("the browser's Nia")
        .order_by("-opened_on", "-code")
        .get(pk__in=[row.pk for row in Survivor.plain.all() if row.name == "Nia"])
    )


def offer_a_mentor(dana, open_as):
    """A mentor too: the same way, from the person's page."""
    dana.follow("Nia")
    dana.follow("See ideas")
    dana.follow("Offer Rosa to Nia")
    dana.press("Offer Rosa")
    offer = dana.path()
    rosa = open_as("rosa")
    rosa.axe()
    rosa.follow("Read and answer")
    rosa.press("Yes, gladly")
    dana.open(offer)
    dana.follow("Record the answer of Nia")
    dana.choose("answer", "yes")
    dana.press("Save the answer")
    dana.sees("Paired")


def log_a_contact(rosa, nia):
    """Five taps and no typing; then a text, which her rule does not allow."""
    rosa.open("/today/")
    rosa.sees("Nia")
    rosa.axe()
    rosa.follow("a contact with Nia")
    rosa.axe()
    rosa.choose("how", "call")
    rosa.choose("outcome", "talked")
    rosa.choose("minutes", "15")
    rosa.press("Save contact")
    rosa.sees("Saved.")
    rosa.axe()

    rosa.open(f"/people/{nia.ref}/log/")
    rosa.choose("how", "text")
    rosa.choose("outcome", "no_answer")
    rosa.press("Save contact")
    rosa.axe()
    assert rosa.path() != "/today/?saved=1"
    rosa.open(f"/people/{nia.ref}/")
    rosa.axe()


def agree(rosa, nia):
    rosa.follow("New agreement")
    rosa.axe()
    rosa.choose("way", "share")
    rosa.press("Continue")
    rosa.axe()
    option = rosa.page.locator("select[name=partner] option", has_text="Riverside Clinic")
    rosa.choose("partner", option.first.get_attribute("value"))
    rosa.type("purpose", "So they know who I am")
    rosa.press("Continue")
    rosa.axe()
    rosa.choose("items", "chosen_name", "needs")
    rosa.press("Continue")
    rosa.axe()
    rosa.choose("how", "paper")
    rosa.press("Continue")
    rosa.axe()
    rosa.choose("length", "30")
    rosa.press("Continue")
    rosa.axe()
    rosa.tick("told_back")
    rosa.press("Continue")
    rosa.axe()
    rosa.press("to decide")

    rosa.heading("You choose what we share")
    rosa.axe()
    rosa.press("Sign")
    rosa.sees("Type your name")
    rosa.type("name", "Nia")
    rosa.press("Sign")
    rosa.heading("Thank you. Please hand this back.")
    rosa.axe()
    assert Consent.objects.unscoped("a look").filter(survivor=nia).live().count() == 1

    rosa.open("/today/")
    rosa.heading("Locked")
    rosa.axe()
    rosa.type("password", PASSWORD)
    rosa.press("Unlock")
    rosa.open(f"/people/{nia.ref}/sharing/")
    rosa.sees("Riverside Clinic")
    rosa.axe()


def hand_over_to_the_clinic(rosa, nia):
    rosa.open(f"/people/{nia.ref}/handoffs/new/")
    rosa.axe()
    rosa.type("need", "A first visit")
    rosa.page.locator("label", has_text="Riverside Clinic").first.click()
    rosa.press("Continue")
    rosa.axe()
    rosa.choose("items", "chosen_name")
    rosa.leave_out("items", "needs")
    rosa.press("Continue")
    rosa.sees("Nia")
    rosa.axe()
    rosa.press("Continue")
    rosa.axe()
    rosa.choose("how", "together")
    rosa.press("Continue")
    rosa.axe()
    rosa.press("Start the handoff")
    rosa.heading("Nia")
    rosa.axe()

    with rosa.page.expect_download() as waiting:
        rosa.page.get_by_role("button", name="Make the sheet (PDF)").click()
    file = waiting.value
    assert file.suggested_filename.startswith("doc-")
    assert file.suggested_filename.endswith(".pdf")
    data = Path(file.path()).read_bytes()
    assert data.startswith(b"%PDF")
    sheet = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    assert "Nia" in sheet
    assert "English" not in sheet, "agreed, and not chosen this time"
    rosa.press("Show the sheet to print")
    rosa.sees("Nia", "So they know who I am")
    rosa.axe()


def go_to_a_meeting(rosa, nia):
    """From the list to the group to a handoff that tells it nothing (HND-6)."""
    rosa.open("/groups/")
    rosa.axe()
    group = Group.objects.unscoped("the imported list").listed().order_by("name").first()
    rosa.open(f"/groups/{group.ref}/")
    rosa.axe()
    rosa.follow("Start handoff")
    rosa.axe()
    rosa.press("Nia")
    rosa.axe()
    rosa.press("Continue")
    if "sharing" in rosa.path():
        rosa.sees("This group is told nothing.")
        rosa.axe()
        rosa.press("Continue")
    if "preview" in rosa.path():
        rosa.press("Continue")
    rosa.choose("how", "together")
    rosa.type("introduce_on", "2099-01-01")
    rosa.press("Continue")
    rosa.sees("Choose a day from today on, within a year.")
    rosa.axe()
    rosa.page.locator("[name=introduce_on]").fill(tomorrow())
    rosa.press("Continue")
    rosa.press("Start the handoff")
    rosa.sees("is told nothing")
    rosa.axe()
    going = Handoff.objects.unscoped("a look").get(survivor=nia, group=group)
    assert going.nothing_shared
    assert going.consent_id is None
    rosa.open("/handoffs/")
    rosa.axe()


def tomorrow():
    return (clock.today() + timedelta(days=1)).isoformat()


def check_in(rosa):
    rosa.open("/me/")
    rosa.axe()
    rosa.open("/me/check-in/")
    rosa.axe()
    for item in range(1, 9):
        rosa.choose(f"q{item}", "2")
    rosa.press("Finish")
    rosa.axe()
    rosa.choose("q9", "2")
    rosa.press("Finish")
    rosa.heading("You finished")
    rosa.axe()
    rosa.choose("level", "bands")
    rosa.press("Save my choice")
    rosa.axe()


def read_the_team(marcus):
    marcus.axe()
    marcus.open("/team/")
    marcus.sees("Rosa")
    marcus.axe()
    marcus.page.locator("main").get_by_role("link", name="Rosa", exact=True).first.click()
    marcus.look()
    marcus.sees("How tiring it is")
    marcus.axe()
    assert ReadAudit.objects.filter(kinds__contains="shared").exists()
    assert not ReadAudit.objects.filter(kinds__contains="wellbeing", view="team_member").exists()
