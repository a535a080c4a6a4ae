"""The parts of the sample agency, each made by its own app through its own actions."""

_parts = []


def part(*, order):
    """Register a function of the agency being made (coordination.sample.Agency)."""

    def register(function):
        _parts.append((order, function))
        return function

    return register


def parts():
    return [function for _order, function in sorted(_parts, key=lambda entry: entry[0])]
