"""The sheet: what it holds, what it never holds, and when it is refused."""

import re
import subprocess
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from pypdf import PdfReader

from coordination import clock
from coordination.models import ReadAudit
from referrals.consent.actions import stop_sharing
from referrals.disclosure.gate import digest, preview
from referrals.disclosure.notices import SHORT_FORM
from referrals.handoffs import actions
from referrals.handoffs.models import HandoffEvent
from referrals.models import Disclosure, OutboxItem
from referrals.packets.actions import hand_out


def words(pdf):
    """The text of a PDF on one line: tokens may be broken across lines."""
    return " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def raw(pdf, tmp_path):
    """The PDF with every stream unpacked; grep finds nothing in the packed one."""
    source, unpacked = tmp_path / "in.pdf", tmp_path / "out.pdf"
    source.write_bytes(pdf)
    subprocess.run(["qpdf", "--qdf", "--object-streams=disable", source, unpacked], check=True)
    return pdf + unpacked.read_bytes()


def everywhere(response, tmp_path):
    """All a reader could find the token in: text, bytes, name of the file, headers."""
    text = words(response.content) + repr(response.headers)
    squeezed = text.replace(" ", "")
    return squeezed + raw(response.content, tmp_path).decode("latin-1")


@pytest.fixture
def packet(login):
    def make(handoff, who="ana"):
        return login(who).post(reverse("packet", args=[handoff.ref]))

    return make


def test_the_sheet_says_the_agreed_things_and_what_must_travel(cast, start, packet):
    handoff = start()
    response = packet(handoff)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    text = words(response.content)
    squeezed = text.replace(" ", "")
    assert cast.token(cast.cam, "name") in squeezed
    assert cast.token(cast.agreement, "wants") in squeezed
    assert cast.token(cast.agreement, "purpose") in squeezed
    assert SHORT_FORM in text
    assert "Riverside Clinic only" in text
    ends = cast.agreement.expires_on
    assert f"It ends on {ends:%B} {ends.day}, {ends.year}" in text


def test_nothing_else_about_her_is_in_the_sheet_or_around_it(cast, start, packet, tmp_path):
    handoff = start()
    found = everywhere(packet(handoff), tmp_path)
    agreed = {
        cast.token(cast.cam, "name"),
        cast.token(cast.agreement, "wants"),
        cast.token(cast.agreement, "purpose"),
    }
    assert agreed & set(cast.canaries.planted) == agreed
    leaked = {
        canary[2:] for token, canary in cast.canaries.planted.items()
        if token in found and token not in agreed
    }  # fmt: skip
    assert leaked == set()
    assert len(cast.canaries.planted) > 20


def test_the_file_and_its_metadata_name_nobody(cast, start, packet, tmp_path):
    handoff = start()
    response = packet(handoff)
    assert re.fullmatch(
        r'attachment; filename="doc-[0-9a-z]{10}\.pdf"', response["Content-Disposition"]
    )
    assert handoff.disclosure.ref in response["Content-Disposition"]
    reader = PdfReader(BytesIO(response.content))
    assert reader.metadata.title == "Sheet"
    assert reader.metadata.author is None
    assert not {"/Author", "/Subject", "/Keywords", "/CreationDate"} & set(reader.metadata)
    assert "Daybook" not in everywhere(response, tmp_path)


@pytest.mark.parametrize("items", [["chosen_name"], ["chosen_name", "wants"], ["wants"]])
def test_preview_packet_and_ledger_are_the_same(cast, start, plan, login, packet, items):
    row = plan(items=items)
    before = preview(agreement=cast.agreement, items=row.items, by=cast.ana)
    handoff = actions.start_handoff(handoff=row, by=cast.ana)
    ledger, body = hand_out(handoff=handoff, by=cast.ana)
    assert body == before
    assert [part["key"] for part in body["parts"]] == ledger.items == items
    assert digest(body) == ledger.digest
    text = words(packet(handoff).content).replace(" ", "")
    for part in body["parts"]:
        for line in part["lines"]:
            assert line.replace(" ", "") in text
    assert (cast.token(cast.cam, "name") in text) == ("chosen_name" in items)


def test_a_second_printing_is_the_same_sheet_and_the_same_row(cast, start, packet):
    handoff = start()
    first, second = packet(handoff), packet(handoff)
    assert words(first.content) == words(second.content)
    assert Disclosure.plain.count() == 1


@pytest.mark.parametrize("name", ["packet", "sheet"])
def test_stopped_between_start_and_printing_nothing_leaves(cast, start, login, name):
    handoff = start()
    stop_sharing(agreement=cast.agreement, by=cast.rosa)
    response = login("ana").post(reverse(name, args=[handoff.ref]))
    assert response.status_code == 409
    page = response.content.decode()
    assert "Nothing leaves" in page
    assert cast.token(cast.agreement, "wants") not in page
    assert cast.token(cast.cam, "name") not in page


@pytest.mark.parametrize("name", ["packet", "sheet"])
def test_stopped_after_the_first_printing_there_is_no_second(cast, start, login, name):
    handoff = start()
    assert login("ana").post(reverse(name, args=[handoff.ref])).status_code == 200
    stop_sharing(agreement=cast.agreement, by=cast.rosa)
    assert login("ana").post(reverse(name, args=[handoff.ref])).status_code == 409


def test_even_a_handoff_that_missed_its_pause_hands_out_nothing(cast, start, packet):
    """The gate asks the agreement itself, whatever the handoff believes."""
    handoff = start()
    type(cast.agreement).plain.filter(pk=cast.agreement.pk).update(
        status="stopped", stopped_at=clock.now()
    )
    assert packet(handoff).status_code == 409


def test_on_the_last_day_it_is_handed_out_and_the_day_after_not(cast, start):
    handoff = start()
    last = clock.now() + timedelta(days=(cast.agreement.expires_on - clock.today()).days)
    with clock.at(last):
        assert hand_out(handoff=handoff, by=cast.ana)
    with clock.at(last + timedelta(days=1)), pytest.raises(ValidationError) as caught:
        hand_out(handoff=handoff, by=cast.ana)
    assert caught.value.code == "no_live_consent"


def test_an_ended_handoff_hands_out_nothing_more(cast, start, move, packet):
    handoff = move(start(), "declined_by_person", ending="chose_to_stop")
    response = packet(handoff)
    assert response.status_code == 409
    assert "has ended" in response.content.decode()


@pytest.mark.parametrize("how", ["group", "nothing"])
def test_where_nothing_is_shared_there_is_no_sheet(cast, start, group, packet, how):
    handoff = start(**({"group": group} if how == "group" else {"nothing_shared": True}))
    response = packet(handoff)
    assert response.status_code == 409
    assert "shares nothing" in response.content.decode()
    assert not Disclosure.plain.exists()


def test_what_she_agreed_to_by_voice_is_never_printed(cast, start, login, packet):
    handoff = start(way="in_person")
    response = packet(handoff)
    assert response["Content-Type"].startswith("text/html")
    page = login("ana").post(reverse("sheet", args=[handoff.ref])).content.decode()
    assert "What to say" in page
    assert cast.token(cast.cam, "name") in page


def test_the_page_to_print_holds_the_same_and_nothing_else(cast, start, login):
    handoff = start()
    page = login("ana").post(reverse("sheet", args=[handoff.ref])).content.decode()
    agreed = {
        cast.token(cast.cam, "name"),
        cast.token(cast.agreement, "wants"),
        cast.token(cast.agreement, "purpose"),
    }
    assert {token for token in cast.canaries.planted if token in page} == agreed
    assert SHORT_FORM in page


def test_a_sheet_is_made_anew_when_its_words_were_dropped(cast, start, packet):
    handoff = start()
    OutboxItem.plain.all().delete()
    assert packet(handoff).status_code == 200
    assert Disclosure.plain.count() == 2
    handoff.refresh_from_db()
    assert HandoffEvent.plain.order_by("number").last().disclosure == handoff.disclosure
    assert words(packet(handoff).content)
    assert Disclosure.plain.count() == 2


def test_identity_that_leaves_is_audited_as_such(cast, start, packet):
    handoff = start()
    packet(handoff)
    row = ReadAudit.objects.filter(view="packet").get()
    assert (row.actor, row.person) == (cast.ana.pk, cast.cam.pk)
    assert "identity" in row.kinds


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("ana", 200), ("rosa", 200), ("dana", 200),
        ("bea", 404), ("gone", 404), ("kin", 404),
        ("marcus", 403), ("tess", 403), ("priya", 403), ("admin", 403), ("root", 403),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["packet", "sheet"])
def test_who_may_hand_it_out(start, login, who, status, name):
    handoff = start()
    response = login(who).post(reverse(name, args=[handoff.ref]))
    assert response.status_code == status
    assert login(who).get(reverse(name, args=[handoff.ref])).status_code == 405


def test_without_pango_the_page_prints_itself(cast, start, packet, monkeypatch):
    from coordination import pdf

    def cannot(*args, **kwargs):
        raise pdf.CannotPrint

    monkeypatch.setattr(pdf, "render_pdf", cannot)
    page = packet(start())
    assert page.status_code == 200
    assert "We could not make the PDF" in page.content.decode()
