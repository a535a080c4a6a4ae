"""Starting a handoff: five pages, kept between them, or from the page of a place (S41)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from coordination import access
from coordination.access import allowed, fetch, listing
from coordination.flags.lists import ask_before_location
from coordination.models import Survivor, rule_of
from coordination.once import once, sent_before
from coordination.registry import disclosable
from referrals.disclosure import gate
from referrals.groups.models import Group
from referrals.handoffs import actions, places, plans
from referrals.handoffs.models import Handoff
from referrals.handoffs.plan_forms import NeedForm, PlanForm, SharingForm
from referrals.handoffs.summary import plan_rows
from referrals.handoffs.team import team
from referrals.partners.models import Partner

STEPS = {
    "need": gettext_lazy("What they want"),
    "sharing": gettext_lazy("Sharing"),
    "preview": gettext_lazy("What they will get"),
    "plan": gettext_lazy("The plan"),
    "check": gettext_lazy("Check and start"),
}

LONGEST_SEARCH = 60  # letters; SQLite gives up on a pattern of 50,000

WHO_SEES = gettext_lazy("you, their other peers, your supervisor and program managers.")


@allowed("referrals.add_handoff")
def new_handoff(request, ref):
    """Begin, or go on where the plan stands."""
    person = fetch(request, Survivor, ref=ref)
    return redirect("start_handoff", ref=person.ref, step="need")


@allowed("referrals.add_handoff")
def start_handoff(request, ref, step):
    """One of the five pages. Without a plan there is only the first."""
    person = fetch(request, Survivor.objects.select_related("safe_contact"), ref=ref)
    if step not in STEPS:
        raise Http404
    mine = Handoff.objects.drafts().of(request.user).filter(survivor=person)
    plan = next(iter(listing(request, mine.with_place().select_related("introducer"))), None)
    if plan is None and step == "check" and sent_before(request):
        started = once(request, actions.start_handoff)  # what the first sending made
        return redirect("handoff", ref=started.ref)
    if plan is None and step != "need":
        return redirect("start_handoff", ref=ref, step="need")
    return PAGES[step](request, person, plan)


@require_POST
@allowed("referrals.add_handoff")
def drop_plan(request, ref):
    """Forget the plan: nothing has happened yet."""
    person = fetch(request, Survivor, ref=ref)
    mine = Handoff.objects.drafts().of(request.user).filter(survivor=person)
    for plan in listing(request, mine):
        plans.drop_plan(plan=plan, by=request.user)
    return redirect("survivor", ref=person.ref)


# The five pages -----------------------------------------------------------------------------


def _need(request, person, plan):
    """1: what they want, and the place, chosen together."""
    looking = "look" in request.POST
    text = _sent(request, "find").strip()[:LONGEST_SEARCH] if looking else ""
    chosen, key = plan.place if plan else None, _sent(request, "place")
    found = places.offered(request.user, person, text=text, chosen=chosen, key=key)
    if looking:  # what was typed stays, and nothing is asked of it yet
        start = {name: request.POST.get(name, "") for name in ["need", "place", "find"]}
    else:
        start = {"need": plan.need, "place": places.key_of(plan.place)} if plan else {}
    data = None if looking else request.POST or None
    form = NeedForm(data, places=found, initial=start)
    if form.is_valid():
        place = form.cleaned_data["place"]
        where = {"group" if isinstance(place, Group) else "partner": place}
        need = form.cleaned_data["need"]
        try:
            plans.choose_place(survivor=person, need=need, by=request.user, **where)
        except ValidationError as error:
            form.add_error("place", error)
        else:
            return _on(person, "sharing")
    in_vain = bool(text) and not found.found
    return _page(request, "need", person, plan, form=form, in_vain=in_vain)


def _sharing(request, person, plan):
    """2: is what helps them to know covered by a live agreement? Nobody gets past a no."""
    if request.method == "POST" and ("nothing" in request.POST or plan.group_id):
        changes = {"nothing_shared": True, "items": []}
        return _keep(person, plan, changes, request.user, "plan")
    agreement = actions.live_agreement(plan, request.user) if plan.partner_id else None
    form = None
    if agreement is not None:
        start = {
            "items": plan.items or agreement.items,
            "way": plan.way if plan.way in agreement.how else actions.best_way(agreement),
        }
        form = SharingForm(request.POST or None, agreement=agreement, initial=start)
        if form.is_valid():
            way = form.cleaned_data.get("way") or agreement.how[0]
            changes = {"nothing_shared": False, "items": form.cleaned_data["items"], "way": way}
            return _keep(person, plan, changes, request.user, "preview")
    return _page(request, "sharing", person, plan, form=form, agreement=agreement)


def _preview(request, person, plan):
    """3: exactly what they will get; nothing else can be typed in."""
    if request.method == "POST":
        return _on(person, "plan")
    body = missing = None
    if not plan.nothing_shared:
        agreement = actions.live_agreement(plan, request.user)
        if agreement is None or not plan.items:
            return _on(person, "sharing")
        try:
            body = gate.preview(agreement=agreement, items=plan.items, by=request.user)
        except ValidationError as error:
            messages.warning(request, error.messages[0])
            return _on(person, "sharing")
        missing = _nothing_written(plan.items, body)
    return _page(request, "preview", person, plan, body=body, missing=missing)


def _plan(request, person, plan):
    """4: who introduces them, how and when, and what if it does not feel right."""
    people = team(person, request.user)
    names = ["how", "introduce_on", "introduce_time", "contact", "help_with", "if_not_right"]
    start = {name: getattr(plan, name) for name in [*names, "prepared", "place_is_safe"]}
    start |= {"introducer": plan.introducer.ref, "first_check": plan.next_check_on}
    form = PlanForm(request.POST or None, plan=plan, team=people, initial=start)
    if form.is_valid():
        return _keep(person, plan, form.changes(), request.user, "check")
    return _page(request, "plan", person, plan, form=form)


def _check(request, person, plan):
    """5: everything once more, then start. The agreement is asked again, and locked."""
    refusal = None
    if request.method == "POST":
        try:
            started = once(request, actions.start_handoff, handoff=plan, by=request.user)
        except ValidationError as error:
            refusal = error
        else:
            messages.success(request, _("Saved."))
            return redirect("handoff", ref=started.ref)
    context = {"rows": plan_rows(plan, changes=True), "refusal": refusal and refusal.messages[0]}
    context["make_one"] = refusal is not None and refusal.error_list[0].code == "no_live_consent"
    return _page(request, "check", person, plan, **context)


PAGES = {
    "need": _need,
    "sharing": _sharing,
    "preview": _preview,
    "plan": _plan,
    "check": _check,
}


# From the page of a place ---------------------------------------------------------------------


@allowed("referrals.add_handoff")
def handoff_to_partner(request, ref):
    """A partner is chosen; for whom?"""
    place = get_object_or_404(Partner.objects.visible_to(request.user), ref=ref)
    return _for_whom(request, place, "partner")


@allowed("referrals.add_handoff")
def handoff_to_group(request, ref):
    """A group is chosen, which is told nothing; who goes?"""
    place = get_object_or_404(Group.objects.visible_to(request.user).listed(), ref=ref)
    return _for_whom(request, place, "group")


def _for_whom(request, place, kind):
    people = Survivor.objects.filter(status=Survivor.Status.OPEN).order_by("code")
    refusal = ""
    if request.method == "POST":
        person = fetch(request, people, ref=_sent(request, "person"))
        try:
            plans.choose_place(survivor=person, by=request.user, **{kind: place})
        except ValidationError as error:
            refusal = error.messages[0]
        else:
            return _on(person, "need")
    page = access.page(request, people)
    context = {"page": page, "place": place, "kind": kind, "refusal": refusal}
    return render(request, "referrals/handoffs/for_whom.html", context)


# ------------------------------------------------------------------------------------------


def _sent(request, name):
    """A value no form has looked at yet; PostgreSQL takes no NUL, not even to look for it."""
    return request.POST.get(name, "").replace("\x00", "")


def _on(person, step):
    return redirect("start_handoff", ref=person.ref, step=step)


def _keep(person, plan, changes, user, step):
    plans.change_plan(plan=plan, changes=changes, by=user)
    return _on(person, step)


def _page(request, step, person, plan, **context):
    names = list(STEPS)
    number = names.index(step) + 1
    context |= {
        "person": person,
        "plan": plan,
        "step": step,
        "step_title": STEPS[step],
        "number": number,
        "total": len(names),
        "back": names[number - 2] if number > 1 else "",
        "who_sees": WHO_SEES,
        "rule": rule_of(person),
        "ask_first": ask_before_location(request, person),
    }
    return render(request, f"referrals/handoffs/start_{step}.html", context)


def _nothing_written(items, body):
    """Labels of agreed things of which nothing is recorded, so that nobody counts on them."""
    there = {part["key"] for part in body["parts"]}
    known = disclosable.items()
    return [known[key].label for key in items if key in known and key not in there]
