"""
BARC-10, recovery capital: 10 items, 1 to 6, sum 10 to 60, no reversal, no bands.

Source: C. L. Vilsaint and others, "Development and validation of a Brief Assessment of Recovery
Capital (BARC-10)", Drug and Alcohol Dependence 177 (2017); `domain.md` 13. 47 is the value
published for remission of more than twelve months; an organisation may change it. Versions scored
0 to 4 or 0 to 6 are wrong.
"""

from datetime import date

from .keys import Cut, Key, Scale

BARC_10 = Key(
    name="barc-10",
    version="1",
    checked_on=date(2026, 11, 24),
    items=10,
    answers=(1, 2, 3, 4, 5, 6),
    days=None,
    credit="Vilsaint and others (2017)",
    scales=(
        Scale(
            "total",
            items=tuple(range(1, 11)),
            rising_is_good=True,
            cut=Cut("remission_over_12_months", 47),
        ),
    ),
)
