"""Ask for a debrief, see what became of it, and answer one."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coordination import clock
from coordination.access import allowed
from coordination.once import once
from selfcare import reach, wall

from . import actions
from .forms import DebriefForm, TimeForm
from .models import Debrief


@allowed("selfcare.ask_debrief")
def ask_debrief(request):
    """S50. Three choices and no topic; afterwards, when to expect an answer and who else to try."""
    waiting = wall.mine(request, Debrief.objects.open(), limit=1)
    form = DebriefForm(request.POST or None)
    if form.is_valid():
        try:
            once(request, actions.ask_debrief, wanted=form.cleaned_data["wanted"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("ask_debrief")
    context = {
        "form": form,
        "debrief": waiting[0] if waiting else None,
        "reach": reach.people_for(request.user),
    }
    return render(request, "selfcare/debriefs/ask_debrief.html", context)


@allowed("selfcare.ask_debrief")
@require_POST
def close_debrief(request, ref):
    """Not needed any more: as easy as asking, and nobody asks why."""
    debrief = wall.my(request, Debrief.objects.all(), ref=ref)
    actions.close_debrief(debrief=debrief, by=request.user)
    messages.success(request, _("Saved. You can ask again any time."))
    return redirect("me")


@allowed("selfcare.view_team")
def set_debrief_time(request, ref):
    """Marcus answers with a time: one box."""
    debrief = wall.shared_one(request, Debrief.objects.open().select_related("subject"), ref=ref)
    form = TimeForm(request.POST or None, initial={"at": debrief.set_for or _next_half_hour()})
    if form.is_valid():
        try:
            actions.set_debrief_time(debrief=debrief, at=form.cleaned_data["at"], by=request.user)
        except ValidationError as error:
            form.add_error("at", error)
        else:
            messages.success(request, _("Saved. They can see the time now."))
            return redirect("team")
    return render(
        request, "selfcare/debriefs/set_debrief_time.html", {"form": form, "debrief": debrief}
    )


def _next_half_hour():
    """The next full or half hour that is at least half an hour away, local time."""
    later = timezone.localtime(clock.now() + timedelta(minutes=59))
    return later.replace(minute=later.minute // 30 * 30, second=0, microsecond=0)
