"""
Copenhagen Burnout Inventory, for staff: personal 6, work 7, client 6; 0 to 100, means, no total.

Source: T. S. Kristensen and others, "The Copenhagen Burnout Inventory", Work & Stress 19 (2005);
`domain.md` 13. The author's rule for blanks: no score with fewer than 3 personal or 4 work answers;
3 for the client scale is our reading and not confirmed, nor is "50 or more reads as raised".
"""

from datetime import date

from .keys import MEAN, Band, Key, Scale

READING = (Band("not_raised", 0), Band("raised", 50))
WORK = tuple(range(7, 14))


def cbi(reversed_item=13):
    """
    The key for a text whose one reversed work item (energy outside work) stands at `reversed_item`.

    Thirteen in the author's English order, ten in another common one; the text file says which.
    Raises ValueError for a number outside the work scale.
    """
    if reversed_item not in WORK:
        raise ValueError("The reversed item belongs to the work scale, items 7 to 13.")
    work = {"reverse": (reversed_item,), "fewest": 4}
    return Key(
        name="cbi",
        version=f"1-r{reversed_item}",
        checked_on=date(2026, 11, 24),
        items=19,
        answers=(0, 25, 50, 75, 100),
        days=None,
        credit="Kristensen, Borritz, Villadsen, Christensen (2005)",
        scales=(
            _part("personal", tuple(range(1, 7)), fewest=3),
            _part("work", WORK, **work),
            _part("client", tuple(range(14, 20)), fewest=3),
        ),
    )


def _part(name, items, **more):
    return Scale(name, items, method=MEAN, bands=READING, bands_confirmed=False, **more)


CBI = cbi()
