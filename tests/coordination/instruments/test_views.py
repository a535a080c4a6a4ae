"""The pages of questionnaires (S61, 8)."""

import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from coordination.instruments.about import INSTRUMENTS
from coordination.instruments.actions import load_text, switch_on
from coordination.models import InstrumentText
from tests.factories.texts import as_file, made_up

pytestmark = pytest.mark.django_db
LIST = "/setup/questionnaires/"


@pytest.fixture
def admin(client, cast):
    client.force_login(cast.admin)
    return client


def upload(client, found, name="text.json", **more):
    data = found if isinstance(found, bytes) else json.dumps(found).encode()
    file = SimpleUploadedFile(name, data, content_type="application/json")
    return client.post(f"{LIST}load/", {"file": file, **more})


def test_the_list_names_every_instrument_with_its_terms_and_what_is_here(admin, cast):
    switch_on(text=load_text(text=made_up("gad-7")), by=cast.admin)
    load_text(text=made_up("k6"))
    page = admin.get(LIST).text
    for about in INSTRUMENTS.values():
        assert f"<h3>{about.title}</h3>" in page
    assert page.count("Not loaded") == len(INSTRUMENTS) - 2
    assert "In use since Today" in page
    assert "Loaded, waiting for permission" in page
    assert page.count("Made up for a test") == 2, "the credit line stands wherever a text does"


def test_the_list_is_in_the_menu_of_those_who_may(client, cast):
    for user, shown in ((cast.admin, True), (cast.dana, True), (cast.rosa, False)):
        client.force_login(user)
        assert (LIST in client.get("/help/").text) is shown


def test_a_file_is_loaded_looked_at_and_switched_on_under_a_name(admin, cast):
    response = upload(admin, as_file(made_up("gad-7")))
    row = InstrumentText.objects.get()
    address = reverse("questionnaire", args=[row.ref])
    assert response["Location"] == address
    page = admin.get(address).text
    assert "Cheese board 7" in page
    assert "Brie" in page
    assert "Made up for a test" in page
    assert "Free as air" in page

    refused = admin.post(address, {})
    assert "Tick this once you hold permission" in refused.text
    assert not InstrumentText.objects.switched_on().exists()

    admin.post(address, {"held": "on"})
    row.refresh_from_db()
    assert (row.is_on, row.confirmed_by, row.loaded_by) == (True, cast.admin, cast.admin)
    page = admin.get(address).text
    assert cast.admin.name in page
    assert "Switch off" in page


def test_items_that_are_counted_the_other_way_round_say_so(admin):
    row = load_text(text=made_up("cbi", reversed_item=10))
    page = admin.get(reverse("questionnaire", args=[row.ref])).text
    assert page.count("Counted the other way round") == 1
    assert page.index("Cheese board 10") < page.index("other way round")
    assert page.index("other way round") < page.index("Cheese board 11")


def test_the_question_that_opens_the_safety_steps_says_so(admin):
    row = load_text(text=made_up("phq-9"))
    page = admin.get(reverse("questionnaire", args=[row.ref])).text
    assert page.count("Above zero opens the safety steps") == 1
    assert page.index("Cheese board 9") < page.index("Above zero opens")


def test_a_text_is_switched_off_and_on_again(admin, cast):
    row = switch_on(text=load_text(text=made_up()), by=cast.admin)
    admin.post(reverse("switch_off", args=[row.ref]))
    row.refresh_from_db()
    assert row.state == "off"
    page = admin.get(LIST).text
    assert "1 switched off" in page
    assert "Not loaded" in page
    admin.post(reverse("questionnaire", args=[row.ref]), {"held": "on"})
    row.refresh_from_db()
    assert row.is_on


def test_remove_is_for_what_was_never_used_and_a_double_press_is_one(admin, cast):
    row = load_text(text=made_up())
    address = reverse("remove_questionnaire", args=[row.ref])
    sent = {"once": str(uuid.uuid4())}
    for _press in range(2):
        assert admin.post(address, sent)["Location"] == LIST
    assert not InstrumentText.objects.exists()
    assert admin.post(address, {"once": str(uuid.uuid4())}).status_code == 404

    used = switch_on(text=load_text(text=made_up("k6")), by=cast.admin)
    page = admin.post(reverse("remove_questionnaire", args=[used.ref]), follow=True).text
    assert "stays with its results" in page


def test_loading_twice_by_a_double_press_is_one_text(admin):
    sent = {"once": str(uuid.uuid4())}
    first = upload(admin, as_file(made_up()), **sent)["Location"]
    assert upload(admin, as_file(made_up()), **sent)["Location"] == first
    assert upload(admin, as_file(made_up()))["Location"] == first
    assert InstrumentText.objects.count() == 1


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (b"", "That file is empty."),
        (b"{", "line 1 is not valid JSON"),
        (b" " * (1024 * 1024 + 1), "larger than 1 MB"),
        ({"hello": 1}, "neither a FHIR Questionnaire"),
        (as_file(made_up("phq-9")) | {"items": as_file(made_up("phq-9"))["items"][:8]}, "item 9"),
    ],
    ids=range(5),
)
def test_a_file_that_is_no_text_is_refused_beside_its_field(admin, found, said):
    page = upload(admin, found, version="May").text
    assert said in page
    assert 'id="id_file_error"' in page
    assert 'value="May"' in page
    assert not InstrumentText.objects.exists()


def test_what_the_file_does_not_say_is_asked_and_a_taken_version_is_said_beside_it(admin):
    found = {
        "resourceType": "Questionnaire",
        "title": "Cheese",
        "item": [
            {
                "linkId": f"q{n}",
                "type": "choice",
                "text": f"Board {n}",
                "answerOption": [{"valueInteger": value} for value in (0, 25, 50, 75, 100)],
            }
            for n in range(1, 20)
        ],
    }
    assert "does not say which questionnaire" in upload(admin, found).text
    assert "exactly one reversed item" in upload(admin, found, instrument="cbi").text
    more = {"instrument": "cbi", "reversed_item": "10", "language": "es", "version": "3"}
    assert upload(admin, found, **more).status_code == 302
    row = InstrumentText.objects.get()
    assert (row.key_version, row.language, row.version) == ("1-r10", "es", "3")
    page = upload(admin, found | {"title": "Olives"}, **more).text
    assert 'id="id_version_error"' in page
    assert "Version 3 is loaded already" in page


def test_no_file_a_made_up_choice_and_long_words_are_said_beside_their_fields(admin):
    page = admin.post(f"{LIST}load/", {}).text
    assert "Choose the file with the words." in page
    page = upload(admin, as_file(made_up()), instrument="audit", version="x" * 10_000).text
    assert "Choose one from the list." in page
    assert "up to 40 letters" in page


def test_words_of_a_file_are_shown_as_words(admin):
    text = made_up(title="<script>alert(1)</script>", credit="{{ 7*7 }} %s")
    row = load_text(text=text)
    for page in (LIST, reverse("questionnaire", args=[row.ref])):
        shown = admin.get(page).text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
        assert "<script>alert" not in shown
        assert "{{ 7*7 }} %s" in shown
