"""
What each page costs: tests/query_budgets.json, per page and reader, for 1 row and for 20.

The pages are those that the policy table allows. After a change on purpose, write the file anew:
`WRITE_BUDGETS=1 .venv/bin/python -m pytest tests/test_query_budgets.py`, and read the difference.
"""

import json
import os
from pathlib import Path

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from coordination import clock, vault
from tests.safety.growth import grow
from tests.safety.matrix import Asker
from tests.safety.policy import rows
from tests.safety.world import World

FILE = Path(__file__).parent / "query_budgets.json"
READERS = ["dana", "rosa", "marcus"]
PAGES = [
    (row, name)
    for row in rows()
    for name in READERS
    if row.method == "GET" and row.expected[name] in {"see", "text", "ok"}
]
NOT_COUNTED = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
MOST = 40  # more is a page that does too much, whatever the file says

pytestmark = pytest.mark.django_db


def key(row, name):
    return " ".join([row.view, *([] if row.where == "-" else [row.where]), name])


def cost(asker, page, path):
    """Queries of all databases for one page. The audit has a database of its own on SQLite."""
    client = asker.clients[page[1]]
    client.get(path)  # what is cached for good is not a cost of the page
    contexts = [CaptureQueriesContext(connections[alias]) for alias in connections]
    for context in contexts:
        context.__enter__()
    status = client.get(path).status_code
    for context in contexts:
        context.__exit__(None, None, None)
    sent = [query["sql"] for context in contexts for query in context.captured_queries]
    assert status == 200, path
    return len([sql for sql in sent if not sql.startswith(NOT_COUNTED)])


@pytest.fixture(scope="module")
def costs(module_world):
    """For each page: its queries in the world, and in the world grown twentyfold."""
    with vault.acting_as("counting queries"):
        world = module_world(World)
        asker = Asker(world)
        pages = [(row._replace(expected=None), name) for row, name in PAGES]
        paths = {(row, name): asker.address(row.view, row.where) for row, name in pages}

        def count():
            with clock.at(clock.now()):  # a slow run would meet what sessions write each minute
                return {page: cost(asker, page, path) for page, path in paths.items()}

        few = count()
        grow(world)
        many = count()
    return {key(row, name): (few[row, name], many[row, name]) for row, name in few}


def test_twenty_rows_cost_what_one_does(costs):
    assert len(costs) > 100
    grew = {page: cost for page, cost in costs.items() if cost[1] > cost[0]}

    assert not grew, "queries with one row, with twenty"


def test_every_page_keeps_its_budget(costs):
    found = {page: few for page, (few, _many) in costs.items()}
    if os.environ.get("WRITE_BUDGETS"):
        FILE.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n")
    budget = json.loads(FILE.read_text())

    assert found.keys() == budget.keys(), "write the file anew"
    over = {page: (found[page], budget[page]) for page in found if found[page] > budget[page]}
    assert not over, "found, allowed"
    assert max(budget.values()) <= MOST
