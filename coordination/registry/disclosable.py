"""What could leave about a person, item by item. Only `disclose()` gathers it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """
    One thing she may agree to share.

    `location`: never ticked beforehand, confirmed twice. `agreed`: its words stand in the
    agreement, so `rows` takes (survivor, agreement). `to_herself`: a copy for her own hands, which
    no agreement with a partner may name; `hers` is its heading there. `opens`: kinds of sealed
    words it needs besides facts. `by_reader`: what the member of staff who hands the copy out may
    read, so `rows` takes (survivor, user).
    """

    key: str
    label: str
    location: bool
    rows: callable
    agreed: bool = False
    to_herself: bool = False
    hers: str = ""
    opens: tuple = ()
    by_reader: bool = False

    def lines(self, survivor, agreement, by=None):
        """The plain lines, empty when nothing is recorded."""
        if self.agreed:
            return self.rows(survivor, agreement)
        return self.rows(survivor, by) if self.by_reader else self.rows(survivor)


_items = {}
NEVER_LEAVES = set()


def item(
    key,
    *,
    label,
    location=False,
    agreed=False,
    to_herself=False,
    hers="",
    opens=(),
    by_reader=False,
):
    """Register a function from a survivor (and her agreement) to plain lines of text."""

    def register(function):
        if key in _items:
            raise ValueError(f"{key} is registered twice.")
        more = (agreed, to_herself, hers, tuple(opens), by_reader)
        _items[key] = Item(key, label, location, function, *more)
        return function

    return register


def never_leaves(*columns):
    """
    Declare sealed columns ("app.Model.field") that no agreement with anybody may carry.

    Her own copy is hers: what is declared here may still stand in it.
    """
    NEVER_LEAVES.update(columns)


def items():
    """Every item by key, in the order registered."""
    return dict(_items)


# What "what we keep about you" is made of, in the order she reads it (S69). An app that brings more
# is read after these; a copy of one agreement is asked for by itself.
SUMMARY = ["own_name", "own_contact", "own_safety", "own_wishes", "goals", "steps"]
SUMMARY += ["own_outcomes", "own_reports", "own_agreements", "own_handoffs", "own_contacts"]
LAST = ["own_notes", "own_looked", "own_change"]
ALONE = ["own_card", "agreement_copy", "agreement_card"]


def summary_keys(notes=False):
    """Keys of everything that a summary of her record holds; notes only if she asked for them."""
    hers = [key for key, one in _items.items() if one.to_herself and key not in ALONE]
    known = [key for key in SUMMARY if key in hers]
    others = [key for key in hers if key not in SUMMARY + LAST]
    last = [key for key in LAST if key in hers and (notes or key != "own_notes")]
    return known + others + last
