"""The list, one agreement, and the cards."""

import re
from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination import clock
from referrals.consent.actions import decline_agreement, stop_sharing
from referrals.consent.models import Consent

BUDGET = {"sharing": 12, "agreement": 14, "ending": 40}


def queries(client, address):
    """Queries of the data and the keys, without savepoints and the audit's own file."""
    assert client.get(address).status_code == 200
    with (
        CaptureQueriesContext(connections["default"]) as data,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        assert client.get(address).status_code == 200
    sent = [query["sql"] for query in [*data.captured_queries, *keys.captured_queries]]
    apart = ("SAVEPOINT", "coordination_readaudit")
    return len([sql for sql in sent if not any(word in sql for word in apart)])


def test_every_state_has_its_word(cast, login):
    stop_sharing(agreement=cast.agree(cast.cam, cast.clinic("A")), by=cast.ana)
    decline_agreement(agreement=cast.draft(cast.cam, cast.clinic("B")), by=cast.ana)
    cast.draft(cast.cam, cast.clinic("C"))
    cast.agree(cast.cam, cast.clinic("D"), days=60)
    with clock.at(clock.now() - timedelta(days=60)):
        cast.agree(cast.cam, cast.clinic("E"))
    page = login("rosa").get(reverse("sharing", args=[cast.cam.ref])).content.decode()
    for word in ("Live", "Ends soon", "Ended", "Stopped", "Said no", "Not answered yet"):
        assert re.search(rf">\s*{word}</span>", page), word
    assert page.count("/stop/") == 2  # D and the clinic: the two that are live


def test_without_one_it_says_that_nothing_is_shared(cast, login):
    client = login("bea")
    for view in ("sharing", "survivor"):
        page = client.get(reverse(view, args=[cast.eve.ref])).content.decode()
        assert "No agreements. We share nothing about Eve" in page


def test_one_agreement_shows_the_exact_text_and_what_happened(cast, login):
    response = login("rosa").get(reverse("agreement", args=[cast.agreement.ref]))
    page = response.content.decode()
    assert cast.token(cast.agreement, "signer") in page
    assert "We will share it only with <b>Nurse" in page
    for words in ("Signed", "Offered", "Ana", "Typed their name", "en-2026-11"):
        assert words in page
    assert cast.token(cast.agreement, "one_more_thing") not in page, "it was not ticked"


def test_stopped_it_gives_words_to_use(cast, login):
    stop_sharing(agreement=cast.agreement, how_told="wrote", by=cast.ana)
    page = login("ana").get(reverse("agreement", args=[cast.agreement.ref])).content.decode()
    assert "Words to use" in page
    assert "Wrote it" in page
    assert reverse("stop_sharing", args=[cast.agreement.ref]) not in page


def test_managers_see_what_ends_soon_first(cast, login):
    soon = cast.agree(cast.eve, cast.partner, by=cast.bea, days=3)
    late = cast.agree(cast.cam, cast.clinic("Later"), days=15)
    page = login("dana").get(reverse("today")).content.decode()
    assert "Agreements that end soon" in page
    assert reverse("agreement", args=[soon.ref]) in page
    assert reverse("agreement", args=[late.ref]) not in page
    assert "Agreements that end soon" not in login("bea").get(reverse("today")).content.decode()


@pytest.mark.parametrize("name", ["rosa", "marcus", "dana"])
def test_the_list_costs_the_same_for_one_and_for_twenty(cast, login, name):
    client, address = login(name), reverse("sharing", args=[cast.cam.ref])
    few = queries(client, address)
    for number in range(20):
        cast.agree(cast.cam, cast.clinic(f"Place {number}"), days=5)
    assert queries(client, address) == few
    assert few <= BUDGET["sharing"]


def test_one_agreement_costs_the_same_whatever_happened(cast, login):
    client, address = login("rosa"), reverse("agreement", args=[cast.agreement.ref])
    few = queries(client, address)
    stop_sharing(agreement=cast.agreement, by=cast.ana)
    assert queries(client, address) <= few
    assert few <= BUDGET["agreement"]


def test_today_costs_the_same_for_one_ending_and_for_twenty(cast, login):
    cast.agree(cast.cam, cast.clinic("Soon"), days=5)
    client = login("dana")
    few = queries(client, reverse("today"))
    for number in range(20):
        cast.agree(cast.cam, cast.clinic(f"Place {number}"), days=5)
    assert queries(client, reverse("today")) == few
    assert Consent.plain.count() > 20


def test_more_than_a_page_is_paged(cast, login):
    for number in range(26):
        cast.agree(cast.cam, cast.clinic(f"Place {number:02}"), days=20)
    client, address = login("rosa"), reverse("sharing", args=[cast.cam.ref])
    assert client.get(address).content.decode().count("<h2><a") == 25
    assert client.get(f"{address}?page=2").content.decode().count("<h2><a") == 2
