"""The sample agency: people who finished, paused, came back, and one entered by mistake."""

from coordination import clock
from coordination.registry import open_work, sample
from coordination.survivors.actions import add_survivor, set_status
from coordination.survivors.models import Survivor

REASONS = ["goals_met", "completed", "withdrew", "moved", "referred_out", "lost_contact"]
NEXT = ["they_come", "others", ""]
ENDINGS, CAME_BACK = 12, 2


@sample.part(order=90)
def endings(agency):
    """Some people finished, some asked for a break; two who finished came back."""
    manager = agency.person("manager@example.org")
    free = [person for person in agency.survivors if not open_work.about(person)]
    ended = []
    for number, person in enumerate(free[:ENDINGS]):
        with agency.at(3 + number * 4):
            if number % 3 == 2:
                set_status(survivor=person, status=Survivor.Status.PAUSED, by=manager)
                continue
            said = {"reason": REASONS[number % 6], "what_next": NEXT[number % 3]}
            finished = Survivor.Status.FINISHED
            ended.append(set_status(survivor=person, status=finished, by=manager, **said))
    _came_back(ended[-CAME_BACK:], agency, manager)
    _by_mistake(agency, manager)


def _came_back(people, agency, manager):
    """Two who ended longest ago: one asks for a peer again, one does not yet."""
    for number, person in enumerate(people):
        with agency.at(2 + number, 14):
            opened = Survivor.Status.OPEN
            set_status(survivor=person, status=opened, wants_peer=not number, by=manager)


def _by_mistake(agency, manager):
    """Somebody was typed twice; the second record is closed as entered in error."""
    with agency.at(9, 11):
        twice = Survivor(name=agency.survivors[0].name, asked_on=clock.today())
        add_survivor(survivor=twice, by=manager)
    with agency.at(9, 12):
        finished = Survivor.Status.FINISHED
        set_status(survivor=twice, status=finished, reason="in_error", by=manager)
