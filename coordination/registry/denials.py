"""What follows in other apps when a record is closed to somebody for good."""

_followers = []


def closes(function):
    """Register a function of (survivor, user, by); it runs in the transaction that closes."""
    _followers.append(function)
    return function


def follow(survivor, user, by):
    """Tell every app, in the order they registered."""
    for function in _followers:
        function(survivor, user, by)
