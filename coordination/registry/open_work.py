"""What is still open about a person, so that finishing her record forgets nothing."""

_kinds = []


def kind(function):
    """Register a function from a survivor to sentences, one for each thing still open."""
    _kinds.append(function)
    return function


def about(survivor):
    """Everything still open, in words."""
    return [line for function in _kinds for line in function(survivor)]
