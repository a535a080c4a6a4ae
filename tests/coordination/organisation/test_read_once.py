"""A request asks for the organisation once; what a form refuses is not taken for saved."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination.models import Organisation
from coordination.organisation.models import read_once


def test_inside_a_request_it_is_read_once(db, django_assert_num_queries):
    Organisation(name="Larkspur").save()
    with read_once(), django_assert_num_queries(1):
        assert [Organisation.current().name for _time in range(3)] == ["Larkspur"] * 3


def test_what_is_changed_and_not_saved_is_not_seen_elsewhere(db):
    with read_once():
        Organisation.current().product_name = "Nonsense"
        assert Organisation.current().product_name == "Daybook"


def test_a_save_is_seen_at_once_and_by_the_next_request(db):
    with read_once():
        held = Organisation.current()
        held.name = "Larkspur"
        held.save()
        assert Organisation.current().name == "Larkspur"
    assert Organisation.current().name == "Larkspur"


def test_pages_ask_once(cast, login):
    client = login("rosa")
    client.get(reverse("today"))
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("today"))
    sent = [query["sql"] for query in asked.captured_queries]

    assert sum('FROM "coordination_organisation"' in sql for sql in sent) == 1
