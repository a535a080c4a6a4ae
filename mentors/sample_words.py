"""Words of the sample agency: invented, ordinary."""

MARCUS, TESS = "supervisor@example.org", "tess@example.org"


def _shares(languages, gender, times, experience, faith, ways):
    """A peer's traits, from codes parted by spaces; what stays empty they keep to themselves."""
    found = {
        "languages": languages.split(),
        "gender": gender.split(),
        "times": times.split(),
        "experience": experience.split(),
        "faith": faith.split(),
        "ways": ways.split(),
    }
    return {key: codes for key, codes in found.items() if codes}


BOTH = "in_person phone"
# E-mail: kind, own limit, supervisor, what they share for matching.
PEERS = {
    "mentor@example.org": (
        "mentor",
        6,
        MARCUS,
        _shares("en es", "woman", "evenings weekends", "recovery parent", "", BOTH),
    ),
    "navigator@example.org": (
        "navigator",
        8,
        MARCUS,
        _shares("en es", "woman", "mornings afternoons", "migration", "no_faith", BOTH),
    ),
    "bea@example.org": (
        "mentor",
        4,
        TESS,
        _shares("en", "woman", "mornings", "exploitation recovery", "faith", BOTH),
    ),
    "devon@example.org": (
        "mentor",
        5,
        MARCUS,
        _shares("en", "man", "evenings", "custody recovery", "", "phone"),
    ),
    "imani@example.org": (
        "mentor",
        3,
        MARCUS,
        _shares("en fr", "woman", "weekends", "parent", "faith", "in_person"),
    ),
    "lee@example.org": ("navigator", 6, MARCUS, _shares("en vi", "", "afternoons", "", "", BOTH)),
    "sofia@example.org": (
        "mentor",
        4,
        TESS,
        _shares("en ru", "woman", "evenings", "home", "no_faith", BOTH),
    ),
    "grace@example.org": ("mentor", 2, TESS, _shares("en", "woman", "", "exploitation", "", BOTH)),
    "noor@example.org": (
        "navigator",
        5,
        MARCUS,
        _shares("en ar", "woman", "mornings evenings", "migration", "", BOTH),
    ),
    "wren@example.org": (
        "mentor",
        2,
        TESS,
        _shares("en", "nonbinary", "weekends", "recovery", "no_faith", "phone"),
    ),
    "june@example.org": ("mentor", 5, MARCUS, _shares("en", "woman", "afternoons", "", "", BOTH)),
    "mara@example.org": (
        "mentor",
        6,
        MARCUS,
        _shares("en", "woman", "mornings evenings weekends", "recovery home", "", "in_person"),
    ),
}


def _wish(weight, *want):
    return {"weight": weight, "want": list(want)}


WISHES = [
    {
        "languages": _wish("must", "es"),
        "times": _wish("nice", "evenings"),
        "gender": _wish("nice", "woman"),
        "experience": _wish("nice", "parent"),
    },
    {"gender": _wish("must", "woman"), "experience": _wish("nice", "recovery")},
    {
        "ways": _wish("must", "in_person"),
        "times": _wish("nice", "mornings", "weekends"),
        "faith": _wish("no_matter"),
    },
    {"languages": _wish("nice", "vi", "en"), "experience": _wish("rather_not")},
    {
        "experience": _wish("must", "exploitation", "home"),
        "gender": _wish("must", "woman"),
        "faith": _wish("nice", "no_faith"),
    },
    {"times": _wish("nice", "evenings"), "ways": _wish("nice", "phone")},
]
WORDS = [
    "Someone who laughs easily.",
    "Not too many questions at the start.",
    "I like walking while we talk.",
    "Someone patient with forms.",
    "I would like to talk about books.",
]
NOTES = [
    "We looked at the class times together. She likes the Thursday one.",
    "Talked about cooking for one. She wants to try the soup recipe.",
    "She asked me to go with her to the library next week.",
    "We filled in the first page of the form. The rest is for next time.",
    "A quiet call. She was glad that the new lock works.",
    "She is proud of her bus pass. Next: the way to the pool.",
    "We practised what to say on the phone to the school.",
    "She wants Tuesdays free for her sister from now on.",
]
STEPS = [
    "Bring the class list",
    "Ask about the library card",
    "Call about the bus pass",
    "Send the pool times",
    "Look up the sewing group",
]
