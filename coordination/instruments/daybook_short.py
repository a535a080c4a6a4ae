"""
Daybook's own short check-in for staff: nine statements, 1 to 5, the past two weeks. Not validated.

Source: ours (`settled.md` 6). Three statements a scale, 3 to 15; the bands are the thirds of that
range, so 7 and 11 belong to the middle. The sentences live in `selfcare/checkins/own.py`; statement
5 runs the other way, so that the same answer all the way down lands on no extreme of burnout.
"""

from datetime import date

from .keys import Band, Key, Scale

THIRDS = (Band("low", 3), Band("middle", 7), Band("high", 12))

DAYBOOK_SHORT = Key(
    name="daybook-short",
    version="1",
    checked_on=date(2026, 11, 24),
    items=9,
    answers=(1, 2, 3, 4, 5),
    days=14,
    scales=(
        Scale("compassion_satisfaction", items=(1, 4, 7), rising_is_good=True, bands=THIRDS),
        Scale("burnout", items=(2, 5, 8), reverse=(5,), bands=THIRDS),
        Scale("secondary_traumatic_stress", items=(3, 6, 9), bands=THIRDS),
    ),
)
