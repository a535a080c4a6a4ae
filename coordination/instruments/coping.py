"""
Coping skills: 17 skills, 0 (not used at all) to 5 (used often), mean. Each programme names its own.

Source: the literature review, lines 1090-1094 (3.43 rising to 3.96 by month four in one study);
`domain.md` 13. The Seeking Safety list is copyrighted: an organisation brings its own labels.
"""

from datetime import date

from .keys import MEAN, Key, Scale

COPING_17 = Key(
    name="coping-17",
    version="1",
    checked_on=date(2026, 11, 24),
    items=17,
    answers=(0, 1, 2, 3, 4, 5),
    days=None,
    scales=(Scale("mean", items=tuple(range(1, 18)), method=MEAN, rising_is_good=True),),
)
