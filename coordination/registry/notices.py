"""Kinds of notices. Each app says what it tells people about; the words never name anybody."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """`permission`: what a role needs to open the page a notice of this kind leads to."""

    key: str
    words: str
    permission: str


_kinds = {}


def notice(key, *, words, permission="coordination.view_today"):
    """Declare a kind of notice. `words` is one calm sentence without a name, number or place."""
    if key in _kinds:
        raise ValueError(f"{key} is declared twice.")
    _kinds[key] = Kind(key, words, permission)
    return _kinds[key]


def kinds():
    """Every kind by key."""
    return dict(_kinds)


def words_of(key):
    """What a notice of this kind says; nothing for a kind that is no longer declared."""
    return _kinds[key].words if key in _kinds else ""
