"""
Silence in words: how long, by which rule, what to do, and who does it (PAIR-8).

The organisation sets the days (`/setup/reminders/`); every alarm names its rule.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coordination.models import Organisation
from mentors.peers.models import Kind


@dataclass(frozen=True)
class Alarm:
    """
    One silence as a row shows it: `tag` with its `kind`, `rule`, and what `owner` does next.

    Together: "No contact for 16 days. Yellow after 14 days for a mentor."
    """

    kind: str
    tag: str
    rule: str
    action: str
    owner: str

    @property
    def text(self):
        return f"{self.tag}. {self.rule}"


def limits():
    """Kind of peer to (days until yellow, days until red), as the organisation set them."""
    held = Organisation.current()
    return {
        Kind.MENTOR: (held.mentor_quiet_days, held.mentor_silent_days),
        Kind.NAVIGATOR: (held.navigator_quiet_days, held.navigator_silent_days),
    }


def alarm(pairing, found, held, contact=None):
    """
    The words of a Silence of this pairing, or None while all is fine.

    `held` is what `limits()` gave; needs `pairing.peer.user` and its supervisor. `contact` is her
    contact rule where the page has it: nobody is told to try a way when she said no to all.
    """
    if found is None or not found.level:
        return None
    peer = pairing.peer
    tag = ngettext("No contact for %(days)s day", "No contact for %(days)s days", found.days)
    red = found.level == "act"
    if red:
        action = _("Ask %(name)s what would help, or agree on a pause.") % {"name": peer.first_name}
    elif contact is not None and not contact.yes:
        action = _("They asked not to be contacted. Talk it over with %(name)s.")
        action = action % {"name": peer.supervisor.get_short_name()}
    else:
        action = _("Try a way that is safe, or agree on a pause.")
    return Alarm(
        kind="stop" if red else "due",
        tag=tag % {"days": found.days},
        rule=rule(pairing.kind, held[pairing.kind]),
        action=action,
        owner=(peer.supervisor.name if red else peer.user.name),
    )


def rule(kind, days):
    """Yellow after 14 days for a mentor, red after 30. / Off for a mentor."""
    yellow, red = days
    who = _("a navigator with an open handoff") if kind == Kind.NAVIGATOR else _("a mentor")
    if yellow is None and red is None:
        return _("Off for %(who)s.") % {"who": who}
    if red is None:
        return _("Yellow after %(yellow)s days for %(who)s.") % {"yellow": yellow, "who": who}
    if yellow is None:
        return _("Red after %(red)s days for %(who)s.") % {"red": red, "who": who}
    words = _("Yellow after %(yellow)s days for %(who)s, red after %(red)s.")
    return words % {"yellow": yellow, "red": red, "who": who}


def rules(held, kinds=Kind.values):
    """The rule of each kind in one line, for the foot of a list."""
    return " ".join(rule(kind, held[kind]) for kind in Kind.values if kind in kinds)
