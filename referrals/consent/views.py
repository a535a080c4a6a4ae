"""Sharing agreements on screen: the list (S29), one agreement (S32), stopping (S33)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coordination import access
from coordination.access import allowed, fetch, listing
from coordination.models import Survivor
from coordination.once import once
from referrals.consent import actions, wording
from referrals.consent.forms import StopForm
from referrals.consent.models import Consent, ConsentEvent
from referrals.consent.screens import give_screen


@allowed("referrals.view_consent")
def sharing(request, ref):
    """Every agreement of one person, the newest first (S29)."""
    person = fetch(request, Survivor, ref=ref)
    mine = Consent.objects.filter(survivor=person).select_related("partner")
    page = access.page(request, mine.order_by("-starts_on", "-pk"))
    return render(request, "referrals/consent/sharing.html", {"person": person, "page": page})


@allowed("referrals.view_consent")
def agreement(request, ref):
    """The exact text agreed, and everything that happened to it (S32)."""
    held = fetch(request, Consent.objects.select_related("survivor", "partner"), ref=ref)
    events = ConsentEvent.objects.filter(consent=held).select_related("by").order_by("at", "pk")
    context = {
        "agreement": held,
        "paragraphs": [wording.parts(line) for line in held.text],
        "entries": [_entry(event) for event in listing(request, events)],
    }
    return render(request, "referrals/consent/agreement.html", context)


def _entry(event):
    icons = {"signed": "edit", "stopped": "stop", "said_no": "minus", "copied": "print"}
    told = Consent.Told(event.how).label if event.how in Consent.Told.values else ""
    return {"event": event, "icon": icons.get(event.kind, "sharing"), "told": told}


@require_POST
@allowed("referrals.add_consent")
def give(request, ref):
    """Hand the screen over once more: the page timed out, or she wanted to sleep on it."""
    held = fetch(request, Consent.objects.select_related("survivor"), ref=ref)
    try:
        token = actions.hand_over(agreement=held, by=request.user)
    except ValidationError as error:
        messages.warning(request, error.message)
        return redirect("agreement", ref=ref)
    return give_screen(request, token)


@allowed("referrals.stop_consent")
def stop_sharing(request, ref):
    """
    Stop at once (S33): "Stop sharing", then "Stop now".

    Nothing is validated: a form sent without an answer, or with a strange one, stops all the same.
    """
    held = fetch(request, Consent.objects.select_related("survivor", "partner"), ref=ref)
    if request.method == "POST":
        told = request.POST.get("how_told") or Consent.Told.SAID
        once(request, actions.stop_sharing, agreement=held, how_told=told, by=request.user)
        messages.success(request, _("Stopped. Nothing more is shared under this agreement."))
        return redirect("agreement", ref=ref)
    context = {"agreement": held, "form": StopForm()}
    return render(request, "referrals/consent/stop_sharing.html", context)
