"""What was written before a peer began to walk with her: closed unless she said yes (PAIR-10)."""

_rules = []


def closes(function):
    """
    Register a function of (user, name of the row's day) to a queryset for `Exists`: rows in it
    mean that text of that day about `OuterRef("survivor")` stays closed to this user.
    """
    _rules.append(function)
    return function


def closed_to(user, day):
    """One queryset per rule, to be excluded by whoever reads text with the column `day`."""
    return [function(user, day) for function in _rules]
