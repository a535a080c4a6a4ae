"""The list, one handoff, its update, and what handoffs bring to shared pages."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination import clock
from referrals.consent.actions import stop_sharing
from referrals.handoffs import actions, steps
from referrals.handoffs.forms import HAPPENED
from referrals.handoffs.models import Handoff, HandoffEvent, HowItWent
from referrals.handoffs.states import State
from referrals.models import Group

ROAD = ["accepted", "scheduled", "introduced", "first_attended", "engaged_30d"]


def later(days):
    return clock.today() + timedelta(days=days)


def update(client, handoff, **answers):
    answers = {"check": "usual"} | answers
    return client.post(reverse("update_handoff", args=[handoff.ref]), answers)


def titles(client, address):
    """Places that stand under each heading of the list."""
    response = client.get(address)
    return {
        part["part"].key: [str(entry["handoff"].place) for entry in part["entries"]]
        for part in response.context["parts"]
    }


# The list -----------------------------------------------------------------------------------


def test_the_list_is_by_what_to_do_next(cast, login, start, move, plan):
    due = start(partner=cast.clinic("Due Clinic"), nothing_shared=True)
    Handoff.plain.filter(pk=due.pk).update(next_check_on=clock.today())
    start(partner=cast.clinic("Waiting Clinic"), nothing_shared=True)
    coming = start(partner=cast.clinic("Coming Clinic"), nothing_shared=True)
    move(coming, "accepted")
    ended = start(partner=cast.clinic("Ended Clinic"), nothing_shared=True)
    move(ended, "entered_in_error")
    plan(partner=cast.clinic("Planned Clinic"), nothing_shared=True)
    client = login("ana")
    assert titles(client, reverse("handoff_list")) == {
        "today": ["Due Clinic"],
        "waiting": ["Waiting Clinic"],
        "coming": ["Coming Clinic"],
        "ended": ["Ended Clinic"],
    }
    assert "Planned Clinic" in client.get(reverse("handoff_list")).content.decode()
    assert "Planned Clinic" not in login("rosa").get("/handoffs/?show=all").content.decode()


def test_mine_is_what_i_look_after_and_all_is_what_i_may_see(cast, login, start):
    start()
    assert not any(titles(login("rosa"), "/handoffs/").values())
    assert titles(login("rosa"), "/handoffs/?show=all")["waiting"] == ["Riverside Clinic"]
    assert titles(login("ana"), "/handoffs/?show=nonsense")["waiting"] == ["Riverside Clinic"]


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("ana", True), ("rosa", True), ("dana", True), ("marcus", True),
        ("bea", False), ("tess", False), ("gone", False), ("kin", False),
    ],
)  # fmt: skip
def test_who_sees_it_in_a_list_and_on_its_own_page(cast, login, start, who, sees):
    handoff = start()
    client = login(who)
    found = [client.get(f"/handoffs/?show={show}").content.decode() for show in ("all", "team")]
    assert ("Riverside Clinic" in " ".join(found)) == sees
    response = client.get(handoff.get_absolute_url())
    assert response.status_code == (200 if sees else 404)
    shown = response.content.decode()
    assert (cast.token(handoff, "if_not_right") in shown) == sees
    assert (cast.token(cast.cam, "name") in shown) == sees


@pytest.mark.parametrize("who", ["priya", "admin", "root"])
@pytest.mark.parametrize("name", ["handoff_list", "handoff", "update_handoff"])
def test_roles_without_handoffs_are_refused_before_any_is_looked_up(login, start, who, name):
    args = [] if name == "handoff_list" else [start().ref]
    assert login(who).get(reverse(name, args=args)).status_code == 403
    if args:
        assert login(who).get(reverse(name, args=["0000000000"])).status_code == 403


@pytest.mark.parametrize(("who", "status"), [("marcus", 403), ("bea", 404), ("kin", 404)])
def test_who_may_not_update(login, start, who, status):
    handoff = start()
    assert update(login(who), handoff, what="received").status_code == status
    handoff.refresh_from_db()
    assert handoff.state == "sent"


def test_a_supervisor_reads_and_is_offered_no_button(login, start):
    handoff = start()
    shown = login("marcus").get(handoff.get_absolute_url()).content.decode()
    assert reverse("update_handoff", args=[handoff.ref]) not in shown
    assert reverse("packet", args=[handoff.ref]) not in shown


def test_a_part_has_pages_of_its_own(cast, login, start):
    for number in range(12):
        start(partner=cast.clinic(f"Clinic {number}"), nothing_shared=True)
    client = login("ana")
    shown = client.get("/handoffs/").content.decode()
    assert "part=waiting" in shown
    response = client.get("/handoffs/?part=waiting&show=mine")
    assert len(response.context["entries"]) == 12
    for page in ["0", "-1", "x", "99999999999"]:
        assert client.get(f"/handoffs/?part=waiting&page={page}").status_code == 200


def test_an_empty_list_says_what_will_be_here(login, cast):
    assert "until we know how it went" in login("ana").get("/handoffs/").content.decode()


# One handoff --------------------------------------------------------------------------------


def test_one_handoff_shows_its_steps_its_turn_what_was_shared_and_what_happened(
    cast, login, start, move
):
    handoff = move(start(), *ROAD[:3])
    shown = login("ana").get(handoff.get_absolute_url()).content.decode()
    for words in ["Ask how the introduction was.", "Introduction planned", "Printed sheet"]:
        assert words in shown
    road = {str(step["label"]): step["state"] for step in steps.road(handoff)}
    assert road == {
        "Agreed": "done",
        "Accepted": "done",
        "Introduced": "done",
        "First visit": "now",
        "Settled (30 days)": "later",
        "Ended": "later",
    }


def test_a_group_is_never_asked_so_it_has_no_accepted(start, group):
    labels = [str(step["label"]) for step in steps.road(start(group=group))]
    assert "Accepted" not in labels


def test_a_paused_one_offers_a_new_agreement_and_no_sheet(cast, login, start):
    handoff = start()
    stop_sharing(agreement=cast.agreement, by=cast.ana)
    shown = login("ana").get(handoff.get_absolute_url()).content.decode()
    assert "Paused: sharing ended" in shown
    assert f"partner={cast.partner.ref}" in shown
    assert reverse("packet", args=[handoff.ref]) not in shown


def test_no_name_and_no_place_is_in_the_title_or_the_address(cast, login, start):
    handoff = start()
    for name in ["handoff", "update_handoff"]:
        response = login("ana").get(reverse(name, args=[handoff.ref]))
        title = response.content.decode().split("<title>")[1].split("</title>")[0]
        assert "Riverside" not in title
        assert cast.token(cast.cam, "name") not in title


# The update ---------------------------------------------------------------------------------


def test_three_taps_move_it(login, start):
    handoff = start()
    assert update(login("ana"), handoff, what="accepted").url == handoff.get_absolute_url()
    handoff.refresh_from_db()
    assert (handoff.state, handoff.next_check_on) == ("accepted", later(2))


def test_sent_again_with_the_same_token_it_is_one_move(login, start):
    handoff = start()
    token = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"
    for _time in range(2):
        assert update(login("ana"), handoff, what="received", once=token).status_code == 302
    assert HandoffEvent.plain.filter(to_state="received").count() == 1


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({}, "Choose what happened"),
        ({"what": "closed"}, "Choose one from the list"),
        ({"what": "draft"}, "Choose one from the list"),
        ({"what": "on_hold", "side": "person"}, "Choose when we look again"),
        ({"what": "on_hold", "check": "7"}, "Choose whose wish it was"),
        ({"what": "same"}, "Choose when we look again"),
        ({"what": "received", "check": "day"}, "Choose a day"),
        ({"what": "received", "check": "day", "next_check_on": "Nov 31"}, "Enter a real date"),
        (
            {"what": "received", "check": "day", "next_check_on": "2019-01-01"},
            "Choose a check date from today on",
        ),
        ({"what": "declined_by_provider"}, "Write why, in a few words"),
        ({"what": "declined_by_person"}, "Choose how it ended"),
        ({"what": "withdrawn", "side": "us", "note": "x"}, "Choose how it ended"),
        ({"what": "received", "note": "y" * 301}, "This can be up to 300 letters"),
        ({"what": "expired"}, "Choose one from the list"),
        ({"what": "unable_to_reach", "note": "x"}, "Choose one from the list"),
        ({"what": "received", "looks_after": "nobody"}, "Choose one from the list"),
    ],
)
def test_bad_answers_are_refused_in_words_and_nothing_is_lost(login, start, answers, words):
    handoff = start()
    note = {"note": "Called at nine"} if "note" not in answers and words[:5] != "Write" else {}
    response = update(login("ana"), handoff, **(note | answers))
    assert response.status_code == 200
    shown = response.content.decode()
    assert words in shown
    if note:
        assert "Called at nine" in shown
    handoff.refresh_from_db()
    assert handoff.state == "sent"
    assert HandoffEvent.plain.count() == 2


def test_the_form_offers_exactly_what_can_follow(login, start, move):
    handoff = start()
    for to in ["received", *ROAD]:
        offered = offers(login, handoff)
        assert to in offered
        assert "consent_pending" not in offered
        assert "expired" not in offered
        assert {"same", "tried", "declined_by_person", "withdrawn"} <= offered
        handoff = move(handoff, to)
    assert "closed" in offers(login, handoff)


def offers(login, handoff):
    form = login("ana").get(reverse("update_handoff", args=[handoff.ref])).context["form"]
    return {value for _heading, row in form.fields["what"].choices for value, _label in row}


def test_every_state_one_can_press_has_words():
    assert set(HAPPENED) == set(State) - {State.DRAFT}


def test_after_two_weeks_no_answer_can_be_an_end(login, start):
    with clock.at(clock.days_ago(14)):
        handoff = start(nothing_shared=True)
    assert "expired" in offers(login, handoff)
    update(login("ana"), handoff, what="expired", new_option="yes")
    handoff.refresh_from_db()
    assert (handoff.state, handoff.new_option) == ("expired", True)


def test_an_introduction_is_written_with_its_facts(login, start, move):
    handoff = move(start(), "accepted")
    response = update(login("ana"), handoff, what="introduced")
    assert "Choose how they were introduced" in response.content.decode()
    facts = {"introduced_how": "three_way", "person_present": "yes", "peer_present": "no"}
    update(login("ana"), handoff, what="introduced", contact="Maria", **facts)
    handoff.refresh_from_db()
    assert (handoff.state, handoff.introduced_how, handoff.contact) == (
        "introduced", "three_way", "Maria",
    )  # fmt: skip
    assert (handoff.person_present, handoff.peer_present) == (True, False)
    assert not handoff.is_warm


def test_trying_and_looking_again_later(cast, login, start):
    handoff = start()
    update(login("ana"), handoff, what="tried", note="No answer at nine")
    update(login("ana"), handoff, what="same", check="30", looks_after=cast.rosa.ref)
    handoff.refresh_from_db()
    assert (handoff.next_check_on, handoff.owner_user) == (later(30), cast.rosa)
    kinds = HandoffEvent.plain.filter(handoff=handoff).order_by("number")
    assert [event.kind for event in kinds][2:] == ["try", "note"]
    shown = login("ana").get(handoff.get_absolute_url()).content.decode()
    assert "We tried to reach them" in shown
    assert "No answer at nine" in shown


def test_going_on_after_a_pause_needs_the_new_agreement(cast, login, start):
    handoff = start()
    stop_sharing(agreement=cast.agreement, by=cast.ana)
    response = update(login("ana"), handoff, what="sent")
    assert response.status_code == 200
    assert "There is no live agreement for Riverside Clinic" in response.content.decode()
    cast.agree(cast.cam, cast.partner)
    assert update(login("ana"), handoff, what="sent").status_code == 302
    handoff.refresh_from_db()
    assert handoff.state == "sent"


def test_an_ended_one_is_not_updated_any_more(login, start, move):
    handoff = move(start(), "entered_in_error")
    assert update(login("ana"), handoff, what="received").url == handoff.get_absolute_url()


# Cards --------------------------------------------------------------------------------------


def test_today_holds_ones_own_that_are_due(cast, login, start):
    handoff = start()
    assert "Handoffs to look at" not in login("ana").get("/today/").content.decode()
    Handoff.plain.filter(pk=handoff.pk).update(next_check_on=clock.today())
    assert "Handoffs to look at" in login("ana").get("/today/").content.decode()
    assert "Handoffs to look at" not in login("rosa").get("/today/").content.decode()


@pytest.mark.parametrize(("days", "quiet"), [(7, False), (8, True)])
def test_a_manager_hears_of_a_place_that_is_quiet_for_more_than_a_week(
    cast, login, start, days, quiet
):
    with clock.at(clock.days_ago(days)):
        start()
    shown = login("dana").get("/today/").content.decode()
    assert ("Handoffs with no answer" in shown) == quiet
    assert "Handoffs with no answer" not in login("ana").get("/today/").content.decode()


def test_the_bars_count_how_far_they_came(cast, start, move):
    for number, many in enumerate([0, 0, 3, 4, 5]):
        place = cast.clinic(f"Clinic {number}")
        move(start(partner=place, nothing_shared=True), *ROAD[:many])
    move(start(partner=cast.clinic("A slip"), nothing_shared=True), "entered_in_error")
    drawn = steps.bars(cast.dana)
    assert [row["value"] for row in drawn["rows"]] == [5, 3, 2, 1]
    assert drawn["finding"] == ""
    assert steps.bars(cast.marcus)["rows"][0]["value"] == 5
    assert steps.bars(cast.tess) is None


@pytest.mark.parametrize(
    ("counted", "words"),
    [
        ((9, 1, 1, 1), ""),
        ((10, 4, 3, 3), "before the introduction"),
        ((10, 9, 3, 3), "before the first visit"),
        ((10, 9, 9, 3), "after the first visit"),
        ((10, 8, 6, 6), ""),
        ((10, 10, 10, 10), ""),
    ],
)
def test_the_bars_say_where_most_drop_off_only_when_it_is_certain(counted, words):
    keys = ["agreed", "introduced", "first_visit", "settled"]
    found = str(steps.finding(dict(zip(keys, counted, strict=True))))
    assert (words in found) if words else not found


@pytest.mark.parametrize(("who", "button"), [("ana", True), ("dana", True), ("marcus", False)])
def test_her_page_has_her_handoffs(cast, login, start, who, button):
    start()
    shown = login(who).get(cast.cam.get_absolute_url()).content.decode()
    assert "Ask whether they have it." in shown
    assert (reverse("new_handoff", args=[cast.cam.ref]) in shown) == button


# Budgets ------------------------------------------------------------------------------------


@pytest.fixture
def many(cast, start):
    """`many(n)`: as many handoffs of Cam in each part of the list."""

    def make(first, last):
        with transaction.atomic():
            for number in range(first, last):
                group = Group.plain.create(name=f"Group {number}")
                start(group=group)
                late = start(partner=cast.clinic(f"Late {number}"), nothing_shared=True)
                Handoff.plain.filter(pk=late.pk).update(
                    next_check_on=clock.today(), state_since=later(-9)
                )

    return make


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("ana", "/handoffs/"), ("dana", "/handoffs/"), ("marcus", "/handoffs/"),
        ("ana", "/handoffs/?part=today"), ("ana", "/today/"), ("dana", "/today/"),
        ("marcus", "/today/"), ("ana", "person"), ("ana", "handoff"), ("ana", "update"),
        ("ana", "new"),
    ],
)  # fmt: skip
def test_one_or_many_the_number_of_queries_is_the_same(cast, login, many, address, who):
    many(0, 2)
    first = Handoff.plain.order_by("pk").first()
    address = {
        "person": cast.cam.get_absolute_url(),
        "handoff": first.get_absolute_url(),
        "update": reverse("update_handoff", args=[first.ref]),
        "new": reverse("start_handoff", args=[cast.cam.ref, "need"]),
    }.get(address, address)
    client = login(who)
    few = queries(client, address)
    many(2, 7)
    for number in range(5):
        actions.note_handoff(handoff=first, by=cast.ana, next_check_on=later(number))
    assert queries(client, address) <= few
    assert few <= 40


def queries(client, address):
    client.get(address)  # what a process keeps is kept
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


# How it went --------------------------------------------------------------------------------


def test_what_she_says_is_kept_without_what_she_skipped(cast, login, start, move, group):
    handoff = move(start(group=group), "first_attended")
    address = reverse("how_it_went", args=[handoff.ref])
    words = cast.say(cast.cam.pk, HowItWent, "words", "Warm")
    said = {"felt_safe": "yes", "not_judged": "some", "would_go_again": "skip", "words": words}
    said["counts_for_group"] = "on"
    assert login("ana").post(address, said).url == handoff.get_absolute_url()
    row = HowItWent.plain.get()
    assert row.answers == {"felt_safe": "yes", "not_judged": "some"}
    assert row.counts_for_group
    shown = login("ana").get(handoff.get_absolute_url()).content.decode()
    assert "I felt safe: Yes" in shown
    assert words in shown
    stored = HowItWent.plain.values_list("answers_sealed", "words_sealed").get()
    assert not any(b"felt_safe" in bytes(one) or b"Warm" in bytes(one) for one in stored)


def test_skipping_all_is_fine_and_nothing_of_it_counts(login, start, move):
    handoff = move(start(), "accepted", "introduced")
    address = reverse("how_it_went", args=[handoff.ref])
    assert login("ana").post(address, {"counts_for_group": "on"}).status_code == 302
    row = HowItWent.plain.get()
    assert (row.answers, row.words, row.counts_for_group) == ({}, "", False)
    assert "skipped all" in login("ana").get(handoff.get_absolute_url()).content.decode()


@pytest.mark.parametrize("said", [{"felt_safe": "maybe"}, {"words": "x" * 141}])
def test_a_wrong_answer_is_refused_and_the_rest_is_kept(login, start, move, said):
    handoff = move(start(), "accepted", "introduced")
    address = reverse("how_it_went", args=[handoff.ref])
    response = login("ana").post(address, {"not_judged": "no"} | said)
    assert response.status_code == 200
    assert response.context["form"]["not_judged"].value() == "no"
    assert not HowItWent.plain.exists()


@pytest.mark.parametrize(("who", "status"), [("bea", 404), ("kin", 404), ("marcus", 403)])
def test_who_may_not_ask(login, start, move, who, status):
    handoff = move(start(), "accepted", "introduced")
    assert login(who).get(reverse("how_it_went", args=[handoff.ref])).status_code == status


def test_nobody_is_asked_before_an_introduction(login, start):
    handoff = start()
    response = login("ana").get(reverse("how_it_went", args=[handoff.ref]))
    assert response.url == handoff.get_absolute_url()
