"""The published feeds and the numbers they must give, read in place from ../shared/data."""

import json
from pathlib import Path

import pytest

from referrals.importers.meeting_guide import parse

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data"
HERE = (SHARED / "EXPECTED.json").is_file()
EXPECTED = json.loads((SHARED / "EXPECTED.json").read_text()) if HERE else {}
MEETING_GUIDE = EXPECTED.get("meeting_guide", {})
FEEDS = [name for name in MEETING_GUIDE if "/feeds/" in name]
ZONE = "America/New_York"

needs_feeds = pytest.mark.skipif(not HERE, reason="the shared test data is not on this machine")
each_file = pytest.mark.parametrize("name", MEETING_GUIDE or ["no shared data"])
each_feed = pytest.mark.parametrize("name", FEEDS or ["no shared data"])


def read(name):
    return (SHARED / name).read_bytes()


def parsed(name):
    return parse(read(name), default_zone=ZONE)


def listing(**fields):
    """The one listing of a feed of one row with these fields."""
    feed = feed_of(fields)
    [found] = feed.listings
    return found


def feed_of(*rows):
    """A feed of rows; each gets a name and a slug unless it brings its own."""
    numbered = [
        {"name": "Kettle", "slug": f"row-{number}"} | row for number, row in enumerate(rows)
    ]
    return parse(json.dumps(numbered).encode(), default_zone=ZONE)
