"""The tasks of adding a person (S13). Each app brings its own; they may be done in any order."""

from dataclasses import dataclass

from coordination.roles import may


@dataclass(frozen=True)
class Task:
    """
    One page of the task list. `view` is the name of a page that takes her reference.

    `can_wait`: an open task says Later instead of Not yet. `apart`: it stands below the list.
    """

    key: str
    order: int
    label: str
    view: str
    permission: str
    done: callable
    hint: str = ""
    can_wait: bool = False
    apart: bool = False


_tasks = []


def task(key, *, order, label, view, permission, hint="", can_wait=False, apart=False):
    """Register a function from a survivor to whether this task is done."""

    def register(function):
        if key in {one.key for one in _tasks}:
            raise ValueError(f"{key} is registered twice.")
        _tasks.append(Task(key, order, label, view, permission, function, hint, can_wait, apart))
        return function

    return register


def tasks(user=None):
    """Every task in its order; with a user, those the user may do."""
    found = [one for one in _tasks if user is None or may(user, one.permission)]
    return sorted(found, key=lambda one: one.order)
