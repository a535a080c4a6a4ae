"""What could leave about a person, item by item. Only `disclose()` gathers it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """One thing she may agree to share. `location`: never ticked beforehand, confirmed twice."""

    key: str
    label: str
    location: bool
    rows: callable


_items = {}
NEVER_LEAVES = set()


def item(key, *, label, location=False):
    """Register a function from a survivor to plain lines of text."""

    def register(function):
        if key in _items:
            raise ValueError(f"{key} is registered twice.")
        _items[key] = Item(key, label, location, function)
        return function

    return register


def never_leaves(*columns):
    """Declare sealed columns ("app.Model.field") that no disclosure may carry."""
    NEVER_LEAVES.update(columns)


def items():
    """Every item by key, in the order registered."""
    return dict(_items)
