"""Handoffs: the list by what to do next, one of them, and what happened to it (S42, S43)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from coordination import access
from coordination.access import allowed, fetch, listing
from coordination.models import Role, rule_of
from coordination.once import once, sent_before
from coordination.roles import may
from coordination.templatetags.daybook import when
from referrals.disclosure.models import Disclosure
from referrals.handoffs import actions, steps
from referrals.handoffs.forms import HowItWentForm, UpdateForm
from referrals.handoffs.models import Handoff, HandoffEvent, HowItWent
from referrals.handoffs.summary import item_words, partner_rows, plan_rows
from referrals.handoffs.team import team

WHO_SEES = gettext_lazy("you, their other peers, your supervisor and program managers.")
FELT_SHOWN = 3  # the last times she said how it went
SHOWN = 10  # of each part, before one asks for all of it


@allowed("referrals.view_handoff")
def handoff_list(request):
    """Own, of the team, or all one may see: by what to do next (S42)."""
    scopes = _scopes(request.user)
    scope = request.GET.get("show", "")
    scope = scope if scope in scopes else next(iter(scopes))
    rows = Handoff.objects.of(request.user) if scope == "mine" else Handoff.objects.all()
    part = next((one for one in steps.PARTS if one.key == request.GET.get("part")), None)
    context = {
        "scopes": scopes,
        "scope": scope,
        "others": scope != "mine",
        "bars": steps.bars(request.user, rows),
    }
    if part is not None:
        page = access.page(request, steps.in_part(rows, part))
        context |= {"page": page, "part": part, "entries": steps.entries(page.rows)}
        return render(request, "referrals/handoffs/handoff_part.html", context)
    context["parts"] = [_part(request, rows, one) for one in steps.PARTS]
    context["nothing"] = not any(part["entries"] for part in context["parts"])
    context["plans"] = listing(request, Handoff.objects.drafts().of(request.user).with_place())
    return render(request, "referrals/handoffs/handoff_list.html", context)


def _scopes(user):
    """The filters of this user's list: peers own some, supervisors look at their team's."""
    if may(user, "coordination.view_every_survivor"):
        return {"all": gettext_lazy("All"), "mine": gettext_lazy("Mine")}
    if Role.SUPERVISOR in user.roles:
        return {"team": gettext_lazy("Your team")}
    return {"mine": gettext_lazy("Mine"), "all": gettext_lazy("All your people")}


def _part(request, rows, part):
    found = listing(request, steps.in_part(rows, part), limit=SHOWN + 1)
    return {
        "part": part,
        "entries": steps.entries(found[:SHOWN]),
        "more": len(found) > SHOWN,
    }


@allowed("referrals.view_handoff")
def handoff(request, ref):
    """One handoff: where it stands, who acts next, the plan, what was shared, what happened."""
    related = ["survivor__safe_contact", "partner", "group", "owner_user", "introducer"]
    row = fetch(request, Handoff.objects.select_related(*related, "disclosure"), ref=ref)
    if row.state == "draft":
        return redirect("start_handoff", ref=row.survivor.ref, step="need")
    events = HandoffEvent.objects.filter(handoff=row).select_related("by").order_by("-number")
    events = listing(request, events)
    shared = Disclosure.objects.filter(pk__in={event.disclosure_id for event in events} - {None})
    context = {
        "handoff": row,
        "person": row.survivor,
        "rule": rule_of(row.survivor),
        "tag": steps.tag(row),
        "waiting": steps.waiting(row),
        "road": steps.road(row),
        "plan_rows": plan_rows(row),
        "partner_rows": partner_rows(row.partner),
        "entries": [_event(event) for event in events if not _passing(event)],
        "felt": listing(request, HowItWent.objects.filter(handoff=row), limit=FELT_SHOWN),
        "shared": [
            (line, item_words(line.items))
            for line in listing(request, shared.select_related("by").order_by("-at"))
        ],
    }
    return render(request, "referrals/handoffs/handoff.html", context)


def _passing(event):
    """A pause of no length on the way out of a plan: true, and no news to anybody."""
    return event.from_state == "draft" and event.to_state == "consent_pending"


ICONS = {"try": "phone", "note": "note", "move": "next", "sheet": "print"}


def _event(event):
    moved = event.kind == HandoffEvent.Kind.MOVE
    text = event.get_to_state_display() if moved else event.get_kind_display()
    who = event.by.name if event.by else _("by time")
    meta = f"{when(event.on)} · {who}"
    return {"icon": ICONS[event.kind], "text": text, "meta": meta, "note": event.note}


@allowed("referrals.update_handoff")
def update_handoff(request, ref):
    """What happened: one form, with what can follow now."""
    related = ["survivor__safe_contact", "partner", "group", "owner_user"]
    row = fetch(request, Handoff.objects.select_related(*related), ref=ref)
    if not row.is_open or sent_before(request):
        return redirect("handoff", ref=ref)
    form = UpdateForm(
        request.POST or None,
        handoff=row,
        team=team(row.survivor, row.owner_user),
        tried_enough=actions.tried_enough(row),
    )
    if form.is_valid():
        try:
            _carry_out(request, form, row)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("handoff", ref=ref)
    context = {"form": form, "handoff": row, "person": row.survivor}
    context |= {"tag": steps.tag(row), "rule": rule_of(row.survivor), "who_sees": WHO_SEES}
    return render(request, "referrals/handoffs/update_handoff.html", context)


def _carry_out(request, form, row):
    if form.is_note:
        once(request, actions.note_handoff, handoff=row, by=request.user, **form.for_note())
    else:
        once(request, actions.move_handoff, handoff=row, by=request.user, **form.for_move())


@allowed("referrals.update_handoff")
def how_it_went(request, ref):
    """Asked with the person after a visit; skipping all is fine (S44)."""
    row = fetch(request, Handoff.objects.select_related("survivor", "partner", "group"), ref=ref)
    if row.introduced_on is None:
        return redirect("handoff", ref=ref)
    form = HowItWentForm(request.POST or None, handoff=row)
    if form.is_valid():
        try:
            once(request, actions.keep_how_it_went, handoff=row, by=request.user, **form.said())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("handoff", ref=ref)
    context = {"form": form, "handoff": row, "who_sees": WHO_SEES}
    return render(request, "referrals/handoffs/how_it_went.html", context)
