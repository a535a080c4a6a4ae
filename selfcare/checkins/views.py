"""One's own check-in: answer it, see it, choose what the supervisor may see; the pulse."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coordination.access import allowed
from coordination.once import once
from selfcare import reach, wall

from . import actions, words
from .forms import CheckInForm, ShareForm
from .models import CheckIn, Pulse, SharedResult

SHOWN = 12  # a year of monthly check-ins


@allowed("selfcare.check_in")
def check_in(request):
    """S47. Nine rows of words; a draft goes on where it was left."""
    drafts = wall.mine(request, CheckIn.objects.drafts(), limit=1)
    form = CheckInForm(request.POST or None, answers=drafts[0].answers if drafts else {})
    if form.is_valid():
        finished = not form.stopping
        try:
            row = once(
                request, actions.check_in, by=request.user, answers=form.answers, finished=finished
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            if finished:
                return redirect("share_check_in", ref=row.ref)
            messages.success(request, _("Saved. You can go on any time."))
            return redirect("me")
    return render(request, "selfcare/checkins/check_in.html", {"form": form, "draft": drafts})


@allowed("selfcare.check_in")
def share_check_in(request, ref):
    """The last page: what may your supervisor see? Also the answer to a later change of mind."""
    row = wall.my(request, CheckIn.objects.finished(), ref=ref)
    form = ShareForm(request.POST or None, previews=_previews(request, row))
    if form.is_valid():
        actions.share(check_in=row, level=form.cleaned_data["level"], by=request.user)
        messages.success(request, _("Saved."))
        return redirect("check_in_result", ref=row.ref)
    return render(request, "selfcare/checkins/share_check_in.html", {"form": form, "row": row})


@allowed("selfcare.check_in")
def check_in_result(request, ref):
    """S48. What the answers come to, how that moved, and what the supervisor sees of it now."""
    row = wall.my(request, CheckIn.objects.finished(), ref=ref)
    until = wall.mine(request, CheckIn.objects.finished().filter(turn__lte=row.turn), limit=SHOWN)
    shared = wall.mine(request, SharedResult.objects.filter(check_in=row), limit=1)
    level = shared[0].level if shared else wall.Level.NOTHING
    result = row.result()
    earlier = [until[1].result(), until[1].finished_on] if len(until) > 1 else []
    context = {
        "row": row,
        "lines": words.lines(result, *earlier),
        "trend": words.trend(until),
        "form": ShareForm(initial={"level": level}, previews=_previews(request, row)),
        "supervisor": wall.supervisor_of(request.user),
        "reach": reach.people_for(request.user) if words.is_heavy(result) else None,
    }
    return render(request, "selfcare/checkins/check_in_result.html", context)


@allowed("selfcare.check_in")
@require_POST
def keep_pulse(request):
    """S26. One tap: Okay and Skip go back to the day, Heavy goes on to a pause."""
    feeling = request.POST.get("feeling", "")
    if feeling not in Pulse.Feeling.values:
        return redirect("today")
    once(request, actions.keep_pulse, by=request.user, feeling=feeling)
    return redirect("pause" if feeling == Pulse.Feeling.HEAVY else "today")


@allowed("selfcare.check_in")
def pause(request):
    """A two-minute pause in words, a debrief one tap away, and Not now."""
    wall.mine(request, Pulse.objects.none())
    return render(request, "selfcare/checkins/pause.html")


def _previews(request, row):
    supervisor = wall.supervisor_of(request.user)
    return words.previews(
        row.result(),
        row.finished_on,
        name=request.user.get_short_name(),
        supervisor=supervisor.get_short_name() if supervisor else _("Your supervisor"),
    )
