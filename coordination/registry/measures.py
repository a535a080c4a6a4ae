"""Counts for reports: period to numbers, each with its class of suppression."""

_measures = {}


def measure(key, *, suppression):
    """Register a function from a period (first day, last day) to a count."""

    def register(function):
        _measures[key] = (suppression, function)
        return function

    return register


def measures():
    return dict(_measures)
