"""Who is on somebody's team. The app that keeps supervision lines says it."""

_lines = []


def line(function):
    """Register a function from a user to the ids of the people whose work they look after."""
    _lines.append(function)
    return function


def of(user):
    """The ids of everybody on this user's team, and their own."""
    return {user.pk}.union(*[function(user) for function in _lines])
