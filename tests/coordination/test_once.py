"""One result per form, however often it is sent."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse

from coordination import clock
from coordination.models import Denial, OnceToken, Step
from coordination.once import once, sent_before


@pytest.fixture
def form(rf, cast):
    def make(token=None, user=None):
        token = token or str(uuid.uuid4())
        request = rf.post("/", {"once": token})
        request.user = user or cast.rosa
        return request

    return make


@pytest.fixture
def act(cast):
    """An action that counts how often it ran."""

    def action(**fields):
        action.ran += 1
        return cast.step(cast.cam, cast.rosa)

    action.ran = 0
    return action


def test_the_same_form_sent_again_gives_the_same_row(form, act):
    request = form()

    assert once(request, act) == once(request, act)
    assert act.ran == 1


def test_another_form_is_carried_out_too(form, act):
    assert once(form(), act) != once(form(), act)


def test_a_token_carried_to_another_action_counts_there_as_new(form, act, cast):
    def other(**fields):
        return cast.step(cast.cam, cast.ana)

    request = form()

    assert once(request, act) != once(request, other)
    assert once(request, other).who == cast.ana


def test_a_token_belongs_to_one_user(form, act, cast):
    token = str(uuid.uuid4())

    assert once(form(token), act) != once(form(token, cast.ana), act)


@pytest.mark.parametrize("token", ["", "x", "1" * 36, "a" * 500, "-" * 36])
def test_a_form_without_a_real_token_still_works(form, act, token):
    request = form()
    request.POST = {"once": token}
    once(request, act)
    once(request, act)

    assert act.ran == 2
    assert not OnceToken.objects.exists()


def test_a_refusal_leaves_no_token(form, act):
    request = form()

    def refuse():
        raise ValidationError("no", code="state")

    with pytest.raises(ValidationError):
        once(request, refuse)
    assert not sent_before(request)
    assert once(request, act)
    assert sent_before(request)


def test_an_action_gets_its_own_arguments(form, cast):
    def action(*, step, by):
        return (step, by)[0]

    step = cast.step(cast.cam, cast.rosa)

    assert once(form(), action, step=step, by=cast.rosa) == step


def test_a_double_click_on_a_real_page_makes_one_step(login, cast):
    client = login("rosa")
    data = {"what": "Bring the form", "who": cast.rosa.ref, "once": str(uuid.uuid4())}
    address = reverse("add_step", args=[cast.cam.ref])
    answers = [client.post(address, data) for _click in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Step.plain.filter(survivor=cast.cam).count() == 1


def test_a_token_is_forgotten_after_a_day(login, cast):
    with clock.at(clock.days_ago(2)):
        OnceToken.objects.create(
            user=cast.rosa, token=uuid.uuid4(), model="-", row="-", used_at=clock.now()
        )
    today = OnceToken.objects.create(
        user=cast.rosa, token=uuid.uuid4(), model="-", row="-", used_at=clock.now()
    )

    call_command("run_due")

    assert list(OnceToken.objects.all()) == [today]


def test_a_form_whose_row_was_taken_back_finds_nothing(login, cast):
    client, form = login("dana"), {"who": cast.bea.ref, "once": str(uuid.uuid4())}
    address = reverse("keep_apart", args=[cast.cam.ref])
    client.post(address, form)
    Denial.objects.unscoped("test").get(user=cast.bea).delete()

    assert client.post(address, form).status_code == 404
