"""Who has looked: what each reader may know of it, what stands out, and its review (S65)."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from coordination import access, clock
from coordination.audit import kinds, reading
from coordination.audit.actions import _chain, record_reads, review_access
from coordination.models import AccessReview, ReadAudit
from mentors.pairing import actions as pairing
from mentors.reveals.actions import reveal_note


def look(user, person, view="survivor", method="GET", opened=("facts",)):
    """What the gate writes when `user` opens a page about `person`."""
    request = SimpleNamespace(
        user=user, method=method, resolver_match=SimpleNamespace(view_name=view)
    )
    record_reads(request, {person.pk: set(opened)})
    return ReadAudit.objects.latest("pk")


def hour(at, days_ago=1):
    """That hour of a day, where the organisation works."""
    day = clock.today() - timedelta(days=days_ago)
    return timezone.make_aware(datetime(day.year, day.month, day.day, at))


def looked(client, person):
    return client.get(reverse("looked", args=[person.ref])).text


def log(client, **asked):
    return client.get(reverse("access_log"), asked)


# What each reader may know ------------------------------------------------------------------------


@pytest.fixture
def some_looks(cast):
    with clock.at(hour(11)):
        for user in (cast.rosa, cast.ana, cast.marcus, cast.dana):
            look(user, cast.cam)


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("rosa", {"Rosa"}),
        ("ana", {"Ana"}),
        ("marcus", {"Rosa", "Ana", "Marcus"}),
        ("dana", {"Rosa", "Ana", "Marcus", "Dana"}),
    ],
)
def test_a_peer_sees_their_own_looks_a_supervisor_the_teams_a_manager_all(
    name, seen, cast, some_looks, login
):
    body = looked(login(name), cast.cam)

    found = {one for one in ("Rosa", "Ana", "Marcus", "Dana") if f"<h3>{one}</h3>" in body}
    assert found == seen


def test_the_panel_names_nobody_to_a_peer_and_says_when_all_is_well_to_a_manager(
    cast, some_looks, login
):
    url = reverse("survivor", args=[cast.cam.ref])

    assert "We write down each time somebody opens this page." in login("rosa").get(url).text
    with clock.at(hour(12)):
        body = login("dana").get(url).text
    assert "No one outside the team has looked this month." in body
    assert "Not on the team" not in body


def test_somebody_from_outside_is_named_first(cast, login):
    with clock.at(hour(11)):
        look(cast.rosa, cast.cam)
        look(cast.bea, cast.cam)
        body = login("dana").get(reverse("survivor", args=[cast.cam.ref])).text

    panel = body[body.index('id="looked"') :]
    assert panel.index("Bea") < panel.index("Not on the team") < panel.index("Rosa")
    assert "No one outside the team" not in panel


def test_many_looks_of_a_day_are_one_line(cast, login):
    with clock.at(hour(11)):
        for _number in range(5):
            look(cast.ana, cast.cam)
        look(cast.ana, cast.cam, "reveal", "POST", ["identity"])

    body = looked(login("dana"), cast.cam)

    assert "Opened the record · 5 times" in body
    assert "Showed legal name or phone" in body


def test_older_days_are_one_link_away_and_nothing_is_lost(cast):
    for days in range(1, reading.GROUPS + 10):
        with clock.at(hour(11, days)):
            look(cast.ana, cast.cam)
    rows, earlier = reading.of_person(cast.cam.pk)
    more, end = reading.of_person(cast.cam.pk, before=earlier)

    days = [row["day"] for row in rows + more]
    assert len(days) == len(set(days)) == reading.GROUPS + 9
    assert end is None


@pytest.mark.parametrize("name", ["bea", "priya", "admin", "kin"])
def test_her_list_is_not_for(name, cast, some_looks, login):
    response = login(name).get(reverse("looked", args=[cast.cam.ref]))

    assert response.status_code in {403, 404}


# Kinds of looks -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("view", "kind"),
    [
        ("survivor", "view"),
        ("survivor_list", "list"),
        ("today", "list"),
        ("reveal", "reveal"),
        ("reveal_note", "note"),
        ("packet", "print"),
        ("sheet", "print"),
        ("agreement_copy", "print"),
        ("gone_with_an_update", "view"),
    ],
)
def test_the_page_tells_the_kind(view, kind):
    assert kinds.kind_of(view) == kind


@pytest.mark.parametrize("kind", list(kinds.WORDS))
def test_each_kind_finds_its_own_rows(kind, cast):
    views = ["survivor", "survivor_list", "reveal", "reveal_note", "packet"]
    for view in views:
        look(cast.rosa, cast.cam, view)

    found = ReadAudit.objects.filter(kinds.only(kind)).values_list("view", flat=True)

    assert {kinds.kind_of(view) for view in found} == {kind}


# The log of the privacy officer -------------------------------------------------------------------


def test_the_log_speaks_of_people_by_code_only(cast, login):
    with clock.at(hour(11, 0)):
        look(cast.rosa, cast.cam)
        response = log(login("priya"))

    assert cast.cam.code in response.text
    assert "Rosa" in response.text
    assert not cast.canaries.found(response.content)


def test_what_stands_out_comes_first(cast):
    with clock.at(hour(11)):
        look(cast.rosa, cast.cam)
        strange = look(cast.bea, cast.cam)
    with clock.at(hour(3)):
        late = look(cast.rosa, cast.cam)
        look(cast.dana, cast.cam, "survivor_list")

    found = {
        one.ref: one for one in reading.outliers(ReadAudit.objects.order_by("-at"), reading.Staff())
    }

    assert set(found) == {strange.ref, late.ref}
    assert (found[strange.ref].outside, found[strange.ref].late) == (True, False)
    assert (found[late.ref].outside, found[late.ref].late) == (False, True)


def test_on_the_team_means_at_that_moment(cast):
    """Gone walked with Cam until thirty days ago."""
    with clock.at(hour(11, 45)):
        then = look(cast.gone, cast.cam)
    with clock.at(hour(11, 5)):
        later = look(cast.gone, cast.cam)

    found = {
        one.ref for one in reading.outliers(ReadAudit.objects.order_by("-at"), reading.Staff())
    }

    assert later.ref in found
    assert then.ref not in found


def test_a_pairing_that_ends_today_covers_the_looks_before(cast):
    with clock.at(hour(11)):
        seen = look(cast.rosa, cast.cam)
    nothing = pairing.Pairing.Next.NOTHING
    pairing.end_pairing(
        pairing=cast.pairing, whose_choice="theirs", what_next=nothing, by=cast.rosa
    )

    [one] = reading.looks([seen], reading.Staff())

    assert not one.outside


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "reveal"},
        {"kind": "'; drop"},
        {"month": "2026-13"},
        {"month": "\0"},
        {"staff": "zzzzzzzzzz"},
        {"page": "9" * 30},
        {"kind": "x" * 5000},
    ],
)
def test_any_filter_is_answered(asked, cast, login):
    look(cast.rosa, cast.cam)

    assert log(login("priya"), **asked).status_code == 200


def test_filters_narrow_the_log(cast, login):
    with clock.at(hour(11, 0)):
        look(cast.rosa, cast.cam)
        look(cast.ana, cast.eve, "reveal", "POST")
    client = login("priya")

    def people(**asked):
        return {row["code"] for row in log(client, **asked).context["looks"]}

    assert people() == {cast.cam.code, cast.eve.code}
    assert people(kind="reveal") == {cast.eve.code}
    assert people(staff=cast.rosa.ref) == {cast.cam.code}
    assert people(staff=cast.rosa.ref, kind="reveal") == set()


def test_what_is_ones_own_of_the_staff_is_on_no_log(cast, login):
    """That Marcus read what Rosa shares would tell that she shares something."""
    look(cast.marcus, cast.rosa, "team_member")

    assert not log(login("priya")).context["looks"]


def test_somebody_denied_is_on_no_log_of_theirs(cast, login):
    """Kin holds every role; Cam is closed to them for good, by code too."""
    closed, row = look(cast.rosa, cast.cam), look(cast.rosa, cast.eve)
    client = login("kin")

    assert {one["look"].person for one in log(client).context["looks"]} == {cast.eve.pk}
    assert client.get(reverse("access_of_person", args=[cast.cam.ref])).status_code == 404
    assert client.get(reverse("review_look", args=[closed.ref])).status_code == 404
    assert client.get(reverse("review_look", args=[row.ref])).status_code == 200


@pytest.mark.parametrize("name", ["dana", "rosa", "marcus", "admin", "root"])
def test_the_log_is_for_privacy_officers_alone(name, cast, login):
    for url in [
        reverse("access_log"),
        reverse("access_of_person", args=[cast.cam.ref]),
        reverse("review_look", args=[look(cast.rosa, cast.cam).ref]),
    ]:
        assert login(name).get(url).status_code == 403


# Review -------------------------------------------------------------------------------------------


def test_a_review_is_kept_once_and_leaves_the_list(cast, login):
    with clock.at(hour(11, 0)):
        row = look(cast.bea, cast.cam)
        client, url = login("priya"), reverse("review_look", args=[row.ref])
        assert row.ref in {one["look"].ref for one in log(client).context["outliers"]}

        response = client.post(url, {"note": "Bea helped out that day."})

        assert response["Location"] == reverse("access_log")
        assert log(client).context["outliers"] == []
        assert "Bea helped out that day." in log(client).text
    kept = AccessReview.objects.unscoped("test").get()
    assert (kept.owner, kept.by, kept.note) == (cast.cam.pk, cast.priya, "Bea helped out that day.")
    with pytest.raises(ValidationError):
        review_access(look=row, note="Again", by=cast.priya)


def test_many_looks_of_a_day_are_one_line_and_one_review(cast, login):
    with clock.at(hour(11, 0)):
        for _number in range(3):
            row = look(cast.bea, cast.cam)
        client = login("priya")
        [line] = log(client).context["outliers"]
        review_access(look=row, note="Asked, it was fine", by=cast.priya)
        assert log(client).context["outliers"] == []
    with clock.at(hour(11, 0) + timedelta(minutes=2)):
        later = look(cast.bea, cast.cam)
        found = log(login("priya")).context["outliers"]

    assert (line["look"].times, line["look"].ref) == (3, row.ref)
    assert [one["look"].ref for one in found] == [later.ref]


@pytest.mark.parametrize("note", ["", " ", "x" * 301, "\0"])
def test_a_review_without_words_is_asked_for_again(note, cast, login):
    row = look(cast.bea, cast.cam)

    response = login("priya").post(reverse("review_look", args=[row.ref]), {"note": note})

    assert response.status_code == 200
    assert not AccessReview.objects.unscoped("test").exists()


def test_nobody_reviews_their_own_look(cast):
    row = look(cast.priya, cast.cam)

    with pytest.raises(ValidationError) as refused:
        review_access(look=row, note="It was me", by=cast.priya)

    assert refused.value.code == "own"


@pytest.mark.parametrize(
    "ref",
    ["zzzzzzzzzz", "-", "0" * 32, "0" * 32 + "-1", "g" * 32 + "-1", "0" * 32 + "-" + "9" * 40],
)
def test_a_look_that_is_not_there_is_404(ref, cast, login):
    assert login("priya").get(reverse("review_look", args=[ref])).status_code == 404


def test_one_persons_log_prints_with_reasons_of_opened_notes(cast, login):
    reveal_note(contact=cast.contact_of_cam, reason="Rosa asked me to read it.", by=cast.marcus)
    look(cast.rosa, cast.cam)

    response = login("priya").get(reverse("access_of_person", args=[cast.cam.ref]))

    assert "Rosa asked me to read it." in response.text
    assert cast.cam.code in response.text
    assert "data-print" in response.text
    assert not cast.canaries.found(response.content)


def test_grants_are_dated_by_the_one_clock(cast):
    first = access.SurvivorGrant.history.filter(user=cast.rosa).earliest("history_date")

    assert timezone.localdate(first.history_date) == clock.today() - timedelta(days=20)


def test_a_thousand_people_opened_by_one_who_left_still_show_the_first(cast, login):
    """A manager who gave up the role leaves looks at everybody; SQLite takes no such condition."""
    rows = [
        ReadAudit(at=clock.now(), actor=cast.gone.pk, person=uuid4(), view="survivor")
        for _person in range(1100)
    ]
    _chain.append(rows)

    page = login("priya").get(reverse("access_log"))

    assert page.status_code == 200
    assert "Not on the team" in page.text
