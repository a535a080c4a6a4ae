"""A wish and a trait as one plain sentence. Pure."""

from django.utils.translation import gettext as _

MUST, NICE = "must", "nice"


def listed(words, *, last=None):
    """Spanish, Arabic and French; `last` is the joining word."""
    words = [str(word) for word in words]
    last = last or _("and")
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def either():
    """The word that joins choices of which one is enough."""
    return _("or")


def asked(name, weight, want=None):
    """J. asked for this (must have). With `want`: J. asked for evenings (must have)."""
    texts = {
        (True, False): _("%(name)s asked for this (must have)."),
        (True, True): _("%(name)s asked for %(want)s (must have)."),
        (False, False): _("%(name)s asked for this."),
        (False, True): _("%(name)s asked for %(want)s."),
    }
    return texts[weight == MUST, bool(want)] % {"name": name, "want": want}


def met(trait, hits, first):
    """What the peer has of what was asked."""
    words = trait.words(hits)
    texts = {
        "languages": _("Speaks %(words)s."),
        "gender": _("%(Words)s."),
        "times": _("Free %(words)s."),
        "experience": _("Has been through %(words)s."),
        "faith": _("For %(first)s, %(words)s."),
        "ways": _("Can meet %(words)s."),
    }
    return texts[trait.key] % _fill(words, first)


def missed(trait, own, first):
    """
    What the peer has instead of what was asked.

    What they have been through stays theirs where nobody asked for it (ROL-5).
    """
    texts = {
        "languages": _("Speaks %(words)s."),
        "gender": _("%(Words)s."),
        "times": _("Free %(words)s."),
        "experience": _("%(first)s does not name this."),
        "faith": _("%(first)s goes about faith another way."),
        "ways": _("Meets %(words)s only."),
    }
    return texts[trait.key] % _fill(trait.words(own), first)


def unknown(trait, want, first):
    """What nobody wrote down about the peer."""
    texts = {
        "languages": _("We do not know if %(first)s speaks %(words)s."),
        "gender": _("We do not know if %(first)s is %(words)s."),
        "times": _("We do not know if %(first)s is free %(words)s."),
        "experience": _("We do not know if %(first)s has been through %(words)s."),
        "faith": _("We do not know how %(first)s thinks about faith."),
        "ways": _("We do not know if %(first)s can meet %(words)s."),
    }
    words = trait.words(want)
    return texts[trait.key] % _fill(words, first, last=either())


def _fill(words, first, last=None):
    text = listed(words, last=last)
    return {"words": text, "Words": text[:1].upper() + text[1:], "first": first}
