"""Goals of ordinary lives, in each state, with small steps; and a step whose owner moved on."""

from datetime import timedelta

from coordination.goals.actions import add_goal, add_step, change_goal, finish_step
from coordination.goals.models import Goal, Step
from coordination.goals.owners import walkers
from coordination.registry import sample

GOALS = [
    ("Sleep in my own bed by spring", ["Look at two rooms", "Ask about the deposit"]),
    ("Get my driving license", ["Find the handbook", "Book the eye test", "One hour with Jo"]),
    ("Cook for my sister on her birthday", ["Choose a dish"]),
    ("Finish the bookkeeping class", ["Pick up the forms", "Ask about evening hours"]),
    ("Have one morning a week for myself", []),
    ("See the sea again", ["Find out about the bus"]),
]
PROGRESS = ["some", "a_lot", "not_started", "done", "some", "let_go"]


@sample.part(order=81)
def goals(agency):
    """Most who walk with a peer have a goal or two; some never want any."""
    walking = walkers([person.pk for person in agency.survivors])
    people = [person for person in agency.survivors if person.pk in walking]
    for number, person in enumerate(people):
        if number % 5 != 4:
            peers = walking[person.pk]
            _goal(agency, person, peers, number)
            if number % 4 == 0:
                _goal(agency, person, peers[::-1], number + 2)


def _goal(agency, person, peers, number):
    words, steps = GOALS[number % len(GOALS)]
    with agency.at(20 + number % 9):
        goal = add_goal(goal=Goal(survivor=person, words=words), by=peers[0])
        made = [
            _step(agency, goal, peers, what, number + 5 * place) for place, what in enumerate(steps)
        ]
    with agency.at(5 + number % 4):
        for step in made[: len(made) - 1 if PROGRESS[number % 6] != "done" else None]:
            finish_step(step=step, by=peers[0])
        changes = {"progress": PROGRESS[number % 6], "confidence": number % 5 + 1}
        change_goal(goal=goal, version=goal.version, changes=changes, by=peers[-1])


def _step(agency, goal, peers, what, number):
    """Some a few days past their day, most still to come; every sixth is their own to do."""
    alone = number % 6 == 5
    step = Step(survivor=goal.survivor, goal=goal, what=what, by_person=alone)
    step.who = None if alone else peers[number % len(peers)]
    step.due_on = None if alone else agency.today + timedelta(days=number % 8 - 1)
    return add_step(step=step, by=peers[0])
