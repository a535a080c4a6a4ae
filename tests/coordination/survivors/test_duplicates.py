"""The quiet check for people we may already know (S13, PRI-5)."""

import pytest
from django.urls import reverse

from coordination import vault
from coordination.models import Denial, ReadAudit, Survivor
from coordination.survivors import duplicates
from coordination.survivors.actions import add_survivor, deny, set_status
from coordination.survivors.duplicates import initials, plain_words, same_name, same_phone

HINT = "This may be someone we already know"


@pytest.fixture
def maria(cast):
    person = Survivor(name="María", legal_name="María José Ruiz", phone="+1 (555) 010-0199")
    return add_survivor(survivor=person, by=cast.dana)


def add(client, **answers):
    return client.post(reverse("add_survivor"), answers)


def press_again(client, answer):
    form = answer.context["form"]
    sent = {name: form[name].value() or "" for name in ("name", "legal_name", "phone", "looked")}
    return client.post(reverse("add_survivor"), sent)


def count():
    return Survivor.plain.count()


# Names and numbers -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("María", "maria"),
        ("  J. ", "j"),
        ("Ruiz, María", "maria  RUIZ"),
        ("J. Alder", "Jane Alder"),
        ("Jane M. Alder", "jane mary alder"),
        ("O'Neil", "ONeil"),
        ("ﬁona", "Fiona"),
        ("★", "★"),
    ],
)
def test_names_that_may_be_the_same(one, other):
    assert same_name(plain_words(one), plain_words(other))
    assert same_name(plain_words(other), plain_words(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("J.", "Jane"),
        ("J. A.", "Jane Alder"),
        ("Jane Alder", "Jane Finch"),
        ("Jane Alder", "Jane"),
        ("Jane Alder", "Joan Alder"),
        ("★", "☆"),
    ],
)
def test_names_that_are_not_the_same(one, other):
    assert not same_name(plain_words(one), plain_words(other))


def test_phones_are_compared_by_their_digits():
    assert same_phone("5550100199", "15550100199")
    assert not same_phone("5550100199", "5550100198")
    assert not same_phone("", "5550100199")


def test_initials_are_all_that_is_shown():
    assert initials("Jane Alder") == "J. A."
    assert initials("★") == "–"


# On screen -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "MARIA"},
        {"name": "M", "legal_name": "ruiz maria jose"},
        {"name": "Somebody", "phone": "555 010 0199"},
    ],
)
def test_a_manager_is_shown_initials_and_a_month_and_nobody_is_added(typed, cast, maria, login):
    before, client = count(), login("dana")

    answer = add(client, **typed)

    assert HINT in answer.text
    assert "M. ·" in answer.text
    assert f"came in {maria.opened_on:%B %Y}" in answer.text
    assert maria.get_absolute_url() in answer.text
    assert "Ruiz" not in answer.text.replace(typed.get("legal_name", "-"), "")
    assert count() == before


def test_one_more_press_adds_them_and_what_was_typed_is_kept(cast, maria, login):
    client = login("dana")
    answer = add(client, name="Maria", phone="555-0100")
    assert "Add them anyway" in answer.text
    assert answer.context["form"]["phone"].value() == "555-0100"

    press_again(client, answer)

    names = [one.name for one in Survivor.plain.all()]
    assert names.count("Maria") == 1


def test_another_name_after_the_warning_is_compared_again(cast, maria, login):
    client = login("dana")
    looked = add(client, name="Maria").context["form"]["looked"].value()

    answer = add(client, name="Somebody", phone="5550100199", looked=looked)

    assert HINT in answer.text


def test_a_new_name_is_added_at_once(cast, maria, login):
    before = count()

    assert add(login("dana"), name="Nobody Known").status_code == 302
    assert count() == before + 1


def test_whoever_is_on_the_deny_list_gets_no_hint_of_her(cast, maria, login):
    deny(survivor=maria, user=cast.dana, kind=Denial.Kind.RELATIVE, by=cast.priya)

    assert add(login("dana"), name="Maria", phone="5550100199").status_code == 302


def test_records_entered_in_error_do_not_count(cast, maria, login):
    set_status(survivor=maria, status="finished", reason="in_error", by=cast.dana)

    assert add(login("dana"), name="Maria").status_code == 302


def test_one_who_finished_is_still_somebody_we_know(cast, maria, login):
    set_status(survivor=maria, status="finished", reason="moved", by=cast.dana)

    assert HINT in add(login("dana"), name="Maria").text


def test_the_audit_names_those_shown_and_nobody_else(cast, maria, login):
    before = ReadAudit.objects.count()

    add(login("dana"), name="Maria")

    rows = ReadAudit.objects.order_by("pk")[before:]
    assert {(row.person, row.kinds) for row in rows} == {(maria.pk, "facts")}


def test_the_same_work_is_done_whether_somebody_fits_or_not(cast, maria, login, monkeypatch):
    """So the time of an answer tells nothing either (PRI-5)."""
    compared, fits = [], duplicates.Typed.fits

    def counting(typed, **held):
        compared.append(held)
        return fits(typed, **held)

    monkeypatch.setattr(duplicates.Typed, "fits", counting)
    client = login("dana")
    add(client, name="Maria", phone="5550100199")
    first = len(compared)
    compared.clear()
    add(client, name="Mariah", phone="5550100111")

    assert first == len(compared) == 2 * (Survivor.plain.count() - 1)


def test_a_removed_person_is_passed_over(cast, maria, login):
    vault.destroy_key(maria.pk)

    assert add(login("dana"), name="Maria").status_code == 302


def test_a_peer_writing_a_number_gets_no_hint(cast, maria, login):
    url = reverse("change_identity", args=[cast.cam.ref])
    typed = {"phone": "5550100199"}

    assert login("rosa").post(url, typed).status_code == 302
    assert HINT in login("dana").post(url, typed).text


def test_a_peer_who_sees_both_gets_no_hint_either(cast, login):
    nia = cast.survivor("Nia")
    cast.walk(nia, cast.bea)
    url = reverse("change_identity", args=[cast.eve.ref])

    assert login("bea").post(url, {"legal_name": nia.name}).status_code == 302


def test_her_own_record_is_no_hint(cast, maria, login):
    url = reverse("change_identity", args=[maria.ref])

    assert login("dana").post(url, {"legal_name": "Maria Jose Ruiz"}).status_code == 302
