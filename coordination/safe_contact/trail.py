"""What changed on her safe-contact card: what, when, who."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coordination.safe_contact.hours import channel
from coordination.safe_contact.models import SafeContact, Way

SHOWN = 20
# Field of the card to the words that say it changed.
SAID = {
    "words": gettext_lazy("What to say if someone else answers"),
    "not_answer": gettext_lazy("Who must not answer"),
    "our_name": gettext_lazy("The name we use"),
    "her_name": gettext_lazy("The name to ask for"),
    "block_caller_id": gettext_lazy("Caller ID"),
    "keeps_number": gettext_lazy("Keeping our number"),
    "carries_paper": gettext_lazy("Carrying paper"),
    "number_confirmed_on": gettext_lazy("When the number was confirmed"),
}


def changes(card):
    """
    Rows for the page, newest first: `at`, `by`, and `lines`, what was different from before.

    A version with nothing different is a check: she was asked, and nothing changed.
    """
    versions = card.history.select_related("history_user")
    versions = list(versions.order_by("-history_date", "-history_id")[: SHOWN + 1])
    before = [*versions[1:], None]
    rows = [
        {"at": new.history_date, "by": _who(new), "lines": _lines(new, old)}
        for new, old in zip(versions, before, strict=True)
    ]
    return rows[:SHOWN]


def _who(version):
    return version.history_user.name if version.history_user else _("Daybook")


def _lines(new, old):
    if old is None:
        return [_("Written down for the first time")]
    lines = []
    if new.who != old.who:
        lines.append(str(SafeContact.Who(new.who).label))
    lines += [line for way in Way if (line := _of_way(way, new, old))]
    changed = [name for name in SAID if getattr(new, name) != getattr(old, name)]
    lines += [str(SAID[name]) for name in changed]
    return lines or [_("Checked, nothing changed")]


def _of_way(way, new, old):
    """Call: now weekdays, 9 a.m. to noon. / Text: not any more."""
    now, before = (version.ways.get(way) for version in (new, old))
    if now is None:
        return _("%(way)s: not any more") % {"way": way.label} if before is not None else ""
    now = channel(now, new.leave_message)
    if before is not None and now == channel(before, old.leave_message):
        return ""
    return _("%(way)s: now %(when)s") % {"way": way.label, "when": now.when() or _("any time")}
