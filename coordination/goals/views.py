"""Goals and next steps on screen (S17)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coordination import access
from coordination.access import allowed, fetch
from coordination.goals import actions
from coordination.goals.forms import AddGoalForm, GoalForm, StepForm
from coordination.goals.lists import with_steps
from coordination.goals.models import Goal, Step
from coordination.once import once
from coordination.survivors.models import Survivor

# Goals --------------------------------------------------------------------------------------------


@allowed("coordination.view_people")
def goals(request, ref):
    """Her goals: those she has, then those she reached or let go."""
    person = fetch(request, Survivor, ref=ref)
    page = access.page(request, Goal.objects.filter(survivor=person).open_first())
    context = {"person": person, "page": page, "lines": with_steps(request, page.rows)}
    return render(request, "coordination/goals/goals.html", context)


@allowed("coordination.change_goal")
def add_goal(request, ref):
    """What she wants, in her words; a first step if there is one."""
    person = fetch(request, Survivor, ref=ref)
    form = AddGoalForm(request.POST or None, person=person, by=request.user)
    if form.is_valid():
        goal = Goal(survivor=person, **form.goal_fields())
        first = form.step_fields()
        step = Step(survivor=person, **first) if first else None
        try:
            once(request, actions.add_goal, goal=goal, step=step, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("goals", ref=ref)
    return render(request, "coordination/goals/add_goal.html", {"form": form, "person": person})


@allowed("coordination.change_goal")
def change_goal(request, ref):
    """Change a goal. When somebody else was faster, both versions are shown and nothing is lost."""
    goal = fetch(request, Goal.objects.select_related("survivor"), ref=ref)
    form = GoalForm(request.POST or None, goal=goal)
    context, status = {"goal": goal, "person": goal.survivor}, 200
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            if "both" in request.POST:
                raise ValidationError(_("Now make one of the two, then save."), code="both")
            changes = {"changes": form.changes(), "version": version}
            once(request, actions.change_goal, goal=goal, by=request.user, **changes)
        except ValidationError as error:
            if error.code in {"changed", "both"}:
                form, status = _beside_theirs(form, goal, error.code == "both"), 409
                context["theirs"] = goal
            form.add_error(None, error)
        else:
            return redirect("goals", ref=goal.survivor.ref)
    context["form"] = form
    return render(request, "coordination/goals/change_goal.html", context, status=status)


def _beside_theirs(form, goal, joined):
    """The form with what was typed, on the newest version; `joined`: their words before mine."""
    kept = form.data.copy()
    kept["version"] = goal.version
    if joined:
        kept["words"] = f"{goal.words} / {form.cleaned_data['words']}"
    again = GoalForm(kept, goal=goal)
    again.is_valid()
    return again


# Steps --------------------------------------------------------------------------------------------


@allowed("coordination.add_step")
def add_step(request, ref):
    """Promise a next step for somebody, or give it to another who walks with them."""
    return _add_step(request, fetch(request, Survivor, ref=ref), None)


@allowed("coordination.add_step")
def add_goal_step(request, ref):
    """The same, towards a goal."""
    goal = fetch(request, Goal.objects.select_related("survivor"), ref=ref)
    return _add_step(request, goal.survivor, goal)


def _add_step(request, person, goal):
    form = StepForm(request.POST or None, person=person, by=request.user)
    if form.is_valid():
        step = Step(survivor=person, goal=goal, **form.changes())
        try:
            once(request, actions.add_step, step=step, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("goals" if goal else "survivor", ref=person.ref)
    context = {"form": form, "person": person, "goal": goal}
    return render(request, "coordination/goals/add_step.html", context)


@allowed("coordination.add_step")
def change_step(request, ref):
    """Other words, another day, another doer; or drop it. A closed one can be opened again."""
    step = fetch(request, Step.objects.select_related("survivor", "who", "goal"), ref=ref)
    person = step.survivor
    form = StepForm(request.POST or None, person=person, by=request.user, step=step)
    if form.is_valid():
        try:
            once(request, actions.change_step, step=step, changes=form.changes(), by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("survivor", ref=person.ref)
    context = {"form": form, "step": step, "person": person}
    return render(request, "coordination/goals/change_step.html", context)


@allowed("coordination.add_step")
def my_steps(request):
    """Every open step I promised, soonest first; people who asked for a break are left out."""
    steps = Step.objects.to_remind().of(request.user).select_related("survivor")
    page = access.page(request, steps)
    return render(request, "coordination/goals/my_steps.html", {"page": page})


@require_POST
@allowed("coordination.add_step")
def finish_step(request, ref):
    """Mark a step done, and go back to where it was ticked."""
    return _close(request, ref, actions.finish_step, _("Done."))


@require_POST
@allowed("coordination.add_step")
def drop_step(request, ref):
    """Drop it; no reason is asked."""
    return _close(request, ref, actions.drop_step, _("Dropped."))


@require_POST
@allowed("coordination.add_step")
def reopen_step(request, ref):
    """Open again what was done or dropped by mistake."""
    return _close(request, ref, actions.reopen_step, _("Open again."))


def _close(request, ref, verb, said):
    step = fetch(request, Step.objects.select_related("survivor"), ref=ref)
    verb(step=step, by=request.user)
    messages.success(request, said)
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith("/"):
        return redirect(back)
    return redirect("survivor", ref=step.survivor.ref)
