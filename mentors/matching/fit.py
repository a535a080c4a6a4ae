"""
Which peers could fit one person, and why, in sentences. Pure: no database, no score, no percent.

The order, as the page says it: safety rules remove first; then must-haves met; then
nice-to-haves; then free spots; ties go to the longest time since a new pairing.
"""

from dataclasses import dataclass, field
from datetime import date

from mentors.matching import words

SHOWN = 5
CLOSE = 2
SMALL_TEAM = 3


@dataclass(frozen=True)
class Candidate:
    """A peer as the rules need to know them. `denied`: a safety rule keeps them apart."""

    ref: str
    first_name: str
    name: str
    kind: str
    shares: dict
    used: int
    limit: int
    taking: bool = True
    denied: bool = False
    last_paired_on: date | None = None

    @property
    def free(self):
        return max(0, self.limit - self.used) if self.taking else 0


@dataclass(frozen=True)
class Reason:
    """One wish held against one peer: `mark` is yes, no or unknown."""

    mark: str
    text: str
    must: bool


@dataclass(frozen=True)
class Idea:
    """One peer and every reason, met or not."""

    peer: Candidate
    reasons: list

    def count(self, mark, must=None):
        return sum(r.mark == mark and must in (None, r.must) for r in self.reasons)

    @property
    def met(self):
        return self.count("yes")

    @property
    def not_met(self):
        return self.count("no")

    @property
    def unknown(self):
        return self.count("unknown")

    @property
    def misses_must(self):
        return self.count("no", must=True) > 0


@dataclass(frozen=True)
class Ideas:
    """
    `shown` in order; `others` miss a must-have or have no spot; `hidden` counts peers removed by
    a safety rule, None where the team is so small that a count would name somebody.
    """

    shown: list = field(default_factory=list)
    others: list = field(default_factory=list)
    hidden: int | None = None
    close: bool = False
    no_spot: bool = False


def reason(trait, wish, candidate, name):
    """
    One wish against one peer. `wish`: {"weight", "want": [codes]}; any one of them meets it.

    A peer who shares nothing about it is unknown, never a no.
    """
    own = candidate.shares.get(trait.key) or []
    weight, want, first = wish["weight"], wish["want"], candidate.first_name
    must = weight == words.MUST
    hits = [code for code in want if code in own]
    if not own:
        asked = words.asked(name, weight)
        return Reason("unknown", f"{words.unknown(trait, want, first)} {asked}", must)
    if hits:
        text = f"{words.met(trait, hits, first)} {words.asked(name, weight)}"
        return Reason("yes", text, must)
    wanted = words.listed(trait.words(want), last=words.either())
    text = f"{words.missed(trait, own, first)} {words.asked(name, weight, wanted)}"
    return Reason("no", text, must)


def order(idea):
    """Sort key: the five rules, and the name so that equals keep their place."""
    peer = idea.peer
    return (
        idea.count("no", must=True),
        -idea.count("yes", must=True),
        -idea.count("yes", must=False),
        idea.count("no", must=False),
        -peer.free,
        peer.last_paired_on or date.min,
        peer.name,
    )


def ideas(wishes, candidates, name):
    """
    Ideas for one person. `wishes`: (trait, wish) pairs that matter to her; `name` as she is called.
    """
    open_to = [one for one in candidates if not one.denied]
    hidden = len(candidates) - len(open_to)
    found = [Idea(one, [reason(t, wish, one, name) for t, wish in wishes]) for one in open_to]
    found.sort(key=order)
    with_spot = [idea for idea in found if idea.peer.free]
    fitting = [idea for idea in with_spot if not idea.misses_must]
    shown = fitting[:SHOWN] or with_spot[:CLOSE]
    return Ideas(
        shown=shown,
        others=[idea for idea in found if idea not in shown],
        hidden=None if len(candidates) <= SMALL_TEAM else hidden,
        close=bool(shown) and not fitting,
        no_spot=not with_spot,
    )
