"""The type codes of Meeting Guide and what each says in our words (standards.md 3).

Codes are facts of a public specification; they are case-sensitive (`S` Spanish, `SP` speaker).
"""

AUDIENCES = {
    "W": ("women",),
    "M": ("men",),
    "NB": ("nonbinary",),
    "T": ("transgender", "lgbtq"),
    "LGBTQ": ("lgbtq",),
    "G": ("lgbtq",),
    "L": ("lgbtq",),
    "BI": ("lgbtq",),
    "DD": ("dual_diagnosis",),
    "POC": ("people_of_color",),
    "NDG": ("indigenous",),
    "N": ("native_american",),
    "Y": ("young",),
    "SEN": ("seniors",),
    "P": ("professionals",),
}
ACCESS = {
    "X": "step_free",
    "XB": "step_free_bathroom",
    "FF": "fragrance_free",
    "ASL": "sign_language",
    "CF": "children_welcome",
    "BA": "child_care",
}
FORMATS = {
    "BE": "newcomers",
    "SP": "speaker",
    "D": "discussion",
    "ST": "steps",
    "12x12": "steps",
    "TR": "traditions",
    "MED": "meditation",
    "11": "meditation",
    "CAN": "candlelight",
    "LIT": "literature",
    "B": "literature",
    "ABSI": "literature",
    "DR": "literature",
    "GR": "literature",
    "LS": "literature",
    "H": "birthdays",
    "BRK": "breakfast",
    "DB": "online_basket",
    "OUT": "outdoor",
    "SM": "smoking_permitted",
    "AL": "teen_family_alongside",
    "AL-AN": "family_alongside",
}
LANGUAGES = {
    "AF": "af", "AM": "am", "AR": "ar", "BG": "bg", "DA": "da", "DE": "de", "EL": "el",
    "EN": "en", "FA": "fa", "FI": "fi", "FR": "fr", "HE": "he", "HI": "hi", "HR": "hr",
    "HU": "hu", "IS": "is", "ITA": "it", "JA": "ja", "KA": "ka", "KOR": "ko", "LT": "lt",
    "ML": "ml", "MT": "mt", "NE": "ne", "NL": "nl", "NO": "no", "POL": "pl", "POR": "pt",
    "PUN": "pa", "RUS": "ru", "S": "es", "SK": "sk", "SL": "sl", "SV": "sv", "TH": "th",
    "TL": "tl", "TUR": "tr", "UK": "uk",
}  # fmt: skip
# Said elsewhere: openness (O, C), secular (A), cross-talk (XT), proof (POA), closed place (TC).
OTHERS = frozenset(("O", "C", "A", "XT", "POA", "TC"))
KNOWN = OTHERS.union(AUDIENCES, ACCESS, FORMATS, LANGUAGES)


def attributes(codes):
    """
    What these codes say, as fields of a Listing.

    Open and closed at once, or neither, is `unknown`. An absent code says nothing: a group without
    `A` is not therefore spiritual, one without `XT` does not therefore forbid cross-talk.
    """
    return {
        "openness": _openness(codes),
        "audiences": _all(word for code in codes for word in AUDIENCES.get(code, ())),
        "languages": _all(LANGUAGES[code] for code in codes if code in LANGUAGES),
        "formats": _all(FORMATS[code] for code in codes if code in FORMATS),
        "access": _all(ACCESS[code] for code in codes if code in ACCESS),
        "secular": "yes" if "A" in codes else "unknown",
        "cross_talk": "yes" if "XT" in codes else "unknown",
        "proof_of_attendance": "yes" if "POA" in codes else "unknown",
    }


def read_codes(value):
    """The codes of a row, once each: from a list, from text such as "C,W", or none at all."""
    if isinstance(value, str):
        value = [code for code in value.split(",") if code.strip()]
    if not isinstance(value, list):
        return ()
    return tuple(dict.fromkeys(str(code).strip()[:40] for code in value if code is not None))


def _openness(codes):
    said = {"O", "C"}.intersection(codes)
    if len(said) != 1:
        return "unknown"
    return "open" if said == {"O"} else "closed"


def _all(words):
    return tuple(sorted(set(words)))
