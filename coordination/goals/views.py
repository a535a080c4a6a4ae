"""Next steps on screen."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from coordination.access import allowed, fetch
from coordination.goals import actions
from coordination.goals.forms import StepForm
from coordination.goals.models import Step
from coordination.once import once
from coordination.survivors.models import Survivor


@allowed("coordination.add_step")
def add_step(request, ref):
    """Promise a next step for somebody one walks with; one does it oneself."""
    person = fetch(request, Survivor, ref=ref)
    form = StepForm(request.POST or None, instance=Step(survivor=person, who=request.user))
    if form.is_valid():
        try:
            once(request, actions.add_step, step=form.instance, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("survivor", ref=ref)
    return render(request, "coordination/goals/add_step.html", {"form": form, "person": person})


@require_POST
@allowed("coordination.add_step")
def finish_step(request, ref):
    """Mark a step done, and go back to where it was ticked."""
    step = fetch(request, Step.objects.select_related("survivor"), ref=ref)
    actions.finish_step(step=step, by=request.user)
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/"):
        return redirect(back)
    return redirect("survivor", ref=step.survivor.ref)
