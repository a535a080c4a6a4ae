"""Her safe-contact card on screen."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render

from coordination.access import allowed, fetch
from coordination.safe_contact import actions
from coordination.safe_contact.forms import SafeContactForm
from coordination.safe_contact.rule import rule_of
from coordination.survivors.models import Survivor


@allowed("coordination.change_safe_contact")
def safe_contact(request, ref):
    """How to reach her, and how not (S15)."""
    person = fetch(request, Survivor.objects.select_related("safe_contact"), ref=ref)
    card = getattr(person, "safe_contact", None)
    form = SafeContactForm(request.POST or None, card=card)
    if form.is_valid():
        try:
            actions.set_safe_contact(survivor=person, answers=form.answers(), by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("survivor", ref=ref)
    context = {"form": form, "person": person, "card": card, "rule": rule_of(person)}
    return render(request, "coordination/safe_contact/safe_contact.html", context)
