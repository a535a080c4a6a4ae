"""
Scoring keys of questionnaires and the one function that applies them. No answers, no sentences.

Staff answers live in `selfcare`, survivors' in `coordination/outcomes`; both call `score(key,
answers)`. Every result is a screening, not a diagnosis (INS-5).
"""

from .barc10 import BARC_10
from .cbi import CBI, cbi
from .coping import COPING_17
from .daybook_short import DAYBOOK_SHORT
from .gad7 import GAD_7
from .k6 import K6
from .keys import Band, Cut, Flag, Key, Scale
from .pcl5 import PCL_5
from .phq9 import PHQ_9
from .proqol import PROQOL_5
from .scoring import Disagreement, NotAnAnswer, Result, Score, blanks, disagreements, score
from .stss import STSS
from .who5 import WHO_5

# Every key this version knows. A key that changes is added under a new version; none is removed.
KEYS = {
    (key.name, key.version): key
    for key in (
        PROQOL_5,
        STSS,
        CBI,
        cbi(reversed_item=10),
        BARC_10,
        PHQ_9,
        GAD_7,
        PCL_5,
        K6,
        WHO_5,
        COPING_17,
        DAYBOOK_SHORT,
    )
}

__all__ = [
    "BARC_10",
    "CBI",
    "COPING_17",
    "DAYBOOK_SHORT",
    "GAD_7",
    "K6",
    "KEYS",
    "PCL_5",
    "PHQ_9",
    "PROQOL_5",
    "STSS",
    "WHO_5",
    "Band",
    "Cut",
    "Disagreement",
    "Flag",
    "Key",
    "NotAnAnswer",
    "Result",
    "Scale",
    "Score",
    "blanks",
    "cbi",
    "disagreements",
    "score",
]
