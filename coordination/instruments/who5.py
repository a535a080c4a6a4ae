"""
WHO-5: five items, 0 to 5, the past two weeks; the sum times 4 gives 0 to 100.

Source: WHO, Wellbeing Measures in Primary Health Care (1998); C. W. Topp and others, "The WHO-5
Well-Being Index", Psychotherapy and Psychosomatics 84 (2015); `domain.md` 13. 50 or less is poor; a
change of 10 matters. The formula (raw - 5) x 4 seen on the web is wrong.
"""

from datetime import date

from .keys import Band, Key, Scale

ITEMS = (1, 2, 3, 4, 5)

WHO_5 = Key(
    name="who-5",
    version="1",
    checked_on=date(2026, 11, 24),
    items=5,
    answers=(0, 1, 2, 3, 4, 5),
    days=14,
    credit="World Health Organization (1998)",
    scales=(
        Scale("raw", items=ITEMS, rising_is_good=True),
        Scale(
            "percent",
            items=ITEMS,
            factor=4,
            rising_is_good=True,
            bands=(Band("poor", 0), Band("not_poor", 51)),
            notable_change=10,
        ),
    ),
)
