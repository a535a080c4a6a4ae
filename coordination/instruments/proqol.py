"""
ProQOL-5, for staff: 30 items, 1 to 5, the past 30 days. Three scales of 10 to 50, never one total.

Source: B. H. Stamm, The Concise ProQOL Manual, 2nd edition (2010), raw-score bands "22 or less",
"23 to 41", "42 or more"; table of `domain.md` 13. The cuts at 43 and 57 belong to standardised
scores and are not used on raw sums. One analysis (1,615 nurses) urges caution with burnout and
secondary traumatic stress.
"""

from datetime import date

from .keys import Band, Key, Scale

RAW_BANDS = (Band("low", 10), Band("moderate", 23), Band("high", 42))

PROQOL_5 = Key(
    name="proqol-5",
    version="1",
    checked_on=date(2026, 11, 24),
    items=30,
    answers=(1, 2, 3, 4, 5),
    days=30,
    credit="Center for Victims of Torture, www.ProQOL.org",
    scales=(
        Scale(
            "compassion_satisfaction",
            items=(3, 6, 12, 16, 18, 20, 22, 24, 27, 30),
            rising_is_good=True,
            bands=RAW_BANDS,
        ),
        Scale(
            "burnout",
            items=(1, 4, 8, 10, 15, 17, 19, 21, 26, 29),
            reverse=(1, 4, 15, 17, 29),
            bands=RAW_BANDS,
        ),
        Scale(
            "secondary_traumatic_stress",
            items=(2, 5, 7, 9, 11, 13, 14, 23, 25, 28),
            bands=RAW_BANDS,
        ),
    ),
)
