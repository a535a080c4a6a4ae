"""What `manage.py score` says of one respondent, as plain values for one line of JSON."""

from decimal import Decimal

from django.utils.translation import gettext as _

from .pcl5 import clusters_met, provisional_by_clusters
from .scoring import score


def line(key, row):
    """
    Each scale's score and band; None with a reason where it may not be scored (INS-4).

    A row with an odd cell has no score at all, since the sheet may be shifted. An answer that
    matters by itself is heard all the same: PHQ-9 item 9 above 0.
    """
    result = score(key, row.answers)
    said = {
        "row": row.number,
        "instrument": key.name,
        "key_version": key.version,
        "scales": {
            scale.name: _scale(scale, result[scale.name], row.problem) for scale in key.scales
        },
    }
    for flag in key.flags:
        said[flag.name] = _flag(flag, result, row.answers)
    if key.name == "pcl-5":
        said |= _clusters(row)
    return said


def _scale(scale, held, problem):
    if problem:
        return {"score": None, "band": None, "reason": problem}
    if not held.scorable:
        return {"score": None, "band": None, "reason": _missing(scale, held)}
    value = float(held.value) if isinstance(held.value, Decimal) else held.value
    said = {"score": value, "band": held.band}
    if scale.bands and not scale.bands_confirmed:
        said["band_confirmed"] = False
    if scale.cut:
        said |= {"cut": scale.cut.at_least, "at_or_over_cut": held.over_cut}
    return said


def _missing(scale, held):
    items = ", ".join(map(str, held.missing))
    if scale.fewest is None:
        return _("not answered: item %s") % items
    return _("not answered: item %(items)s; this scale needs %(fewest)s answers") % {
        "items": items,
        "fewest": scale.fewest,
    }


def _flag(flag, result, answers):
    """True whenever the answer says so; None when its item is blank: then it is asked again."""
    if flag.name in result.flags:
        return True
    return False if flag.item in answers else None


def _clusters(row):
    """Two readings side by side, none of them a diagnosis (INS-5)."""
    if row.problem:
        return {"clusters_met": None, "provisional_by_clusters": None, "reason": row.problem}
    return {
        "clusters_met": clusters_met(row.answers),
        "provisional_by_clusters": provisional_by_clusters(row.answers),
    }
