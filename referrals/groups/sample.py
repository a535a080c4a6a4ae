"""The directory of the sample agency: a small list of our own, some of it looked at since."""

from pathlib import Path

from django.conf import settings

from coordination.registry import sample
from referrals.importers.load import import_feed
from referrals.importers.meeting_guide import VERSION, parse

from .actions import change_group, mark_checked
from .models import Group
from .words import HeardFrom, Known, LedBy, Medication, Speaking

FEED = Path(__file__).resolve().parent.parent / "sample_feed.json"
PEERS = ["mentor@example.org", "navigator@example.org", "bea@example.org"]
# What peers found out by asking; the rest stays not known, as it does in real life.
FOUND_OUT = {
    "two-rivers": {"medication": Medication.SUPPORTIVE, "led_by": LedBy.PEER},
    "how-was-your-week": {"medication": Medication.SUPPORTIVE, "speaking": Speaking.INVITED},
    "ledger-night": {"medication": Medication.ABSTINENCE},
    "kettle-tuesday": {
        "medication": Medication.MIXED,
        "speaking": Speaking.FREE,
        "at_the_door": "Someone with a green scarf says hello and shows where the coffee is.",
        "introductions": "The greeter, 555-0107",
    },
    "steady-steps": {"led_by": LedBy.TOGETHER, "off_limits": "Details of what happened"},
    "open-window": {"survivor_led": Known.YES, "speaking": Speaking.FREE, "led_by": LedBy.PEER},
}


@sample.part(order=15)
def directory(agency):
    """Read in a good half year ago; peers have checked two of three entries since."""
    data = FEED.read_bytes()
    with agency.at(200):
        feed = parse(data, default_zone=settings.TIME_ZONE)
        import_feed(feed, name="Millbrook", data=data, reader=VERSION)
    groups = Group.objects.unscoped("making the sample agency").order_by("external_key")
    for number, group in enumerate(groups):
        by = agency.person(PEERS[number % len(PEERS)])
        with agency.at(3 + number * 5):
            if changes := FOUND_OUT.get(group.external_key):
                change_group(group=group, changes=changes, heard_from=HeardFrom.GROUP, by=by)
            if number % 3 != 2:
                mark_checked(group=group, by=by)
