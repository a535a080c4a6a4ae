"""
Secondary Traumatic Stress Scale, for staff: 17 items, 1 to 5, the past 7 days, total 17 to 85.

Source: B. E. Bride and others, "Development and validation of the Secondary Traumatic Stress
Scale", Research on Social Work Practice 14 (2004); `domain.md` 13. Versions scored 0 to 4 are
wrong. The bands are not confirmed against the author's text.
"""

from datetime import date

from .keys import Band, Key, Scale

STSS = Key(
    name="stss",
    version="1",
    checked_on=date(2026, 11, 24),
    items=17,
    answers=(1, 2, 3, 4, 5),
    days=7,
    credit="© 1999 Brian E. Bride",
    scales=(
        Scale(
            "total",
            items=tuple(range(1, 18)),
            bands=(
                Band("little", 17),
                Band("mild", 28),
                Band("moderate", 38),
                Band("high", 44),
                Band("severe", 49),
            ),
            bands_confirmed=False,
        ),
        Scale("intrusion", items=(2, 3, 6, 10, 13)),
        Scale("avoidance", items=(1, 5, 7, 9, 12, 14, 17)),
        Scale("arousal", items=(4, 8, 11, 15, 16)),
    ),
)
