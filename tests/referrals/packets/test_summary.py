"""What we keep about a person, for her own hands (S69): what is in it, and by which door."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.formats import date_format
from pypdf import PdfReader

from coordination import clock, pdf
from coordination.models import Organisation, ReadAudit, Role, RoleHeld, Survivor
from mentors.pairing.actions import end_pairing
from referrals.disclosure.models import Disclosure, OwnRequest
from referrals.packets.actions import ask_summary
from tests.coordination.audit.test_who_has_looked import look
from tests.factories.outcomes import keep

CANNOT = "needs Pango"


def ask(client, person, answer="full", **more):
    return client.post(reverse("summary", args=[person.ref]), {"answer": answer, **more})


def read(client, person):
    return client.get(reverse("summary_page", args=[person.ref]))


def ledger():
    return Disclosure.objects.unscoped("test").filter(format__in=["summary", "card"])


def test_carrying_comes_first_then_all_of_it_is_there_to_read(cast, login):
    cast.step(cast.cam, cast.rosa)
    client = login("rosa")
    assert (
        "Is it safe for them to take this with them?"
        in client.get(reverse("summary", args=[cast.cam.ref])).text
    )

    ask(client, cast.cam)
    body = read(client, cast.cam).text

    for field in ["name", "pronouns", "languages", "access_needs", "legal_name", "phone"]:
        assert cast.token(cast.cam, field) in body, field
    assert "How we may reach you" in body
    assert "Bring the form" in body
    assert "Riverside Clinic" in body
    assert "The days we were in touch" in body
    assert "You can ask us to fix anything that is wrong." in body


def test_it_leaves_by_the_one_door_on_her_own_request(cast, login):
    ask(login("rosa"), cast.cam)

    row = ledger().get()
    asked = OwnRequest.objects.unscoped("test").get(consent=None)
    assert (row.basis, row.format, row.by, row.owner) == (
        "own_request",
        "summary",
        cast.rosa,
        cast.cam.pk,
    )
    assert (row.consent_id, row.partner_id, asked.answer) == (None, None, "full")
    assert {"own_name", "own_agreements", "own_contacts", "own_looked"} <= set(row.items)
    assert "own_notes" not in row.items


def test_notes_are_in_it_only_if_she_asks(cast, login):
    client, note = login("rosa"), cast.token(cast.contact_of_cam, "note")
    ask(client, cast.cam)
    assert note not in read(client, cast.cam).text

    ask(client, cast.cam, notes="on")

    assert note in read(client, cast.cam).text


def test_notes_from_before_the_peers_time_stay_out(cast, login):
    client = login("rosa")
    ask(client, cast.cam, notes="on")

    assert cast.token(cast.old_contact, "note") not in read(client, cast.cam).text


def test_a_manager_hands_it_out_without_notes(cast, login):
    client = login("dana")
    assert 'name="notes"' not in client.get(reverse("summary", args=[cast.cam.ref])).text

    ask(client, cast.cam, notes="on")

    assert cast.token(cast.contact_of_cam, "note") not in read(client, cast.cam).text
    with pytest.raises(ValidationError) as refused:
        ask_summary(survivor=cast.cam, answer="full", notes=True, by=cast.dana)
    assert refused.value.code == "notes_closed"


def test_what_a_peer_made_with_notes_is_not_a_managers_to_open(cast, login):
    ask(login("rosa"), cast.cam, notes="on")

    response = read(login("dana"), cast.cam)

    assert response["Location"] == reverse("summary", args=[cast.cam.ref])


def test_the_small_card_tells_nobody_anything(cast, login):
    organisation = Organisation.current()
    organisation.phone = "555-0142"
    organisation.save()
    client = login("rosa")
    ask(client, cast.cam, "card", notes="on")

    body = read(client, cast.cam)

    assert "Call 555-0142" in body.text
    assert not cast.canaries.found(body.content)
    assert ledger().get().items == ["own_card"]


def test_kept_here_means_nothing_is_made(cast, login):
    response = ask(login("rosa"), cast.cam, "keep")

    assert response["Location"] == cast.cam.get_absolute_url()
    assert not ledger().exists()


@pytest.mark.parametrize("answer", ["", "later", "everything", "\0", "x" * 9999])
def test_an_answer_that_is_none_is_asked_again(answer, cast, login):
    response = ask(login("rosa"), cast.cam, answer)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert not OwnRequest.objects.unscoped("test").filter(consent=None).exists()


def test_staff_stand_in_it_by_role_and_never_by_name(cast, login):
    with clock.at(clock.days_ago(3)):
        look(cast.marcus, cast.cam)
        look(cast.ana, cast.cam)
        look(cast.rosa, cast.cam, "survivor_list")
    cast.step(cast.cam, cast.rosa)
    client = login("dana")
    ask(client, cast.cam)

    body = read(client, cast.cam).text

    assert "Supervisor: on 1 of the last 90 days" in body
    assert "Peer: on 1 of the last 90 days" in body
    for name in ["Rosa", "Ana", "Marcus", "Dana"]:
        assert name not in body


def test_it_is_written_down_as_printed(cast, login):
    client = login("rosa")
    ask(client, cast.cam)
    read(client, cast.cam)

    last = ReadAudit.objects.latest("pk")

    assert (last.view, last.person) == ("summary_page", cast.cam.pk)
    assert "identity" in last.kinds


def test_the_same_form_twice_leaves_one_row(cast, login):
    client, once = login("rosa"), "3b241101-e2bb-4255-8caf-4136c566a962"

    ask(client, cast.cam, once=once)
    ask(client, cast.cam, once=once)

    assert ledger().count() == 1


@pytest.mark.parametrize(("name", "status"), [("bea", 404), ("marcus", 403), ("priya", 403)])
def test_it_is_not_for(name, status, cast, login):
    client = login(name)

    for view in ["summary", "summary_page", "summary_pdf"]:
        assert client.get(reverse(view, args=[cast.cam.ref])).status_code == status
    assert ask(client, cast.cam).status_code == status


def test_nothing_is_ready_before_somebody_asked(cast, login):
    for view in ["summary_page", "summary_pdf"]:
        response = login("rosa").get(reverse(view, args=[cast.cam.ref]))
        assert response["Location"] == reverse("summary", args=[cast.cam.ref])


@pytest.mark.skipif(not pdf.can_print(), reason=CANNOT)
@pytest.mark.parametrize("size", ["", "large", "x" * 999])
def test_the_file_names_nobody_and_holds_what_the_page_does(size, cast, login):
    client = login("rosa")
    ask(client, cast.cam)

    response = client.get(reverse("summary_pdf", args=[cast.cam.ref]), {"size": size})

    reader = PdfReader(BytesIO(response.content))
    text = " ".join(page.extract_text() for page in reader.pages)
    row = ledger().get()
    assert response["Content-Disposition"] == f'attachment; filename="doc-{row.ref}.pdf"'
    assert cast.token(cast.cam, "legal_name") in text.replace("\n", "")
    assert (reader.metadata.author, reader.metadata.title) == (None, "Copy")
    assert "Daybook" not in text
    assert "http" not in text
    width, height = reader.pages[0].mediabox[2:]
    assert (round(width), round(height)) == (612, 792)


def test_strange_signs_come_back_as_written(cast, login):
    held = Survivor.objects.unscoped("test").get(pk=cast.cam.pk)
    held.name = "<script>Ω'\"&"
    held.save()
    client = login("rosa")
    ask(client, held)

    assert "&lt;script&gt;Ω&#x27;&quot;&amp;" in read(client, held).text


def test_what_is_safe_to_carry_is_asked_anew_each_day(cast, login):
    ask_summary(survivor=cast.cam, answer="full", by=cast.rosa)

    with clock.at(clock.now() + timedelta(days=1)):
        client = login("rosa")
        page = client.get(reverse("summary", args=[cast.cam.ref]))
        assert reverse("summary_pdf", args=[cast.cam.ref]) not in page.text
        assert read(client, cast.cam).url == reverse("summary", args=[cast.cam.ref])


@pytest.mark.parametrize("who", ["rosa", "ana"])
def test_keep_it_here_takes_back_a_yes_whoever_heard_it(who, cast, login):
    ask(login("rosa"), cast.cam)
    ask(login(who), cast.cam, "keep")

    client = login("rosa")
    assert read(client, cast.cam).url == reverse("summary", args=[cast.cam.ref])
    pdf_page = client.get(reverse("summary_pdf", args=[cast.cam.ref]))
    assert pdf_page.url == reverse("summary", args=[cast.cam.ref])


def test_notes_leave_no_more_once_their_reader_stopped_walking_with_her(cast, login):
    """Rosa became a manager too and still sees Cam, but reads no notes any more."""
    RoleHeld.objects.create(user=cast.rosa, role=Role.PROGRAM_MANAGER)
    client, note = login("rosa"), cast.token(cast.contact_of_cam, "note")
    ask(client, cast.cam, notes="on")
    assert note in read(client, cast.cam).text
    end_pairing(pairing=cast.pairing, whose_choice="theirs", what_next="nothing", by=cast.dana)

    answer = read(client, cast.cam)

    assert answer.url == reverse("summary", args=[cast.cam.ref])
    assert "This is no longer kept. Make it again." in client.get(answer.url).text


def test_what_was_asked_is_named_only_by_those_who_read_answers(cast, login):
    """A manager sees on which days something was asked, on paper as on her page (a.1)."""
    keep(cast.cam, cast.rosa, {"in_30_days": "yes"}, name="substance-use")

    ask(login("rosa"), cast.cam)
    assert "Alcohol and drugs" in read(login("rosa"), cast.cam).text

    ask(login("dana"), cast.cam)
    copy = read(login("dana"), cast.cam).text
    assert "Alcohol and drugs" not in copy
    assert date_format(clock.today(), "F j, Y") in copy
