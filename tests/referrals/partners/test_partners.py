"""The places: listed, added, checked; a private address is never kept (PRI-6)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination import clock
from referrals.models import Partner
from referrals.partners.actions import add_partner, check_partner

FORM = {
    "name": "Elm Garden",
    "kind": "food",
    "reach": "555-0100, ask for Jo",
    "answers_calls": "yes",
    "walk_ins": "unknown",
    "needs_id": "no",
    "habits": "Call before noon.",
}


def test_adding_one(cast, login):
    client = login("rosa")
    response = client.post(reverse("add_partner"), FORM, follow=True)
    page = response.content.decode()
    for words in ("Elm Garden", "Food and basics", "555-0100, ask for Jo", "Call before noon."):
        assert words in page
    assert Partner.plain.get(name="Elm Garden").checked_on == clock.today()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": ""}, "Enter what the place is called."),
        ({"kind": ""}, "Choose what they do"),
        ({"reach": ""}, "Enter how to reach them"),
        ({"name": "RIVERSIDE clinic"}, "There is already a partner with this name."),
        ({"confidential": "on", "address": "9 Hidden Way"}, "This place keeps it private."),
        ({"habits": "x" * 301}, "This can be up to 300 letters. You have 301."),
        ({"kind": "bank"}, "Choose one from the list."),
    ],
)
def test_a_mistake_says_what_to_do_and_keeps_the_rest(cast, login, changes, message):
    response = login("rosa").post(reverse("add_partner"), FORM | changes)
    page = response.content.decode()
    assert response.status_code == 200
    assert message in page
    assert "Error: Add a partner" in page
    kept = "Call before noon." if "habits" not in changes else "Elm Garden"
    assert kept in page
    assert Partner.plain.count() == 1


@pytest.mark.parametrize("value", ["\x00", "x" * 10_000, "<script>", "🦊"])
def test_no_words_break_the_form(cast, login, value):
    form = dict.fromkeys(FORM, value)
    assert login("rosa").post(reverse("add_partner"), form).status_code in (200, 302)


def test_the_database_keeps_no_private_address(cast):
    cast.partner.confidential = True
    with pytest.raises(IntegrityError), transaction.atomic():
        cast.partner.save()


def test_a_private_place_shows_no_address(cast, login):
    house = Partner(name="A house", kind="safe_house", reach="Call us", confidential=True)
    add_partner(partner=house, by=cast.dana)
    assert house.where == "address kept private"
    page = login("rosa").get(reverse("partner", args=[house.ref])).content.decode()
    assert "Kept private. We do not write it down." in page


def test_a_name_is_taken_once(cast):
    with pytest.raises(ValidationError):
        add_partner(partner=Partner(name="riverside CLINIC", kind="food", reach="5"), by=cast.dana)


def test_marking_it_checked(cast, login):
    with clock.at(clock.now() + timedelta(days=100)):
        check = reverse("partner_list")
        client = login("rosa")
        assert "Check again" in client.get(check).content.decode()
        client.post(reverse("check_partner", args=[cast.partner.ref]))
        assert "Check again" not in client.get(check).content.decode()
        assert Partner.plain.get(pk=cast.partner.pk).checked_on == clock.today()
        assert check_partner(partner=cast.partner, by=cast.rosa).checked_on == clock.today()


def test_places_we_no_longer_work_with_are_not_there(cast, login):
    Partner.plain.filter(pk=cast.partner.pk).update(active=False)
    client = login("rosa")
    assert "Riverside" not in client.get(reverse("partner_list")).content.decode()
    assert client.get(reverse("partner", args=[cast.partner.ref])).status_code == 404
    assert client.post(reverse("check_partner", args=[cast.partner.ref])).status_code == 404


def test_the_list_is_by_name_and_costs_the_same_for_twenty(cast, login):
    client, address = login("rosa"), reverse("partner_list")
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(20):
        cast.clinic(f"place {number:02}")
    with CaptureQueriesContext(connection) as many:
        page = client.get(address).content.decode()
    assert len(many) == len(few)
    assert page.index("place 00") < page.index("place 19") < page.index("Riverside")


def test_without_any_it_says_how_to_begin(cast, login):
    Partner.plain.all().update(active=False)
    page = login("rosa").get(reverse("partner_list")).content.decode()
    assert "Add the three places you send people most." in page
    page = login("admin").get(reverse("partner_list")).content.decode()
    assert "No partners yet." in page
    assert reverse("add_partner") not in page


def test_others_may_look_and_not_add(cast, login):
    client = login("priya")
    assert client.get(reverse("partner", args=[cast.partner.ref])).status_code == 200
    assert client.get(reverse("add_partner")).status_code == 403
    assert client.post(reverse("check_partner", args=[cast.partner.ref])).status_code == 403
