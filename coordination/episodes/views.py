"""Her periods of service on screen, and the verbs that begin and end them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coordination.access import allowed, fetch
from coordination.episodes.forms import StatusForm
from coordination.episodes.lists import periods
from coordination.once import once
from coordination.registry import cards, open_work
from coordination.survivors import actions
from coordination.survivors.models import Survivor


@allowed("coordination.view_people")
def service(request, ref):
    """Since when she is with us, earlier periods, and who walked with her then (PAIR-11)."""
    person = fetch(request, Survivor, ref=ref)
    shown = list(cards.shown("service", request, person))
    context = {"person": person, "periods": periods(request, person), "cards": shown}
    return render(request, "coordination/episodes/service.html", context)


@allowed("coordination.change_survivor")
def set_status(request, ref):
    """Pause, finish, or open again; what is still open is said first."""
    person = fetch(request, Survivor, ref=ref)
    form = StatusForm(request.POST or None, survivor=person)
    if form.is_valid():
        try:
            once(request, actions.set_status, survivor=person, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("service", ref=ref)
    left = open_work.about(person) if person.status != Survivor.Status.FINISHED else []
    context = {"form": form, "person": person, "left": left}
    return render(request, "coordination/episodes/set_status.html", context)


@require_POST
@allowed("coordination.change_survivor")
def start_service(request, ref):
    """Work with her has begun without a peer."""
    person = fetch(request, Survivor, ref=ref)
    try:
        actions.start_service(survivor=person, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Saved."))
    return redirect("service", ref=ref)
