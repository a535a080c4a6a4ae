"""Her contact rule in words, the same beside every button that could break it."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from coordination import clock
from coordination.safe_contact import hours
from coordination.safe_contact.models import SafeContact, Way
from coordination.templatetags.daybook import when as day_words


@dataclass(frozen=True)
class Line:
    """One sentence of the rule: `mark` is yes or no."""

    mark: str
    text: str


@dataclass(frozen=True)
class Rule:
    """
    What the contact-rule card and tag show.

    `kind` is ok, due or stop (a word comes first, colour second); `tag` fits a list row and says
    what is true now; `say` is the sentence on top; `lines` come in order of importance and `more`
    may be folded. `yes` holds the ways she allowed, `channels` what she said about each.
    """

    kind: str
    tag: str
    say: str = ""
    lines: list = field(default_factory=list)
    meta: str = ""
    yes: frozenset = frozenset()
    leaves_message: bool = False
    more: list = field(default_factory=list)
    channels: dict = field(default_factory=dict)

    def allows(self, way):
        """Whether she said yes to this Way."""
        return way in self.yes

    def may_leave_message(self, way):
        """Whether she said yes to a message by this Way."""
        return way in self.yes and self.channels[way].message != hours.NO

    def now(self, way, moment=None):
        """
        Whether this is a good moment for this Way: yes, outside (her days or hours), no, or unsure
        where only her words say when. `moment` is aware; hours are those of the organisation.
        """
        if way not in self.yes:
            return hours.CLOSED
        return self.channels[way].now(timezone.localtime(moment or clock.now()))


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
        lines = _not_answer(card) + _words(card) + _names(card)
        return Rule("stop", _("They will contact us"), say, lines, _checked(card), more=_more(card))
    return _we_may(card)


def _we_may(card):
    channels = card.channels()
    ways = [Line("yes", _way_line(way, one, card)) for way, one in channels.items()]
    refused = [way.label.lower() for way in Way if way not in channels]
    if refused:
        ways.append(Line("no", _("No %(ways)s.") % {"ways": ", ".join(map(str, refused))}))
    # A phone shows the first three: who must not answer, the first way, what to say.
    lines = _not_answer(card) + ways[:1] + _words(card) + ways[1:] + _names(card)
    late = card.check_again_on <= clock.today()
    kind, tag = _now(channels)
    return Rule(
        "due" if late else kind,
        _("Check the rule again") if late else tag,
        _("Ask again how to reach them: it is time to check.") if late else "",
        lines,
        _checked(card),
        frozenset(channels),
        any(one.message != hours.NO for one in channels.values()),
        _messages(channels) + _more(card),
        channels,
    )


# What is true now -------------------------------------------------------------------------


def _now(channels):
    """Kind and tag: the first way that is not outside her days and hours, else that none is."""
    moment = timezone.localtime(clock.now())
    for way, one in channels.items():
        if one.now(moment) != hours.OUTSIDE:
            return "ok", _open_tag(way, one)
    way, one = next(iter(channels.items()))
    named = {"way": way.label.lower(), "when": one.next_in_words(moment.isoweekday())}
    if one.is_on(moment.isoweekday()):
        return "due", _("Not now: %(way)s %(when)s") % named
    return "due", _("Not today: %(way)s %(when)s") % named


def _open_tag(way, one):
    if one.end:
        until = {"way": way.label.lower(), "until": hours.clock_words(one.end)}
        return _("Now: %(way)s is OK until %(until)s") % until
    if one.is_timed:
        return _("Now: %(way)s is OK") % {"way": way.label.lower()}
    if one.words:
        return _("%(way)s is OK, %(when)s") % {"way": way.label, "when": one.words}
    return _("%(way)s is OK") % {"way": way.label}


# Sentences ----------------------------------------------------------------------------------


def _way_line(way, one, card):
    """Call: weekdays, 9 a.m. to noon. No messages. Block your caller ID."""
    if when := one.when():
        parts = [_("%(way)s: %(when)s.") % {"way": way.label, "when": when.rstrip(".")}]
    else:
        parts = [_("%(way)s, any time.") % {"way": way.label}]
    parts.append(_message(way, one.message))
    if way == Way.CALL and card.block_caller_id:
        parts.append(_("Block your caller ID."))
    return " ".join(part for part in parts if part)


def _message(way, message):
    if message == hours.NEUTRAL:
        return _("Neutral words only.") if way in WRITTEN else _("Messages in neutral words only.")
    if way in SPOKEN:
        return _("You can leave a message.") if message == hours.YES else _("No messages.")
    return ""


SPOKEN, WRITTEN = {Way.CALL, Way.VIDEO}, {Way.TEXT, Way.EMAIL}


def _not_answer(card):
    words = _("Must not answer: %(who)s") % {"who": card.not_answer}
    return [Line("no", words)] if card.not_answer else []


def _words(card):
    return [Line("yes", _("Say: “%(words)s”") % {"words": card.words})] if card.words else []


def _names(card):
    names = []
    if card.our_name:
        names.append(_("You are “%(name)s”.") % {"name": card.our_name})
    if card.her_name:
        names.append(_("Ask for “%(name)s”.") % {"name": card.her_name})
    return [Line("yes", " ".join(names))] if names else []


def _messages(channels):
    """What a message may say, way by way."""
    words = _("%(way)s, in a message: “%(words)s”")
    return [
        Line("yes", words % {"way": way.label, "words": one.say})
        for way, one in channels.items()
        if one.say
    ]


def _more(card):
    lines = [
        _yes_no(
            card.keeps_number,
            _("It is safe for them to keep our number."),
            _("They do not keep our number."),
        ),
        _yes_no(
            card.carries_paper,
            _("It is safe for them to carry paper."),
            _("Give them no paper to carry."),
        ),
    ]
    if card.number_confirmed_on:
        day = {"day": day_words(card.number_confirmed_on)}
        lines.append(Line("yes", _("Number last confirmed: %(day)s.") % day))
    return lines


def _yes_no(is_so, yes, no):
    return Line("yes", yes) if is_so else Line("no", no)


def _checked(card):
    days = (clock.today() - card.checked_on).days
    if days == 0:
        return _("Checked today")
    if days == 1:
        return _("Checked yesterday")
    return _("Checked %(days)s days ago") % {"days": days}
