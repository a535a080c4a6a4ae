"""Where a pairing stands, and every move it made: who, and when."""

from django.utils.translation import gettext as _

from mentors.pairing.models import Pairing

Status = Pairing.Status
ORDER = [Status.PROPOSED, Status.ACCEPTED, Status.ACTIVE, Status.ENDED]
ICONS = {
    Status.PROPOSED: "pairing",
    Status.ACCEPTED: "calendar",
    Status.ACTIVE: "check",
    Status.PAUSED: "clock",
    Status.ENDED: "flag",
}


def stages(pairing):
    """Rows for components/steps.html, of a pairing that came or may still come to walking."""
    here = Status.ACTIVE if pairing.status == Status.PAUSED else pairing.status
    if here not in ORDER:
        return []
    place = ORDER.index(here)
    rows = [
        (_("Offered"), pairing.offered_at),
        (_("Both want to meet"), pairing.meeting_on),
        (_("Paired"), pairing.started_on),
        (_("Ended"), pairing.ended_on),
    ]
    states = ["done"] * place + ["now"] + ["todo"] * len(ORDER)
    return [
        {"label": label, "state": state, "day": day}
        for (label, day), state in zip(rows, states, strict=False)
        if day or (state == "todo" and label != rows[-1][0])
    ]


def moves(pairing):
    """
    Every move, newest first, as rows for components/timeline.html.

    Two versions with the same status are one move, unless somebody answered or agreed anew.
    """
    rows, before = [], None
    versions = pairing.history.select_related("history_user").order_by("history_date", "history_id")
    for version in versions:
        if text := _said(version, before):
            name = version.history_user.name if version.history_user else _("Daybook")
            rows.append(
                {
                    "icon": ICONS.get(version.status, "note"),
                    "text": text,
                    "by": name,
                    "at": version.history_date,
                }
            )
        before = version
    return rows[::-1]


def _said(version, before):
    if before is None:
        return _("Offered")
    if version.status == Status.ACTIVE and before.status == Status.PAUSED:
        return _("Walking on after a break")
    if version.status != before.status:
        return version.get_status_display()
    if version.peer_answer != before.peer_answer:
        return _("The peer said yes")
    if version.meeting_on != before.meeting_on:
        return _("Meeting moved")
    if (version.rhythm, version.way) != (before.rhythm, before.way):
        return _("Rhythm agreed anew")
    return ""
