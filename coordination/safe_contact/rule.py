"""Her contact rule in words, the same beside every button that could break it."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from coordination import clock
from coordination.safe_contact.models import SafeContact, Way


@dataclass(frozen=True)
class Rule:
    """
    What the contact-rule card and tag show.

    `kind` is ok, due or stop (a word comes first, colour second); `tag` fits a list row; `lines`
    are full sentences; `yes` and `no` name the ways she allowed and those she did not.
    """

    kind: str
    tag: str
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
        return _paused(survivor)
    if card is None:
        return Rule(
            "stop", _("Ask before contact"), [_("Not set. Do not contact until you have asked.")]
        )
    if card.who == SafeContact.Who.THEY or not card.ways:
        return Rule(
            "stop",
            _("They will contact us"),
            [_("They will contact us. Do not reach out."), *_words(card)],
            _checked(card),
        )
    return _we_may(card)


def _paused(survivor):
    since = f"{survivor.status_since:%b} {survivor.status_since.day}"
    line = _("Paused since %(day)s. Do not contact unless they reach out.") % {"day": since}
    return Rule("stop", _("Paused"), [line])


def _we_may(card):
    ways = [way for way in Way if way in card.ways]
    lines = [_way_line(way, card.ways[way]) for way in ways]
    lines.append(MESSAGES[card.leave_message]())
    lines += _words(card)
    if card.block_caller_id and Way.CALL in ways:
        lines.append(_("Block your caller ID."))
    late = card.check_again_on <= clock.today()
    when = card.ways[ways[0]]
    tag = _("%(way)s is OK") % {"way": ways[0].label} + (f" {when}" if when else "")
    if late:
        return Rule("due", _("Check the rule again"), lines, _checked(card), frozenset(ways))
    return Rule(
        "ok",
        tag,
        lines,
        _checked(card),
        frozenset(ways),
        card.leave_message != SafeContact.Message.NO,
    )


MESSAGES = {
    "no": lambda: _("No messages."),
    "neutral": lambda: _("Messages: neutral words only."),
    "yes": lambda: _("You can leave a message."),
}


def _way_line(way, when):
    if when:
        return _("%(way)s: %(when)s.") % {"way": way.label, "when": when.rstrip(".")}
    return _("%(way)s: yes.") % {"way": way.label}


def _words(card):
    return [_("Say: “%(words)s”") % {"words": card.words}] if card.words else []


def _checked(card):
    days = (clock.today() - card.checked_on).days
    if days == 0:
        return _("Checked today")
    if days == 1:
        return _("Checked yesterday")
    return _("Checked %(days)s days ago") % {"days": days}
