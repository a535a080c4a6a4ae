"""
PHQ-9: nine items, 0 to 3, the past two weeks, total 0 to 27.

Source: K. Kroenke, R. L. Spitzer, J. B. W. Williams, "The PHQ-9", Journal of General Internal
Medicine 16 (2001); `domain.md` 13. **Item 9 above 0 opens the safety path whatever the total**,
also when another item is blank. The impact question is not scored, and a file of eight scored
items cannot bind to this key.
"""

from datetime import date

from .keys import Band, Flag, Key, Scale

SAFETY_PATH = "safety_path"

PHQ_9 = Key(
    name="phq-9",
    version="1",
    checked_on=date(2026, 11, 24),
    items=9,
    answers=(0, 1, 2, 3),
    days=14,
    credit="© Pfizer; free to reproduce",
    flags=(Flag(SAFETY_PATH, item=9, at_least=1),),
    scales=(
        Scale(
            "total",
            items=tuple(range(1, 10)),
            bands=(
                Band("minimal", 0),
                Band("mild", 5),
                Band("moderate", 10),
                Band("moderately_severe", 15),
                Band("severe", 20),
            ),
        ),
    ),
)
