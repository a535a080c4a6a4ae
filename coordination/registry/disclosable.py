"""What could leave about a person, item by item. Only `disclose()` gathers it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """
    One thing she may agree to share.

    `location`: never ticked beforehand, confirmed twice. `agreed`: its words stand in the
    agreement, so `rows` takes (survivor, agreement). `to_herself`: a copy for her own hands, which
    no agreement with a partner may name.
    """

    key: str
    label: str
    location: bool
    rows: callable
    agreed: bool = False
    to_herself: bool = False

    def lines(self, survivor, agreement):
        """The plain lines, empty when nothing is recorded."""
        return self.rows(survivor, agreement) if self.agreed else self.rows(survivor)


_items = {}
NEVER_LEAVES = set()


def item(key, *, label, location=False, agreed=False, to_herself=False):
    """Register a function from a survivor (and her agreement) to plain lines of text."""

    def register(function):
        if key in _items:
            raise ValueError(f"{key} is registered twice.")
        _items[key] = Item(key, label, location, function, agreed, to_herself)
        return function

    return register


def never_leaves(*columns):
    """Declare sealed columns ("app.Model.field") that no disclosure may carry."""
    NEVER_LEAVES.update(columns)


def items():
    """Every item by key, in the order registered."""
    return dict(_items)
