"""What the pages of this room ask of the database does not follow the number of sets."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from coordination.instruments import PHQ_9
from tests.coordination.outcomes.forms import page
from tests.factories.outcomes import keep, phq
from tests.factories.texts import switched_on


def cost(client, path):
    client.get(path)  # what is cached for good is not a cost of the page
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_many_sets_cost_what_one_does(cast, login, at):
    text, rosa = switched_on(PHQ_9, cast.dana), login("rosa")
    row = keep(cast.cam, cast.rosa)
    keep(cast.cam, cast.rosa, phq([1] * 8 + [0]), "phq-9", text=text)
    keep(cast.cam, cast.rosa, phq([1] * 9), "phq-9", text=text)
    pages = [page("outcomes", cast.cam), row.get_absolute_url(), "/today/"]
    pages.append(page("survivor", cast.cam))
    few = [cost(rosa, path) for path in pages]
    for days in range(2, 14):
        with at(days):
            keep(cast.cam, cast.rosa)
            keep(cast.cam, cast.ana, phq([1] * 8 + [0]), "phq-9", text=text)
            keep(cast.cam, cast.rosa, phq([1] * 9), "phq-9", text=text)

    assert [cost(rosa, path) for path in pages] == few
    assert few[0] <= 30
