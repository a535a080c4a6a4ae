"""Whether a name fits what was typed, and how well. Pure; no row, no request."""

import re
import unicodedata

LONGEST = 60  # letters that are compared; a name has no more
WORDS = 4
FORGIVING = 5  # a word this long may hold one slip

WHOLE, WORD, INITIALS, INSIDE, SLIP = range(5)  # how well, best first
CODE = re.compile(r"p[- ]?([0-9a-z]{1,5})")
SOUNDS_LIKE = str.maketrans("oil", "011")  # a code holds no o, i, l


def fold(text):
    """Text as it is compared: no case, no accents, no dots, no marks that cannot be seen."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.casefold())
        text = "".join(one for one in text if unicodedata.category(one) not in HIDDEN)
    text = text.replace("\0", "").lower()
    return " ".join(text.replace(".", " ").split()) if "." in text else text


HIDDEN = {"Mn", "Me", "Cf", "Cc", "Cs"}


class Query:
    """What was typed, ready to be compared with many names."""

    def __init__(self, typed):
        words = fold(typed[: LONGEST * 4]).split()
        self.text = " ".join(words)
        self.words = words if len(self.text) <= LONGEST and len(words) <= WORDS else []
        self._slips = [_pieces(word) for word in self.words if len(word) >= FORGIVING]

    def __bool__(self):
        return bool(self.words)

    @property
    def code(self):
        """The part of a code that was typed, as codes are written, or nothing."""
        found = CODE.fullmatch(self.text)
        return f"P-{found[1].translate(SOUNDS_LIKE).upper()}" if found else ""

    def rank(self, name):
        """How well a name fits: WHOLE to SLIP, or None. Every word typed must fit."""
        if not self.words:
            return None
        name = fold(name)
        if name.startswith(self.text):
            return WHOLE
        if len(self.words) == 1:
            return self._rank_of(self.text, name)
        worst = WORD
        for word in self.words:
            rank = self._rank_of(word, name)
            if rank is None:
                return None
            worst = max(worst, rank)
        return worst

    def _rank_of(self, word, name):
        at = name.find(word)
        if at == 0 or (at > 0 and f" {word}" in name):
            return WORD
        if len(word) == 1:
            return WORD if at > 0 and _begins_a_word(word, name) else None
        if " " in name and len(word) <= WORDS and _initials(name).startswith(word):
            return INITIALS
        if at > 0:
            return WORD if _begins_a_word(word, name) else INSIDE
        if len(word) >= FORGIVING and self._slipped(word, name):
            return SLIP
        return None

    def _slipped(self, word, name):
        """The cheap question first: one slip leaves half of the word, or a swap, in the name."""
        halves = next(pieces for pieces in self._slips if pieces[0] == word)
        if not any(part in name for part in halves[1:]):
            return False
        return any(one_slip(word, part) for part in parts(name))


def parts(name):
    """The words of a folded name: "o'neil-ruiz" has three."""
    return re.findall(r"\w+", name)


def _begins_a_word(word, name):
    return any(part.startswith(word) for part in parts(name))


def _initials(name):
    return "".join(part[0] for part in name.split())


def _pieces(word):
    half = len(word) // 2
    swapped = word[: half - 1] + word[half] + word[half - 1] + word[half + 1 :]
    return word, word[:half], word[half:], swapped


def one_slip(one, other):
    """Whether two words differ by one letter: another, missing, too many, or two swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    same = next(
        (at for at, pair in enumerate(zip(short, long, strict=False)) if len(set(pair)) > 1),
        len(short),
    )
    if len(short) < len(long):
        return short[same:] == long[same + 1 :]
    if short[same + 1 :] == long[same + 1 :]:
        return True
    two = same + 2
    return short[same:two] == long[same:two][::-1] and short[two:] == long[two:]
