"""
Her own copy of what we keep: who she is to us, how we reach her, what keeps her safe (S69).

Read by the person herself, so it says "you". Staff stand in it by role and never by name: paper
can be found, and a name on it would lead to a peer.
"""

from django.utils.formats import date_format
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coordination import clock, vault
from coordination.access import READ_NOTES
from coordination.audit import kinds
from coordination.audit.models import ReadAudit
from coordination.models import Flag, Organisation, Outcome, ReportAnswers, Role, RoleHeld
from coordination.registry.disclosable import item
from coordination.report_questions.lists import of_version
from coordination.safe_contact.rule import rule_of

LOOKED_DAYS = 90


@item(
    "own_name",
    label=_("what we call them, and their number"),
    to_herself=True,
    hers=_("Who you are to us"),
    opens=[vault.IDENTITY],
)
def own_name(survivor):
    """Only what is written down; nothing is said of what is not."""
    named = [
        (say("We call you: %(words)s"), survivor.name),
        (say("Pronouns: %(words)s"), survivor.pronouns),
        (say("Languages: %(words)s"), survivor.languages),
        (say("What helps you take part: %(words)s"), survivor.access_needs),
        (say("Legal name: %(words)s"), survivor.legal_name),
        (say("Phone: %(words)s"), survivor.phone),
    ]
    lines = [line % {"words": words} for line, words in named if words]
    if survivor.told_on:
        lines.append(say("We told you what we keep on %(day)s.") % {"day": _day(survivor.told_on)})
    return lines


@item(
    "own_contact",
    label=_("how they may be reached"),
    to_herself=True,
    hers=_("How we may reach you"),
)
def own_contact(survivor):
    """Her rule in the words that staff read."""
    rule = rule_of(survivor)
    lines = [rule.say] if rule.say else []
    return lines + [line.text for line in [*rule.lines, *rule.more]]


@item(
    "own_safety",
    label=_("safety instructions"),
    to_herself=True,
    hers=_("What we do to keep you safe"),
)
def own_safety(survivor):
    """What staff are asked to do; whom she is never paired with is not on paper."""
    rows = Flag.objects.unscoped("her own copy").filter(survivor=survivor).standing()
    return [str(flag.text) for flag in rows]


@item(
    "own_outcomes",
    label=_("when they were asked how things are"),
    to_herself=True,
    hers=_("When we asked how things are"),
    by_reader=True,
)
def own_outcomes(survivor, by):
    """
    When something was asked; what it was only from the hands of those who read the answers, as on
    her page (a.1). The answers stay with those who walk with her.
    """
    rows = Outcome.objects.unscoped("her own copy").filter(survivor=survivor).finished()
    read = set(rows.visible_to(by, READ_NOTES).values_list("pk", flat=True))
    lines = [
        f"{_day(row.asked_on)}: {row.asked.title}" if row.pk in read else _day(row.asked_on)
        for row in rows.select_related("text").newest()
    ]
    lines = list(dict.fromkeys(lines))
    return [*lines, say("Ask your peer to read your answers with you.")] if lines else []


@item(
    "own_reports",
    label=_("their answers for reports"),
    to_herself=True,
    hers=_("Your answers for reports"),
)
def own_reports(survivor):
    """Each question with the words of the list it was answered on."""
    row = ReportAnswers.objects.unscoped("her own copy").filter(survivor=survivor).first()
    lines = []
    for key, held in (row.answers if row else {}).items():
        asked = of_version(key, held["list"])
        said = ", ".join(str(label) for label in asked.counted_as(held["said"]))
        lines.append(f"{asked.label} {said}")
    return lines


@item(
    "own_looked",
    label=_("who has looked"),
    to_herself=True,
    hers=_("Who has looked at this"),
)
def own_looked(survivor):
    """By role, with the number of days, over three months; being on a list is no look."""
    rows = ReadAudit.objects.filter(person=survivor.pk, at__gte=clock.days_ago(LOOKED_DAYS))
    rows = rows.exclude(kinds.only(kinds.LIST)).exclude(actor=None)
    looks = {(actor, clock.local_day(at)) for actor, at in rows.values_list("actor", "at")}
    if not looks:
        return [say("No one has looked in the last three months.")]
    roles = _roles({actor for actor, _day_of in looks})
    days = {}
    for actor, day in looks:
        days.setdefault(roles.get(actor, say("Someone who no longer works here")), set()).add(day)
    line = say("%(role)s: on %(days)s of the last 90 days")
    found = [line % {"role": role, "days": len(days[role])} for role in sorted(days)]
    return [*found, say("You can ask who they are.")]


def _roles(users):
    """User to the label of the first role they hold, in the order of Role."""
    order = list(Role)
    held = RoleHeld.objects.filter(user__in=users).values_list("user", "role")
    found = {}
    for user, role in held:
        now = found.get(user)
        if now is None or order.index(role) < order.index(now):
            found[user] = role
    return {user: str(Role(role).label) for user, role in found.items()}


@item(
    "own_change",
    label=_("how to change or remove it"),
    to_herself=True,
    hers=_("You can change this"),
)
def own_change(survivor):
    """What she can ask for, and whom."""
    return [
        say("You can ask us to fix anything that is wrong."),
        say("You can ask us to take out what you do not want kept."),
        say("You can stop sharing at any time. You do not have to give a reason."),
        *_whom(),
    ]


@item("own_card", label=_("a small card"), to_herself=True, hers=_("To remember"))
def own_card(survivor):
    """Words that tell nobody else anything."""
    return [say("You can ask to see it, change it, or stop it."), *_whom()]


def _whom():
    phone = Organisation.current().phone
    return [say("Call %(phone)s, or tell your peer.") % {"phone": phone}] if phone else []


def _day(day):
    return date_format(day, "F j, Y")
