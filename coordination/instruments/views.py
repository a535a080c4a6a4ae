"""Questionnaires of the organisation (S61, 8): load the words, look, say permission is held."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coordination.access import about_nobody, allowed
from coordination.instruments import actions, shelf
from coordination.instruments.about import INSTRUMENTS
from coordination.instruments.forms import LoadForm, SwitchOnForm
from coordination.instruments.models import InstrumentText
from coordination.once import once, sent_before

MANAGE = "coordination.manage_instruments"


@allowed(MANAGE)
@about_nobody
def questionnaire_list(request):
    """Every questionnaire Daybook can score, on what terms, and which words are here."""
    context = {"groups": shelf.groups(InstrumentText.objects.without_words())}
    return render(request, "coordination/instruments/questionnaire_list.html", context)


@allowed(MANAGE)
@about_nobody
def load_questionnaire(request):
    """Read a file; what it holds waits for permission."""
    form = LoadForm(*_sent(request))
    if form.is_valid():
        try:
            row = once(request, actions.load_text, text=form.text, by=request.user)
        except ValidationError as error:
            form.add_error("version", error.messages)
        else:
            messages.success(request, _("Loaded. Look at how it was read."))
            return redirect("questionnaire", ref=row.ref)
    return render(request, "coordination/instruments/load_questionnaire.html", {"form": form})


@allowed(MANAGE)
@about_nobody
def questionnaire(request, ref):
    """How a text was read, and the tick that switches it on."""
    text = _text(ref)
    form = SwitchOnForm(*_sent(request))
    if form.is_valid():
        try:
            once(request, actions.switch_on, text=text, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Switched on."))
            return redirect("questionnaire", ref=ref)
    about = INSTRUMENTS[text.key_name]
    context = {"text": text, "about": about, "items": shelf.items(text), "form": form}
    return render(request, "coordination/instruments/questionnaire.html", context)


@require_POST
@allowed(MANAGE)
@about_nobody
def switch_off(request, ref):
    """Nobody is asked it any more; old results keep its words."""
    once(request, actions.switch_off, text=_text(ref), by=request.user)
    messages.success(request, _("Switched off. Old results stay."))
    return redirect("questionnaire", ref=ref)


@require_POST
@allowed(MANAGE)
@about_nobody
def remove_questionnaire(request, ref):
    """Take away words that nobody ever used."""
    if sent_before(request):
        return redirect("questionnaire_list")
    try:
        once(request, actions.remove_text, text=_text(ref), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("questionnaire", ref=ref)
    messages.success(request, _("Removed."))
    return redirect("questionnaire_list")


def _sent(request):
    """What was sent, also when it is nothing at all."""
    return (request.POST, request.FILES) if request.method == "POST" else ()


def _text(ref):
    rows = InstrumentText.objects.select_related("loaded_by", "confirmed_by")
    found = rows.filter(ref=ref).first()
    if found is None:
        raise Http404
    return found
