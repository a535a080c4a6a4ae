"""
GAD-7: seven items, 0 to 3, the past two weeks, total 0 to 21.

Source: R. L. Spitzer and others, "A brief measure for assessing generalized anxiety disorder",
Archives of Internal Medicine 166 (2006); `domain.md` 13.
"""

from datetime import date

from .keys import Band, Key, Scale

GAD_7 = Key(
    name="gad-7",
    version="1",
    checked_on=date(2026, 11, 24),
    items=7,
    answers=(0, 1, 2, 3),
    days=14,
    credit="© Pfizer; free to reproduce",
    scales=(
        Scale(
            "total",
            items=tuple(range(1, 8)),
            bands=(
                Band("minimal", 0),
                Band("mild", 5),
                Band("moderate", 10),
                Band("severe", 15),
            ),
        ),
    ),
)
