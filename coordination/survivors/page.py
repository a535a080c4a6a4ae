"""One person's page (S14), and showing her legal name or number for a minute."""

from dataclasses import dataclass

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from coordination import access
from coordination.access import allowed, fetch, may
from coordination.audit.kinds import REVEAL, looks_as
from coordination.registry import cards
from coordination.safe_contact import hours
from coordination.safe_contact.models import Way
from coordination.safe_contact.rule import rule_of
from coordination.shell import address
from coordination.survivors.models import Survivor

REVEALED_SECONDS = 60
LINES_SHOWN = 3  # of the rule on a first phone screen; the rest is one tap away
# What one taps to begin a contact. A way she has not said yes to has no button.
BEGINS = {Way.CALL: ("phone", _("Call")), Way.TEXT: ("text", _("Text"))}


@dataclass(frozen=True)
class Action:
    """One entry of "What to do": shown to who may, where its room exists, while it makes sense."""

    label: str
    url_name: str
    permission: str
    open_only: bool = False
    step: str = ""

    def href(self, user, person):
        """Its address, or nothing where it does not belong on this page."""
        if not may(user, self.permission):
            return ""
        if self.open_only and person.status != Survivor.Status.OPEN:
            return ""
        return address(self.url_name, *[part for part in (person.ref, self.step) if part])


ACTIONS = [
    Action(_("Start a handoff"), "new_handoff", "referrals.add_handoff", open_only=True),
    Action(_("Choose a group together"), "choose", "referrals.add_handoff", open_only=True),
    Action(
        _("New sharing agreement"), "new_agreement", "referrals.add_consent", True, step="start"
    ),
    Action(_("Print summary"), "summary", "referrals.print_summary"),
    Action(_("Change how to reach them"), "safe_contact", "coordination.change_safe_contact"),
    Action(_("What is written, and what is not"), "start_person", "coordination.change_basics"),
    Action(_("Times with us"), "service", "coordination.view_people"),
    Action(_("Pause or finish"), "set_status", "coordination.change_survivor"),
]


@allowed("coordination.view_people")
def survivor(request, ref):
    """Her page: who she is, how to reach her, what keeps her safe; then what each app brings."""
    people = Survivor.objects.select_related("safe_contact", *cards.joins("person"))
    people = people.annotate(**cards.columns("person"))
    person = access.fetch_with_notes(request, people, ref=ref)
    rule, shown = rule_of(person), columns(request, person)
    may_call = may(request.user, "coordination.reveal_identity") and not shown["hold"]
    context = {
        "person": person,
        "rule": rule,
        "lines": rule.lines[:LINES_SHOWN],
        "folded": rule.lines[LINES_SHOWN:] + rule.more,
        "begins": begins(rule) if may_call else [],
        "actions": _actions(request.user, person),
        **shown,
    }
    return render(request, "coordination/survivors/survivor.html", context)


def columns(request, person):
    """
    The cards of her page by column, a chip for each section, and `hold`: a card says that she
    asked for time, so that nothing on the page invites to begin a contact.
    """
    shown = list(cards.shown("person", request, person))
    by_column = {
        f"{column}_cards": [one for one in shown if one.card.column == column]
        for column in ("head", "top", "main", "side")
    }
    main = by_column["main_cards"] + by_column["side_cards"]
    hold = any(one.context.get("hold") for one in shown)
    return by_column | {"chips": [one.card for one in main if one.card.anchor], "hold": hold}


def _actions(user, person):
    found = [(action.label, action.href(user, person)) for action in ACTIONS]
    return [{"label": label, "href": href} for label, href in found if href]


def begins(rule):
    """The ways one may begin a contact now, as her rule says: (value, icon, label)."""
    good = {hours.OPEN, hours.UNSURE}  # unsure: only her own words say when, and they stand there
    return [(way, *words) for way, words in BEGINS.items() if rule.now(way) in good]


@require_POST
@looks_as(REVEAL)
@allowed("coordination.reveal_identity")
def reveal(request, ref):
    """
    Her legal name and phone for a minute; the read audit says who asked.

    `way` says what it is for: then the number is there to tap, if her rule allows that way. The
    page leads back by itself after 60 seconds, without JavaScript too.
    """
    person = fetch(request, Survivor.objects.select_related("safe_contact"), ref=ref)
    access.reveal(request, person)
    rule = rule_of(person)
    way = request.POST.get("way", "")
    context = {
        "person": person,
        "rule": rule,
        "seconds": REVEALED_SECONDS,
        "dial": dial(person.phone) if way in BEGINS and rule.allows(way) else "",
        "way": way,
    }
    response = render(request, "coordination/survivors/reveal.html", context)
    return closes_itself(response, reverse("survivor", args=[ref]))


def dial(number):
    """A number as a phone takes it: digits, and a plus in front. Letters and notes fall away."""
    plus = "+" if number.strip().startswith("+") else ""
    digits = "".join(sign for sign in number if sign.isascii() and sign.isdigit())
    return f"{plus}{digits}" if digits else ""


def closes_itself(response, path):
    """Have the browser leave a page that shows what is closed, after a minute, on its own."""
    response["Refresh"] = f"{REVEALED_SECONDS}; url={path}"
    return response
