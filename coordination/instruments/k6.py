"""
K6: six items, 0 to 4, the past 30 days, total 0 to 24.

Source: R. C. Kessler and others, "Screening for serious mental illness in the general population",
Archives of General Psychiatry 60 (2003); `domain.md` 13. 13 or more: probable serious illness;
8 to 12 is sometimes read as moderate.
"""

from datetime import date

from .keys import Band, Key, Scale

K6 = Key(
    name="k6",
    version="1",
    checked_on=date(2026, 11, 24),
    items=6,
    answers=(0, 1, 2, 3, 4),
    days=30,
    credit="Kessler and others (2003)",
    scales=(
        Scale(
            "total",
            items=tuple(range(1, 7)),
            bands=(Band("low", 0), Band("moderate", 8), Band("probable_serious", 13)),
        ),
    ),
)
