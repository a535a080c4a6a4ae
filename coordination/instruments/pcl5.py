"""
PCL-5: twenty items, 0 to 4, the past month, total 0 to 80, four clusters, no severity bands.

Source: F. W. Weathers and others, The PTSD Checklist for DSM-5, National Center for PTSD (2013);
`domain.md` 13. Two readings stand side by side and neither is a diagnosis: the clusters, and a cut
between 31 and 33.
"""

from datetime import date

from .keys import Cut, Key, Scale
from .scoring import checked

# How many answers of 2 or more each cluster needs.
NEEDED = {"B": 1, "C": 1, "D": 2, "E": 2}
ENDORSED = 2

PCL_5 = Key(
    name="pcl-5",
    version="1",
    checked_on=date(2026, 11, 24),
    items=20,
    answers=(0, 1, 2, 3, 4),
    days=30,
    credit="Weathers and others (2013), National Center for PTSD",
    scales=(
        Scale("total", items=tuple(range(1, 21)), cut=Cut("cut", 33, between=(31, 33))),
        Scale("B", items=tuple(range(1, 6))),
        Scale("C", items=(6, 7)),
        Scale("D", items=tuple(range(8, 15))),
        Scale("E", items=tuple(range(15, 21))),
    ),
)


def clusters_met(answers):
    """True or False for each cluster; None where one of its items is blank. Raises NotAnAnswer."""
    given = checked(PCL_5, answers)
    met = {}
    for name, needed in NEEDED.items():
        items = PCL_5.scale(name).items
        whole = all(item in given for item in items)
        high = sum(given.get(item, 0) >= ENDORSED for item in items)
        met[name] = high >= needed if whole else None
    return met


def provisional_by_clusters(answers):
    """All four clusters are met. None when a blank leaves one of them open."""
    met = clusters_met(answers).values()
    return None if None in met else all(met)
