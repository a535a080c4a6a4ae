"""Her contact rule in words, the same beside every button that could break it."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from coordination import clock
from coordination.safe_contact.models import SafeContact, Way


@dataclass(frozen=True)
class Line:
    """One sentence of the rule: `mark` is yes or no."""

    mark: str
    text: str


@dataclass(frozen=True)
class Rule:
    """
    What the contact-rule card and tag show.

    `kind` is ok, due or stop (a word comes first, colour second); `tag` fits a list row, `say` is
    the sentence on top; `yes` holds the ways she allowed.
    """

    kind: str
    tag: str
    say: str = ""
    lines: list = field(default_factory=list)
    meta: str = ""
    yes: frozenset = frozenset()
    leaves_message: bool = False

    def allows(self, way):
        """Whether she said yes to this Way."""
        return way in self.yes


def rule_of(survivor, card=None):
    """
    The rule of one survivor. Opens her safe-contact card: she must be open in this request.

    `card` saves the query where the caller loaded it; no card means: ask first (NOTE-4).
    """
    card = card or getattr(survivor, "safe_contact", None)
    if survivor.status == survivor.Status.PAUSED:
        since = f"{survivor.status_since:%b} {survivor.status_since.day}"
        say = _("Paused since %(day)s. Do not contact unless they reach out.") % {"day": since}
        return Rule("stop", _("Paused"), say)
    if card is None:
        say = _("Not set. Do not contact until you have asked.")
        return Rule("stop", _("Ask before contact"), say)
    if card.who == SafeContact.Who.THEY or not card.ways:
        say = _("They will contact us. Do not reach out.")
        return Rule("stop", _("They will contact us"), say, _words(card), _checked(card))
    return _we_may(card)


def _we_may(card):
    allowed = [way for way in Way if way in card.ways]
    lines = [Line("yes", _way_line(way, card.ways[way])) for way in allowed]
    refused = [way.label.lower() for way in Way if way not in card.ways]
    if refused:
        lines.append(Line("no", _("No %(ways)s.") % {"ways": ", ".join(map(str, refused))}))
    lines += [MESSAGES[card.leave_message](), *_words(card)]
    if card.block_caller_id and Way.CALL in allowed:
        lines.append(Line("yes", _("Block your caller ID.")))
    late = card.check_again_on <= clock.today()
    return Rule(
        "due" if late else "ok",
        _("Check the rule again") if late else _tag(allowed[0], card.ways[allowed[0]]),
        _("Ask again how to reach them: it is time to check.") if late else "",
        lines,
        _checked(card),
        frozenset(allowed),
        card.leave_message != SafeContact.Message.NO,
    )


MESSAGES = {
    "no": lambda: Line("no", _("No messages.")),
    "neutral": lambda: Line("yes", _("Messages in neutral words only.")),
    "yes": lambda: Line("yes", _("You can leave a message.")),
}


def _tag(way, when):
    if when:
        return _("%(way)s is OK, %(when)s") % {"way": way.label, "when": when}
    return _("%(way)s is OK") % {"way": way.label}


def _way_line(way, when):
    if when:
        return _("%(way)s: %(when)s.") % {"way": way.label, "when": when.rstrip(".")}
    return _("%(way)s, any time.") % {"way": way.label}


def _words(card):
    return [Line("yes", _("Say: “%(words)s”") % {"words": card.words})] if card.words else []


def _checked(card):
    days = (clock.today() - card.checked_on).days
    if days == 0:
        return _("Checked today")
    if days == 1:
        return _("Checked yesterday")
    return _("Checked %(days)s days ago") % {"days": days}
