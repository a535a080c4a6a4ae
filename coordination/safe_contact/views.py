"""Her safe-contact card on screen."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coordination.access import allowed, fetch
from coordination.once import once
from coordination.safe_contact import actions
from coordination.safe_contact.forms import SafeContactForm
from coordination.safe_contact.rule import rule_of
from coordination.safe_contact.trail import changes
from coordination.survivors.models import Survivor
from coordination.survivors.start import onward


@allowed("coordination.change_safe_contact")
def safe_contact(request, ref):
    """How to reach her, and how not (S15). When somebody was faster, both are shown."""
    person = _person(request, ref)
    card = getattr(person, "safe_contact", None)
    form, theirs, status = SafeContactForm(request.POST or None, card=card), False, 200
    if form.is_valid():
        try:
            given = {"survivor": person, "answers": form.answers(), "seen": form.seen_before}
            once(request, actions.set_safe_contact, by=request.user, **given)
        except ValidationError as error:
            if getattr(error, "code", "") == "changed":
                form.look_again(card)
                theirs, status = True, 409
            form.add_error(None, error)
        else:
            return onward(request, ref)
    context = {
        "form": form,
        "theirs": theirs,
        "person": person,
        "card": card,
        "rule": rule_of(person),
        "changes": changes(card) if card else [],
    }
    page = "coordination/safe_contact/safe_contact.html"
    return render(request, page, context, status=status)


@allowed("coordination.change_safe_contact")
def stop_contact(request, ref):
    """They asked us to stop contacting them: one question, one button, at once."""
    person = _person(request, ref)
    if request.method == "POST":
        once(request, actions.stop_contact, survivor=person, by=request.user)
        messages.success(request, _("Saved. From now on they contact us. Nobody reaches out."))
        return redirect("survivor", ref=ref)
    context = {"person": person, "rule": rule_of(person)}
    return render(request, "coordination/safe_contact/stop_contact.html", context)


@require_POST
@allowed("coordination.change_safe_contact")
def check_contact(request, ref):
    """She was asked, and nothing changed."""
    person = _person(request, ref)
    try:
        once(request, actions.check_contact, survivor=person, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("safe_contact", ref=ref)
    messages.success(request, _("Saved. We ask again in 30 days."))
    return redirect("survivor", ref=ref)


def _person(request, ref):
    return fetch(request, Survivor.objects.select_related("safe_contact"), ref=ref)
