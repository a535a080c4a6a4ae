"""What the page of one group shows, as plain rows: what is not known is said in words."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coordination.templatetags.daybook import when

from .lists import clock_time, is_old, zone_note
from .models import Group, GroupFact, Meeting
from .support_models import BY_SLUG, UNKNOWN
from .words import LANGUAGES, Access, Attendance, Audience, Format, Status, labels
from .zones import next_start

CHILDREN = (Access.CHILDREN_WELCOME, Access.CHILD_CARE)
MOST_SIBLINGS = 10

TERMS = {
    "medication": gettext_lazy("Prescribed medicine"),
    "support_model": gettext_lazy("Kind of group"),
    "openness": gettext_lazy("Who can come"),
    "audiences": gettext_lazy("Made for"),
    "access": gettext_lazy("Way in and children"),
    "ways_in": gettext_lazy("Way in"),
    "children": gettext_lazy("Children"),
    "languages": gettext_lazy("Languages"),
    "formats": gettext_lazy("How it runs"),
    "secular": gettext_lazy("Secular or spiritual"),
    "led_by": gettext_lazy("Who leads"),
    "survivor_led": gettext_lazy("Led by people who lived it"),
    "speaking": gettext_lazy("Does everyone speak?"),
    "cross_talk": gettext_lazy("Do people answer each other?"),
    "proof_of_attendance": gettext_lazy("Proof of having been there"),
    "off_limits": gettext_lazy("Topics off limits"),
    "at_the_door": gettext_lazy("At the door"),
    "introductions": gettext_lazy("Warm introductions"),
    "status": gettext_lazy("Does it still meet?"),
    "confidential": gettext_lazy("Kept off every list"),
}


@dataclass
class Time:
    """One weekly time in words."""

    meeting: Meeting
    days: str
    hours: str
    note: str
    next_day: str


def of(group, user):
    """The context of the page: five queries, however much is known."""
    meetings = list(Meeting.objects.visible_to(user).current().filter(group=group))
    facts = GroupFact.objects.visible_to(user).filter(group=group).select_related("noted_by")
    return {
        "times": [_time(meeting) for meeting in meetings],
        "known": _known(group),
        "medicine": _medicine(group),
        "is_old": is_old(group),
        "is_listed": _is_listed(group, meetings),
        "facts": [_fact(fact) for fact in facts[:20]],
        "siblings": _siblings(group, user),
    }


def _is_listed(group, meetings):
    """Whether searches offer it: the same question as `Group.objects.listed`, of one group."""
    there = any(meeting.attendance != Attendance.INACTIVE for meeting in meetings)
    return group.is_shown and group.status == Status.ACTIVE and there


def model_rows(model):
    """Summary rows of a kind of group."""
    return [{"term": label, "value": said.text} for label, said in model.rows()]


def _time(meeting):
    starts_at = next_start(meeting)
    day = meeting.get_weekday_display()
    return Time(
        meeting,
        _("Every %s") % day if meeting.weekday else _("By appointment"),
        _hours(meeting),
        zone_note(meeting, starts_at),
        when(starts_at.date()) if starts_at else "",
    )


def _hours(meeting):
    """7 to 8:30 p.m.; an end nobody gave is said to be assumed."""
    if meeting.start is None:
        return _("Ask for the time") if meeting.weekday else _("Ask how to come")
    start = clock_time(meeting.start)
    if meeting.end is None:
        return _("%(start)s; length not known") % {"start": start}
    if meeting.end_assumed:
        return _("%(start)s, about an hour (end not given)") % {"start": start}
    return _("%(start)s to %(end)s") % {"start": start, "end": clock_time(meeting.end)}


def _known(group):
    """
    Everything a person may ask before they go, as rows of a summary list.

    The third entry names what its kind says. What neither the group nor its kind says stands
    together at the end under "Not known yet": it is said, and what is known stays in sight.
    """
    said = BY_SLUG[group.support_model.slug].said if _has_words(group) else {}
    children = [code for code in group.access if code in CHILDREN]
    ways_in = [code for code in group.access if code not in CHILDREN]
    rows = [
        ("openness", _shown(group, "openness"), "open_to"),
        ("audiences", ", ".join(labels(Audience, group.audiences)), ""),
        ("secular", _shown(group, "secular"), "philosophy"),
        ("led_by", _shown(group, "led_by"), "led_by"),
        ("survivor_led", _shown(group, "survivor_led"), ""),
        ("speaking", _shown(group, "speaking"), "speaking"),
        ("cross_talk", _shown(group, "cross_talk"), ""),
        ("off_limits", group.off_limits, ""),
        ("formats", ", ".join(labels(Format, group.formats)), "structure"),
        ("at_the_door", group.at_the_door, ""),
        ("ways_in", ", ".join(labels(Access, ways_in)), ""),
        ("children", ", ".join(labels(Access, children)), ""),
        ("languages", ", ".join(labels(LANGUAGES, group.languages)), ""),
        ("proof_of_attendance", _shown(group, "proof_of_attendance"), ""),
        ("introductions", group.introductions, ""),
    ]
    shown = [_row(TERMS[name], words, said.get(key)) for name, words, key in rows]
    silent = [str(TERMS[name]) for (name, *_rest), row in zip(rows, shown, strict=True) if not row]
    known = [row for row in shown if row]
    return known + [{"term": _("Not known yet"), "lines": silent}] if silent else known


def _row(term, words, said):
    """A row, or None. Where the group is silent, its kind speaks beside "Not known"."""
    if words:
        return {"term": term, "value": words}
    if said is None or said.code == UNKNOWN:
        return None
    general = _("Groups of this kind: %s") % said.text
    return {"term": term, "lines": [_("Not known for this group."), general]}


def _shown(group, field):
    """The words of a choice; nothing while it is not known."""
    if getattr(group, field) == UNKNOWN:
        return ""
    return str(getattr(group, f"get_{field}_display")())


def _medicine(group):
    """FIT-3: the stance stands by itself, before anything about anyone is sent."""
    said = BY_SLUG[group.support_model.slug].said.get("medication") if _has_words(group) else None
    known = group.medication != UNKNOWN
    return {
        "known": known,
        "text": group.get_medication_display() if known else _("Not known for this group."),
        "general": said.text if said and not known else "",
    }


def _has_words(group):
    return group.support_model is not None and group.support_model.slug in BY_SLUG


def _fact(fact):
    """A line of what people found out, newest first."""
    field = Group._meta.get_field(fact.field)
    words = dict(field.flatchoices).get(fact.value, fact.value)
    if fact.field in ("audiences", "access"):
        known = Audience if fact.field == "audiences" else Access
        words = ", ".join(labels(known, [code for code in fact.value.split(", ") if code]))
    return {
        "icon": "check",
        "text": f"{TERMS.get(fact.field, fact.field)}: {words or _('Not known')}",
        "meta": _("%(how)s · %(day)s · %(who)s")
        % {
            "how": fact.get_heard_from_display(),
            "day": when(fact.noted_on),
            "who": fact.noted_by,
        },
    }


def _siblings(group, user):
    """
    Other times listed under the same group name: [(group, when)].

    None when they are many: some lists put a whole district there.
    """
    if not group.group_name or group.source_id is None:
        return []
    rows = Group.objects.visible_to(user).listed().exclude(pk=group.pk)
    rows = rows.filter(source=group.source_id, group_name=group.group_name)
    meetings = Meeting.objects.visible_to(user).current().filter(group__in=rows)
    times = defaultdict(list)
    for meeting in meetings.select_related("group")[: MOST_SIBLINGS * 7 + 1]:
        times[meeting.group].append(_short(meeting))
    if len(times) > MOST_SIBLINGS:
        return []
    return [(other, ", ".join(dict.fromkeys(words))) for other, words in times.items()]


def _short(meeting):
    if meeting.by_appointment:
        return _("by appointment")
    day = meeting.get_weekday_display()
    return _("%(day)s, %(time)s") % {"day": day, "time": clock_time(meeting.start)}
