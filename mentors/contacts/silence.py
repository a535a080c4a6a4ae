"""How long nobody reached her (PAIR-8). Pure: days in, words for the screen out of it elsewhere."""

from dataclasses import dataclass

# As shipped: days until a look, and until somebody acts; None: off. The organisation sets its own
# (`quiet.limits`). A navigator's clock runs with a handoff.
THRESHOLDS = {"mentor": (14, 30), "navigator": (7, 14)}


@dataclass(frozen=True)
class Silence:
    """`days` since she was last reached; `level` is "" (fine), "look" (yellow) or "act" (red)."""

    days: int
    level: str


def silence(
    *, kind, status, started_on, last_reached_on, today,
    open_handoff=False, working=True, limits=THRESHOLDS,
):  # fmt: skip
    """
    Counted from the last *reached* contact, on an *active* pairing only; before any contact, from
    the pairing's first day. None while nothing counts: a pause, an end, or not `working` (her
    record is paused or finished, or the peer has left). A navigator is silent only while a handoff
    is open.
    """
    if status != "active" or started_on is None or not working:
        return None
    since = max(last_reached_on or started_on, started_on)
    days = (today - since).days
    if kind == "navigator" and not open_handoff:
        return Silence(days, "")
    return Silence(days, _level(days, *limits[kind]))


def _level(days, look, act):
    if act is not None and days >= act:
        return "act"
    return "look" if look is not None and days >= look else ""


RHYTHM_DAYS = {"weekly": 7, "two_weeks": 14, "month": 30}


def due_on(*, rhythm, started_on, last_try_on):
    """The day the agreed rhythm asks for the next contact, as an ordinal step; None when_asked."""
    days = RHYTHM_DAYS.get(rhythm)
    if days is None:
        return None
    since = max(last_try_on or started_on, started_on)
    return since.fromordinal(since.toordinal() + (days if last_try_on else 0))
