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
    text = text.lower()
    if "." in text or "\0" in text:
        return " ".join(text.replace("\0", "").replace(".", " ").split())
    return text


HIDDEN = {"Mn", "Me", "Cf", "Cc", "Cs"}


class Query:
    """What was typed, ready to be compared with many names."""

    def __init__(self, typed):
        words = fold(typed[: LONGEST * 4]).split()
        self.text = " ".join(words)
        self.words = words if len(self.text) <= LONGEST and len(words) <= WORDS else []
        self._is_one = len(self.words) == 1
        self._pieces = {word: _pieces(word) for word in self.words}

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
        name = name.lower() if name.isascii() and "." not in name else fold(name)
        if name.startswith(self.text):
            return WHOLE
        if self._is_one:
            return self._rank_of(self.text, name)
        ranks = [self._rank_of(word, name) for word in self.words]
        return None if None in ranks else max(WORD, *ranks)

    def _rank_of(self, word, name):
        """Asked of every name there is: most leave at the first question."""
        if word in name:
            if _begins_a_word(word, name):
                return WORD
            if len(word) == 1:
                return None
            return INITIALS if _are_initials(word, name) else INSIDE
        if len(word) < FORGIVING:
            return INITIALS if name[:1] == word[0] and _are_initials(word, name) else None
        start, end, swapped = self._pieces[word]
        if start not in name and end not in name and swapped not in name:
            return None
        return SLIP if any(one_slip(word, part) for part in parts(name)) else None


def parts(name):
    """The words of a folded name: "o'neil-ruiz" has three."""
    return re.findall(r"\w+", name)


def _begins_a_word(word, name):
    return name.startswith(word) or any(part.startswith(word) for part in parts(name))


def _are_initials(word, name):
    return "".join(part[0] for part in name.split()).startswith(word)


def _pieces(word):
    """One slip leaves one half of a word whole, or two letters at its middle swapped."""
    half = len(word) // 2
    swapped = word[: half - 1] + word[half : half + 1] + word[half - 1 : half] + word[half + 1 :]
    return word[:half], word[half:], swapped


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
