"""The gate and the headers: forgetting a decision is not silent."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path

from coordination import access, vault
from coordination.home import system
from coordination.middleware import HEADERS
from coordination.models import Survivor
from coordination.urls import urlpatterns as ours


def forgets(request):
    return HttpResponse("nobody decided")


@access.about_nobody
def about_nobody(request):
    return HttpResponse("the office is open")


@access.about_nobody
def says_nobody_and_shows_somebody(request):
    return HttpResponse(access.listing(request, Survivor)[0].name)


def takes_a_side_road(request):
    request.gate.decide()
    return HttpResponse(Survivor.plain.first().name)


def opens_one_and_shows_another(request):
    access.listing(request, Survivor.objects.filter(status="none"))
    return HttpResponse(Survivor.objects.visible_to(request.user).first().name)


@login_not_required
def public(request):
    return HttpResponse("the door")


def breaks(request):
    request.gate.decide()
    name = access.listing(request, Survivor)[0].name
    raise RuntimeError(f"{name} {request.POST}")


def busy(request):
    request.gate.decide()
    return HttpResponse(status=503)


VIEWS = [forgets, about_nobody, says_nobody_and_shows_somebody, takes_a_side_road, busy]
VIEWS += [opens_one_and_shows_another, public, breaks]
urlpatterns = [path(f"try/{view.__name__}/", view) for view in VIEWS] + ours
handler404, handler500 = system.not_found, system.broken
pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(cast):
    client = Client(raise_request_exception=False)
    client.force_login(cast.dana)
    with override_settings(ROOT_URLCONF=__name__):
        yield lambda view, method="get", **data: getattr(client, method)(
            f"/try/{view.__name__}/", data
        )


@pytest.mark.parametrize(
    "view",
    [forgets, says_nobody_and_shows_somebody, takes_a_side_road, opens_one_and_shows_another],
)
def test_a_view_that_decides_nothing_or_too_little_loses_its_body(ask, view, cast):
    response = ask(view)

    assert response.status_code == 500
    assert "nobody decided" not in response.text
    assert not cast.canaries.found(response.content)


def test_a_view_about_nobody_and_a_public_one_pass(ask):
    assert ask(about_nobody).text == "the office is open"
    assert ask(public).text == "the door"


def test_an_answer_that_is_no_page_needs_no_decision(ask):
    assert ask(busy).status_code == 503


def test_a_stranger_is_sent_to_sign_in_by_default(db):
    with override_settings(ROOT_URLCONF=__name__):
        response = Client().get("/try/about_nobody/")

    assert response["Location"] == "/signin/?next=/try/about_nobody/"


def test_a_fault_shows_no_word_of_the_person_and_logs_none(ask, cast, caplog, capfd):
    response = ask(breaks, "post", note="typed in the form")
    said = response.text + caplog.text + "".join(capfd.readouterr())

    assert response.status_code == 500
    assert "Something went wrong on our side" in response.text
    assert not cast.canaries.found(response.content + "".join(capfd.readouterr()).encode())
    for word in ("typed in the form", "RuntimeError('", "Cam "):
        assert word not in response.text
    logged = "\n".join(record.getMessage() for record in caplog.records)
    assert "typed in the form" not in logged
    assert not cast.canaries.found(logged.encode())
    assert said


def test_a_request_leaves_no_ring_behind(ask, cast):
    with vault.ring():
        ask(about_nobody)
        with pytest.raises(vault.NotAllowed):
            _ = Survivor.plain.first().name


@pytest.mark.parametrize(
    "address",
    ["/", "/signin/", "/leave/", "/nowhere/", "/try/breaks/", "/static/nothing.css", "/unlock/"],
)
def test_every_answer_carries_the_headers(cast, address):
    client = Client(raise_request_exception=False)
    client.force_login(cast.dana)
    with override_settings(ROOT_URLCONF=__name__):
        for one in (client, Client()):
            response = one.get(address)
            for header, value in HEADERS.items():
                assert response[header] == value
            assert (
                response["Cache-Control"].startswith("no-store")
                or "no-store" in (response["Cache-Control"])
            )


def test_the_content_policy_allows_nothing_inline_and_nothing_from_outside():
    policy = HEADERS["Content-Security-Policy"]

    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy
    for part in ("object-src", "base-uri", "frame-ancestors", "default-src"):
        assert f"{part} 'none'" in policy
