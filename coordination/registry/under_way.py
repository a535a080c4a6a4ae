"""People with something under way in another app: a handoff that is open, for example."""

_kinds = []


def kind(function):
    """Register a function from primary keys of people to those with something open."""
    _kinds.append(function)
    return function


def among(people):
    """Primary keys of those people who have something under way, each app asked once."""
    people = list(people)
    return {found for function in _kinds for found in function(people)} if people else set()
