"""Her own copy: asked for safely, in the ledger, and exactly her agreement on paper."""

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from coordination import pdf
from coordination.models import Organisation
from referrals.consent.actions import sign_agreement, stop_sharing
from referrals.consent.models import ConsentEvent
from referrals.models import Disclosure, OwnRequest


@pytest.fixture
def copy(cast, login):
    """`copy("full")`: Ana asks Cam, and fetches what is ready."""
    client = login("ana")

    def go(answer="full", agreement=None):
        ref = (agreement or cast.agreement).ref
        client.post(reverse("take_copy", args=[ref]), {"answer": answer})
        return client.get(reverse("agreement_copy", args=[ref]))

    return go


def text_of(response):
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(response.content)).pages).split()
    )


def test_the_copy_holds_the_text_she_read_and_how_it_was_signed(cast, copy):
    response = copy()
    assert response["Content-Type"] == "application/pdf"
    text = text_of(response)
    for line in cast.agreement.text:
        assert " ".join(line.replace("**", "").split()) in text
    assert "Signed by typing: Cam" in text
    assert "With: Ana." in text
    assert "en-2026-11" in text


def test_it_holds_exactly_the_agreed_words_of_hers(cast, copy):
    agreement = cast.agreement
    assert cast.canaries.found(copy().content, "application/pdf") == {
        cast.token(cast.cam, "name"),
        cast.token(agreement, "contact"),
        cast.token(agreement, "wants"),
        cast.token(agreement, "purpose"),
        cast.token(agreement, "signer"),
    }


def test_the_file_is_neutral_and_tagged(copy):
    response = copy()
    found = PdfReader(BytesIO(response.content))
    ref = Disclosure.plain.get(basis="own_request").ref
    assert response["Content-Disposition"] == f'inline; filename="doc-{ref}.pdf"'
    assert set(found.metadata) <= {"/Title", "/Producer"}
    assert found.metadata["/Title"] == "Copy"
    assert found.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert found.trailer["/Root"]["/Lang"] == "en"
    assert not found.attachments


def test_the_letters_are_13_points_and_18_in_large_print(cast, copy):
    def sizes(response):
        seen = set()
        for page in PdfReader(BytesIO(response.content)).pages:
            page.extract_text(
                visitor_text=lambda text, cm, tm, font, size: seen.add(
                    round(abs(size * tm[0] * cm[0]), 1)
                )
            )
        return seen

    assert 13 in sizes(copy())
    large = cast.agree(cast.cam, cast.clinic("Large"), large_print=True)
    assert 18 in sizes(copy(agreement=large))


def test_it_stands_in_the_ledger_as_her_own_request(cast, copy):
    copy()
    row = Disclosure.plain.get(basis="own_request")
    assert (row.owner, row.by, row.partner) == (cast.cam.pk, cast.ana, None)
    assert (row.items, row.format) == (["agreement_copy"], "copy")
    assert row.consent_id == cast.agreement.pk
    event = ConsentEvent.plain.get(consent=cast.agreement, kind="copied")
    assert event.by == cast.ana


def test_fetched_twice_it_is_one_line_of_the_ledger(cast, copy, login):
    first = copy()
    again = login("rosa").get(reverse("agreement_copy", args=[cast.agreement.ref]))
    assert text_of(again) == text_of(first)
    assert Disclosure.plain.filter(basis="own_request").count() == 1


def test_a_small_card_tells_a_finder_nothing(cast, copy):
    Organisation(name="Larkspur", phone="555-0142").save()
    response = copy("card")
    text = text_of(response)
    assert cast.canaries.found(response.content, "application/pdf") == set()
    for word in ("Riverside", "Larkspur", "agreement", "shar", "Cam"):
        assert word not in text
    assert "555-0142" in text


@pytest.mark.parametrize("answer", ["keep", "later"])
def test_not_safe_to_carry_makes_no_paper(cast, copy, answer):
    response = copy(answer)
    assert response["Location"] == reverse("take_copy", args=[cast.agreement.ref])
    assert OwnRequest.plain.get().answer == answer
    assert not Disclosure.plain.filter(basis="own_request").exists()


def test_the_question_has_to_be_answered(cast, login):
    page = login("ana").post(reverse("take_copy", args=[cast.agreement.ref]), {"answer": ""})
    assert "Ask them, then choose one." in page.content.decode()
    assert not OwnRequest.plain.exists()


def test_there_is_no_copy_before_she_signed(cast, login):
    draft = cast.draft(cast.cam, cast.clinic("Other"))
    page = login("ana").post(reverse("take_copy", args=[draft.ref]), {"answer": "full"})
    assert "There is no signed agreement to copy yet." in page.content.decode()
    assert not OwnRequest.plain.exists()


def test_she_may_have_a_copy_after_she_stopped(cast, copy):
    stop_sharing(agreement=cast.agreement, by=cast.ana)
    assert "Stopped: " in text_of(copy())


@pytest.mark.parametrize("name", ["bea", "kin"])
def test_nobody_else_fetches_it(cast, copy, login, name):
    copy()
    for view in ("take_copy", "agreement_copy"):
        assert login(name).get(reverse(view, args=[cast.agreement.ref])).status_code == 404


def test_without_pango_the_page_prints_itself(cast, copy, monkeypatch):
    def missing():
        raise pdf.CannotPrint

    monkeypatch.setattr(pdf, "_weasyprint", missing)
    response = copy()
    page = response.content.decode()
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/html")
    assert "We could not make the PDF. Print this page instead." in page
    assert cast.token(cast.agreement, "signer") in page


HOSTILE = [
    '<img src="http://127.0.0.1:9/x">',
    '<link rel="attachment" href="file:///etc/passwd">',
    "</p><script>x</script>",
    "**bold** {{ agreement.survivor.phone }} {% include 'x' %}",
    "url(file:///etc/passwd)",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_only_words(cast, copy, text):
    agreement = cast.draft(cast.cam, cast.clinic("Other"))
    agreement.text = [*agreement.text, text]
    agreement.save()
    signed = sign_agreement(agreement=agreement, signature=text, by=cast.ana)
    response = copy(agreement=signed)
    assert response.status_code == 200
    found = PdfReader(BytesIO(response.content))
    assert not found.attachments
    shown = text_of(response).replace(" ", "")
    assert "root:" not in shown
    assert text.replace("**", "").replace(" ", "")[:20] in shown
