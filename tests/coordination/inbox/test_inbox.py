"""What people are told, and who may still read it (S11, domain.md 17 lesson 2)."""

from datetime import timedelta

import pytest
from django.urls import Resolver404, reverse

from coordination import clock
from coordination.inbox import actions
from coordination.inbox.actions import notify
from coordination.inbox.models import Notice
from coordination.registry import notices
from mentors.pairing.actions import end_pairing


def tell(cast, name="rosa", kind="step_given", **extra):
    fields = {"path": cast.cam.get_absolute_url(), "survivor": cast.cam} | extra
    return notify(user=getattr(cast, name), kind=kind, **fields)


def told(user):
    return Notice.objects.unscoped("a test").filter(user=user, kind="step_given")


def test_the_same_thing_told_twice_is_one_notice_until_it_is_read(cast):
    first = tell(cast)
    with clock.at(clock.now() + timedelta(hours=1)):
        second = tell(cast, by=cast.ana)
        assert second.pk == first.pk
        assert second.made_at > first.made_at
        actions.mark_read(notice=second)
        assert tell(cast).pk != first.pk


def test_a_job_that_runs_each_minute_does_not_tell_again_what_was_read(cast):
    since = clock.now() - timedelta(days=1)
    actions.mark_read(notice=tell(cast, since=since))

    assert tell(cast, since=since) is None
    assert tell(cast, since=clock.now() + timedelta(seconds=1)) is not None


def test_nobody_is_told_what_they_did_themselves_or_after_they_left(cast):
    assert tell(cast, by=cast.rosa) is None
    assert tell(cast, "off") is None


def test_an_undeclared_kind_and_a_path_to_nowhere_are_refused(cast):
    with pytest.raises(ValueError, match="gossip"):
        tell(cast, kind="gossip")
    with pytest.raises(Resolver404):
        tell(cast, path="https://example.org/")


def test_a_notice_goes_with_the_access(cast, login):
    tell(cast)
    tell(cast, "ana")
    assert cast.cam.name in login("rosa").get(reverse("inbox")).text

    end_pairing(pairing=cast.pairing, whose_choice="theirs", what_next="nothing", by=cast.dana)

    page = login("rosa").get(reverse("inbox")).text
    assert "A next step was given to you." not in page
    assert cast.cam.name not in page
    assert Notice.objects.visible_to(cast.ana).filter(kind="step_given").count() == 1


def test_a_notice_of_somebody_else_or_of_a_closed_record_cannot_be_opened(cast, login):
    row = tell(cast)
    for name in ("ana", "dana", "bea"):
        assert login(name).post(reverse("open_notice", args=[row.ref])).status_code == 404
    end_pairing(pairing=cast.pairing, whose_choice="theirs", what_next="nothing", by=cast.dana)

    assert login("rosa").post(reverse("open_notice", args=[row.ref])).status_code == 404
    assert told(cast.rosa).get().seen_at is None


def test_a_notice_needs_the_role_its_page_needs(cast):
    """Marcus sees Cam's facts, but gives nobody steps: that page is not his."""
    tell(cast, "marcus")

    assert not Notice.objects.visible_to(cast.marcus).filter(kind="step_given").exists()


def test_opening_marks_it_read_and_leads_there(cast, login):
    row = tell(cast)

    response = login("rosa").post(reverse("open_notice", args=[row.ref]))

    assert response["Location"] == cast.cam.get_absolute_url()
    assert told(cast.rosa).get().seen_at is not None


def test_one_or_all_are_marked_read_and_those_of_others_stay(cast, login):
    Notice.objects.unscoped("an empty start").delete()
    one = tell(cast)
    tell(cast, path=reverse("today"), survivor=None)
    hers = tell(cast, "ana")

    client = login("rosa")
    client.post(reverse("mark_read", args=[one.ref]))
    assert Notice.objects.visible_to(cast.rosa).unread().count() == 1
    client.post(reverse("mark_all_read"))

    assert not Notice.objects.visible_to(cast.rosa).unread().exists()
    assert told(cast.ana).get(pk=hers.pk).seen_at is None


def test_an_empty_inbox_says_so_and_a_full_one_counts_in_words(cast, login):
    Notice.objects.unscoped("an empty start").delete()
    assert "You are up to date." in login("rosa").get(reverse("inbox")).text
    for number in range(3):
        tell(cast, path=reverse("mark_read", args=[f"ref{number}"]), survivor=None)

    client = login("rosa")

    assert "3 new" in client.get(reverse("inbox")).text
    assert "3 new" not in client.get(reverse("today")).text


def test_long_lists_have_pages(cast, login):
    for number in range(27):
        tell(cast, path=reverse("mark_read", args=[f"ref{number}"]), survivor=None)
    client = login("rosa")

    first = client.get(reverse("inbox"))
    second = client.get(reverse("inbox"), {"page": 2})

    assert first.text.count("A next step was given to you.</h3>") == 25
    assert second.text.count("A next step was given to you.</h3>") >= 2


def test_withdrawing_says_whether_somebody_had_read_it(cast):
    path = cast.cam.get_absolute_url()
    tell(cast)
    assert actions.withdraw(kind="step_given", path=path) is False
    actions.mark_read(notice=tell(cast))
    tell(cast, "ana")

    assert actions.withdraw(kind="step_given", path=path, user=cast.rosa) is True
    assert not told(cast.rosa).exists()
    assert told(cast.ana).exists()


def test_old_notices_go(cast):
    with clock.at(clock.days_ago(40)):
        actions.mark_read(notice=tell(cast))
        tell(cast, "ana")
    with clock.at(clock.days_ago(200)):
        tell(cast, "bea", survivor=None)

    actions.drop_old(clock.now())
    actions.drop_old(clock.now())

    assert not told(cast.rosa).exists()
    assert not told(cast.bea).exists()
    assert told(cast.ana).count() == 1


def test_words_of_notices_name_nobody_and_end_as_sentences():
    kinds = notices.kinds().values()

    assert kinds
    for kind in kinds:
        words = str(kind.words)
        assert not set(words) & set("%{}"), words
        assert words.endswith("."), words
