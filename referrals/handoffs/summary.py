"""A plan, and what was shared, as rows of a summary list."""

from django.urls import reverse
from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from coordination.registry import disclosable
from coordination.templatetags.daybook import when
from referrals.handoffs.models import Help


def plan_rows(handoff, *, changes=False):
    """
    What was planned, in the order it was asked; empty answers are left out.

    `changes`: with links back to the page that asked.
    """
    rows = [
        (_("What they want"), handoff.need, "need"),
        (_("Where"), str(handoff.place), "need"),
        (_("What they will get"), shared_words(handoff), "sharing"),
        (_("How they are told"), told(handoff), "sharing"),
        (_("How they are introduced"), handoff.get_how_display(), "plan"),
        (_("Who introduces them"), handoff.introducer and handoff.introducer.name, "plan"),
        (_("When"), day_and_time(handoff), "plan"),
        (_("Who receives them"), handoff.contact, "plan"),
        (_("What the way needs"), ", ".join(help_words(handoff)), "plan"),
        (_("If it does not feel right"), handoff.if_not_right, "plan"),
        (_("Talked over"), ", ".join(ticks(handoff)), "plan"),
    ]
    if changes:
        rows.append((_("When we look again"), when(handoff.next_check_on), "plan"))
    return [_row(handoff, *row, changes=changes) for row in rows if row[1]]


def partner_rows(partner):
    """How to reach the place, and what helps; empty for a group."""
    if partner is None:
        return []
    rows = [
        (_("How to reach them"), partner.reach),
        (_("They answer calls"), partner.get_answers_calls_display()),
        (_("They take walk-ins"), partner.get_walk_ins_display()),
        (_("What helps when we call"), partner.habits),
    ]
    return [{"term": term, "value": value} for term, value in rows if value]


def _row(handoff, term, value, step, *, changes):
    row = {"term": term, "value": value}
    if changes:
        row["change_href"] = reverse("start_handoff", args=[handoff.survivor.ref, step])
    return row


def shared_words(handoff):
    """The chosen things by name, or that nothing is shared."""
    if handoff.nothing_shared:
        return _("Nothing from us")
    return capfirst(", ".join(item_words(handoff.items)))


def item_words(keys):
    known = disclosable.items()
    return [str(known[key].label) for key in keys if key in known]


def told(handoff):
    return "" if handoff.nothing_shared else handoff.get_way_display()


def day_and_time(handoff):
    """The day of the introduction, and the time where one is set."""
    if not handoff.introduce_on:
        return ""
    if not handoff.introduce_time:
        return when(handoff.introduce_on)
    time = formats.time_format(handoff.introduce_time, "g:i a")
    return _("%(day)s, %(time)s") % {"day": when(handoff.introduce_on), "time": time}


def help_words(handoff):
    return [str(Help(one).label) for one in handoff.help_with if one in Help.values]


def ticks(handoff):
    found = [(handoff.prepared, _("what to expect")), (handoff.place_is_safe, _("a safe place"))]
    return [str(words) for ticked, words in found if ticked]
