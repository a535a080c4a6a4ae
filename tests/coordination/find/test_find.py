"""Find shows what one may see, and the audit names whom it showed (S10, safety.md 4.1)."""

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coordination import clock, vault
from coordination.access import VIEW
from coordination.models import Denial, PersonKey, ReadAudit, Survivor
from coordination.registry import finds
from coordination.survivors.actions import deny
from referrals.models import Partner

NOTHING = "No match in the records you can see. Check the spelling, or ask your supervisor."


def signed_in(user):
    client = Client()
    client.force_login(user)
    client.get("/help/")
    return client


def find(user, typed, **headers):
    return signed_in(user).post("/find/", {"q": typed}, headers=headers)


def lines(response):
    return {part.title: [line.label for line in part.lines] for part in response.context["parts"]}


def refs(response):
    return [line.ref for part in response.context["parts"] for line in part.lines if line.ref]


def set_name(person, name):
    person = Survivor.objects.unscoped("a test").get(pk=person.pk)
    person.name = name
    person.save()
    return person


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


# Whom it finds ----------------------------------------------------------------------------------


def test_a_peer_finds_the_person_they_walk_with(cast):
    assert refs(find(cast.rosa, "cam")) == [cast.cam.ref]


@pytest.mark.parametrize("typed", ["eve", "EVE", "ev"])
def test_a_peer_finds_nobody_they_may_not_see(cast, typed):
    shown = find(cast.rosa, typed)

    assert refs(shown) == []
    assert NOTHING in shown.text


def test_a_code_finds_within_ones_own_only(cast):
    assert refs(find(cast.rosa, cast.cam.code.lower())) == [cast.cam.ref]
    assert refs(find(cast.rosa, cast.eve.code)) == []
    assert refs(find(cast.dana, cast.eve.code)) == [cast.eve.ref]


def test_a_manager_finds_everybody_but_whom_they_are_denied(cast):
    assert refs(find(cast.dana, "eve")) == [cast.eve.ref]
    deny(survivor=cast.eve, user=cast.dana, kind=Denial.Kind.CONFLICT, by=cast.dana)

    assert refs(find(cast.dana, "eve")) == []
    assert refs(find(cast.dana, cast.eve.code)) == []


def test_a_supervisor_finds_the_people_of_their_team(cast):
    assert refs(find(cast.marcus, "cam")) == [cast.cam.ref]
    assert refs(find(cast.marcus, "eve")) == []


@pytest.mark.parametrize("name", ["priya", "admin"])
def test_roles_that_see_no_person_find_none(cast, name):
    shown = find(getattr(cast, name), "cam")

    assert refs(shown) == []
    assert "People" not in lines(shown)
    assert NOTHING in shown.text


def test_finished_people_are_never_found(cast):
    Survivor.plain.filter(pk=cast.cam.pk).update(status=Survivor.Status.FINISHED)

    assert refs(find(cast.dana, "cam")) == []
    assert refs(find(cast.dana, cast.cam.code)) == []


def test_people_whose_key_is_gone_are_passed_over(cast):
    PersonKey.objects.filter(owner=cast.cam.pk).delete()

    assert refs(find(cast.dana, "cam")) == []
    assert refs(find(cast.dana, "eve")) == [cast.eve.ref]


def test_ones_own_come_first_then_how_well_a_name_fits(cast):
    others = [cast.survivor(name) for name in ("Annika", "Roxanne", "Zoe Anne")]
    for person, name in zip(others, ("Annika", "Roxanne", "Zoe Anne"), strict=True):
        set_name(person, name)
    own = set_name(cast.survivor("x"), "Suzanne")
    cast.walk(own, cast.rosa)

    assert lines(find(cast.dana, "ann"))["People"] == ["Annika", "Zoe Anne", "Roxanne", "Suzanne"]
    assert lines(find(cast.rosa, "ann"))["People"] == ["Suzanne"]


def test_a_person_opened_by_name_comes_before_those_a_role_sees(cast):
    """Kin manages the program and walks with nobody; a grant of their own would put Eve first."""
    from coordination.access import SurvivorGrant, _new

    for name in ("Evan", "Evelyn"):
        set_name(cast.survivor(name), name)
    assert lines(find(cast.dana, "ev"))["People"][0] == "Evan"

    _new(cast.eve.pk, cast.dana.pk, VIEW).save()

    assert SurvivorGrant.objects.live(cast.dana, VIEW).exists()
    assert refs(find(cast.dana, "ev"))[0] == cast.eve.ref


def test_at_most_eight_are_shown_and_it_says_that_there_are_more(cast):
    for number in range(9):
        set_name(cast.survivor(f"x{number}"), f"Zuri {number}")

    shown = find(cast.dana, "zuri")

    assert len(refs(shown)) == 8
    assert "And more: type another letter." in shown.text
    assert len(refs(find(cast.dana, "zuri 8"))) == 1


# What is remembered -------------------------------------------------------------------------------


def test_the_audit_names_those_shown_and_nobody_compared(cast):
    last = ReadAudit.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    find(cast.dana, "cam")
    rows = ReadAudit.objects.filter(pk__gt=last)

    assert {(row.actor, row.person, row.view, row.kinds) for row in rows} == {
        (cast.dana.pk, cast.cam.pk, "find", "facts")
    }


def test_looking_and_finding_nothing_names_nobody(cast):
    last = ReadAudit.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    find(cast.dana, "nobody has this name")

    assert not ReadAudit.objects.filter(pk__gt=last).exists()


def test_what_is_typed_stands_in_no_address_no_session_and_no_title(cast):
    client = signed_in(cast.dana)
    shown = client.post("/find/", {"q": "cam"})

    assert shown.wsgi_request.get_full_path() == "/find/"
    assert "cam" not in str(dict(client.session)).lower()
    assert "<title>Find – Daybook</title>" in shown.text


def test_what_is_typed_in_an_address_is_not_looked_for(cast):
    assert refs(signed_in(cast.dana).get("/find/?q=cam")) == []


def test_a_search_after_the_lock_is_not_kept(cast):
    client = signed_in(cast.rosa)
    client.get("/unlock/?lock=1")
    client.post("/find/", {"q": "cam"})

    assert not cast.rosa.drafts.exists()


def test_nothing_opened_by_a_search_stays_in_the_ring(cast):
    called = cast.cam.name
    with vault.ring() as ring:
        rows = [(cast.cam.pk.hex, bytes(cast.cam.name_sealed))]
        place = Survivor._meta.get_field("name").place_of_column()
        [(key, name)] = vault.open_many(iter(rows), place, vault.FACTS)

        assert (key, name) == (cast.cam.pk.hex, called)
        assert not ring.opened
        assert not ring.allowed
        assert not ring._keys


def test_only_facts_are_searched_and_only_in_a_request_or_job(cast):
    with vault.ring(), pytest.raises(vault.NotAllowed):
        list(vault.open_many([], "1|x|y|", vault.IDENTITY))
    token = vault._ring.set(None)
    try:
        with pytest.raises(vault.NotAllowed):
            list(vault.open_many([], "1|x|y|", vault.FACTS))
    finally:
        vault._ring.reset(token)


def test_many_keys_are_read_at_once_and_find_the_same(cast, monkeypatch):
    few = refs(find(cast.dana, "e"))
    monkeypatch.setattr(vault, "AT_ONCE", 1)

    assert refs(find(cast.dana, "e")) == few != []


def test_finding_costs_the_same_for_one_and_for_twenty(cast):
    client = signed_in(cast.dana)

    def cost():
        contexts = [CaptureQueriesContext(connections[alias]) for alias in connections]
        for context in contexts:
            context.__enter__()
        client.post("/find/", {"q": "person"})
        for context in contexts:
            context.__exit__(None, None, None)
        return sum(len(context.captured_queries) for context in contexts)

    set_name(cast.survivor("x"), "Person")
    with clock.at(clock.now()):
        client.post("/find/", {"q": "person"})
        one = cost()
        for number in range(20):
            set_name(cast.survivor(f"x{number}"), f"Person {number}")
        assert cost() == one


# Other places -------------------------------------------------------------------------------------


def test_with_nothing_typed_enter_hides(cast):
    shown = signed_in(cast.rosa).get("/find/")
    parts = lines(shown)

    assert list(parts) == ["Do", "Go to"]
    assert parts["Do"] == ["Hide screen", "Log a contact", "Start a handoff", "Lock", "Leave"]
    assert "Today" in parts["Go to"]
    assert "Program" not in parts["Go to"]


def test_what_a_role_may_not_do_is_not_offered(cast):
    parts = lines(signed_in(cast.priya).get("/find/"))

    assert parts["Do"] == ["Hide screen", "Lock", "Leave"]
    assert "People" not in parts["Go to"]


def test_deeds_and_rooms_are_found_by_their_words(cast):
    parts = lines(find(cast.rosa, "contact"))
    assert parts["Do"] == ["Log a contact"]

    assert "Handoffs" in lines(find(cast.rosa, "hand"))["Go to"]


def test_partners_are_found_with_one_slip(cast):
    assert lines(find(cast.rosa, "rivreside"))["Partners"] == ["Riverside Clinic"]
    Partner.plain.update(active=False)

    assert "Partners" not in lines(find(cast.rosa, "riverside"))


def test_one_letter_does_not_list_the_directory(cast):
    assert "Partners" not in lines(find(cast.rosa, "r"))


def test_every_deed_leads_somewhere_and_every_source_asks_a_permission(cast):
    assert all(deed.href for deed in finds.deeds())
    assert all(source.permission for source in finds.sources())
    assert not finds.sources(cast.root)


# Looked up before -----------------------------------------------------------------------------


def test_who_was_opened_from_find_is_offered_again_by_initials(cast):
    person = set_name(cast.cam, "Camila Ruiz")
    client = signed_in(cast.rosa)
    assert client.post(f"/find/open/{person.ref}/")["Location"] == f"/people/{person.ref}/"

    shown = client.get("/find/")
    assert lines(shown)["Looked up before"] == ["C. R."]
    assert "Camila" not in shown.text
    assert client.session["found"] == [person.ref]


def test_who_may_no_longer_be_seen_is_not_offered_again(cast):
    client = signed_in(cast.rosa)
    client.post(f"/find/open/{cast.cam.ref}/")
    deny(survivor=cast.cam, user=cast.rosa, kind=Denial.Kind.CONFLICT, by=cast.dana)

    assert "Looked up before" not in lines(client.get("/find/"))


def test_five_are_remembered_the_last_first_and_signing_out_forgets(cast):
    client = signed_in(cast.dana)
    people = [cast.survivor(f"x{number}") for number in range(6)]
    for person in [*people, people[2]]:
        client.post(f"/find/open/{person.ref}/")

    kept = [people[2], people[5], people[4], people[3], people[1]]
    assert client.session["found"] == [person.ref for person in kept]
    assert refs(client.get("/find/")) == [person.ref for person in kept]
    client.post("/signout/")
    client.force_login(cast.dana)
    assert refs(client.get("/find/")) == []


def test_somebody_elses_reference_is_not_found_and_not_remembered(cast):
    client = signed_in(cast.rosa)

    assert client.post(f"/find/open/{cast.eve.ref}/").status_code == 404
    assert "found" not in client.session


# The dialog, and bad input --------------------------------------------------------------------


def test_the_dialog_gets_the_lines_alone(cast):
    part = find(cast.rosa, "cam", **{"X-Part": "find"})

    assert refs(part) == [cast.cam.ref]
    assert "<html" not in part.text
    assert 'role="option"' in part.text


def test_every_page_carries_the_dialog_with_hide_first_and_no_person(cast):
    page = signed_in(cast.rosa).get("/help/").text
    dialog = page[page.index('id="find"') :]

    assert dialog.index("Hide screen") < dialog.index("Log a contact") < dialog.index("Go to")
    assert page.count('id="find-open"') == 1
    assert signed_in(cast.rosa).get("/find/").text.count('id="find-open"') == 1


@pytest.mark.parametrize(
    "typed",
    [
        "x" * 10_000,
        "\0",
        "a\0b",
        "\u202eabc",
        "👩‍👩‍👧",
        "%",
        "_",
        "'; DROP TABLE x --",
        "<script>alert(1)</script>",
        "\ud800",
        "a " * 3000,
        ".",
    ],
    ids=lambda typed: ascii(typed)[:20],
)
@pytest.mark.parametrize("name", ["dana", "rosa"])
def test_odd_words_find_nobody_calmly_and_stay_in_the_box(cast, name, typed):
    typed = typed.encode("utf-8", "replace").decode()
    shown = find(getattr(cast, name), typed)

    assert shown.status_code == 200
    assert refs(shown) == []
    assert NOTHING in shown.text
    assert shown.context["typed"] == typed
    assert "<script>alert" not in shown.text


def test_only_spaces_are_as_nothing_typed(cast):
    assert list(lines(find(cast.rosa, "   "))) == ["Do", "Go to"]


def test_those_one_may_not_see_take_nobodys_place(cast):
    """Eight who fit and are denied would fill the list, if they were compared at all."""
    for number in range(8):
        person = set_name(cast.survivor(f"x{number}"), f"Zuri {number}")
        deny(survivor=person, user=cast.dana, kind=Denial.Kind.CONFLICT, by=cast.dana)
    last = set_name(cast.survivor("x9"), "Zuri 9")

    shown = find(cast.dana, "zuri")

    assert refs(shown) == [last.ref]
    assert "And more" not in shown.text


def test_codes_one_may_not_see_take_nobodys_place(cast):
    for number in range(9):
        person = cast.survivor(f"x{number}")
        Survivor.plain.filter(pk=person.pk).update(code=f"P-AAAA{number}")
        deny(survivor=person, user=cast.dana, kind=Denial.Kind.CONFLICT, by=cast.dana)
    Survivor.plain.filter(pk=cast.eve.pk).update(code="P-AAAAZ")

    shown = find(cast.dana, "p-aaaa")

    assert refs(shown) == [cast.eve.ref]
    assert "And more" not in shown.text
