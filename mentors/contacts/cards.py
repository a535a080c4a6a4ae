"""What Today holds for a peer, and who was not reached for those who answer for it (S07-S09)."""

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.access import listing
from coordination.models import Step
from coordination.registry import needs
from coordination.registry.cards import card
from coordination.safe_contact.rule import rule_of
from mentors.contacts import silent
from mentors.contacts.lists import mine
from mentors.contacts.quiet import limits, rules
from mentors.peers.models import Peer
from mentors.peers.words import spots_used

DUE_SHOWN, STEPS_SHOWN, PEOPLE_SHOWN, QUIET_SHOWN = 8, 5, 6, 7


def my_people(request):
    """`mine`, asked once for all the cards of a page."""
    if not hasattr(request, "my_people"):
        request.my_people = mine(request)
    return request.my_people


@card(
    place="today",
    order=10,
    title=_("Your day"),
    template="mentors/contacts/cards/your_day.html",
    permission="mentors.add_contact",
)
def your_day(request):
    """Whom our agreed rhythm asks me to be in touch with, her rule beside the button (S07)."""
    people = my_people(request)
    due = [one for one in people if one.is_due]
    return {
        "due": due[:DUE_SHOWN],
        "more": len(due) > DUE_SHOWN,
        "people": bool(people),
        "supervisor": people[0].pairing.peer.supervisor if people else None,
    }


@card(
    place="today",
    order=20,
    title=_("To finish"),
    template="mentors/contacts/cards/to_finish.html",
    permission="mentors.add_contact",
)
def to_finish(request):
    """Steps I promised that are due or past their day, oldest first."""
    steps = Step.objects.to_remind().of(request.user).filter(due_on__lte=clock.today())
    people = steps.select_related("survivor__safe_contact")
    steps = listing(request, people, limit=STEPS_SHOWN + 1)
    for step in steps:
        step.rule = rule_of(step.survivor)
    more = len(steps) > STEPS_SHOWN
    return {"steps": steps[:STEPS_SHOWN], "more": more} if steps else None


@card(
    place="today",
    order=30,
    title=_("Your people"),
    template="mentors/contacts/cards/your_people.html",
    permission="mentors.add_contact",
    column="side",
)
def your_people(request):
    """Whom I walk with, those not reached for longest on top; spots used of my own limit."""
    people = my_people(request)
    rows = [one.pairing.peer for one in people] or Peer.objects.visible_to(request.user).filter(
        user=request.user
    )
    peer = next(iter(rows), None)
    if peer is None:
        return None
    first = sorted(people, key=lambda one: (one.alarm is None, -_days(one)))
    kinds = {one.pairing.kind for one in people if one.alarm}
    return {
        "peer": peer,
        "people": first[:PEOPLE_SHOWN],
        "more": len(people) > PEOPLE_SHOWN,
        "count": len(people),
        "spots": spots_used(len(people), peer.limit),
        "quiet_rule": rules(limits(), kinds) if kinds else "",
    }


def _days(one):
    return one.silence.days if one.silence else 0


# Who was not reached --------------------------------------------------------------------------


def _for_supervisors(place):
    return card(
        place=place,
        order=15,
        title=_("Not reached for a while"),
        template="mentors/contacts/cards/quiet.html",
        permission="selfcare.view_team",
    )


@_for_supervisors("team")
@_for_supervisors("today")
def not_reached(request):
    """People of the team nobody reached for longer than the rule allows; who does what next."""
    rows = silent.pairings(request, QUIET_SHOWN)
    return {"rows": rows} if rows else None


@needs.source(order=20)
def quiet_pairings(request):
    """The same among what needs a manager."""
    return [needs.later(_need, one) for one in silent.pairings(request, QUIET_SHOWN)]


def _need(one):
    words = {"rule": one.alarm.rule, "name": one.alarm.owner, "action": one.alarm.action}
    return needs.Need(
        text=one.alarm.tag,
        name=one.pairing.survivor.name,
        meta=say("%(rule)s %(name)s: %(action)s") % words,
        href=one.pairing.get_absolute_url(),
        action=say("See"),
    )
