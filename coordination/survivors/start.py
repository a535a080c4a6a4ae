"""The task list of adding a person (S13), and the way back to it from each of its pages."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from coordination.access import allowed, fetch
from coordination.registry.intake import tasks
from coordination.survivors.models import Survivor

FROM_START = "start"
DONE, NOT_YET, LATER = ("ok", _("Done")), ("due", _("Not yet")), ("plain", _("Later"))


@allowed("coordination.change_basics")
def start_person(request, ref):
    """What is done, what is not yet, what can wait; in any order."""
    people = Survivor.objects.select_related("safe_contact", "report_answers")
    person = fetch(request, people, ref=ref)
    shown = [_shown(task, person) for task in tasks(request.user)]
    context = {
        "person": person,
        "tasks": [one for one in shown if not one["apart"]],
        "apart": [one for one in shown if one["apart"]],
    }
    return render(request, "coordination/survivors/start_person.html", context)


def _shown(task, person):
    done = task.done(person)
    kind, words = DONE if done else LATER if task.can_wait else NOT_YET
    return {
        "label": task.label,
        "hint": task.hint,
        "href": f"{reverse(task.view, args=[person.ref])}?from={FROM_START}",
        "kind": kind,
        "state": words,
        "apart": task.apart,
    }


def came_from_start(request):
    """Whether this page was opened from the task list."""
    return request.GET.get("from") == FROM_START


def onward(request, ref, default="survivor"):
    """Where a page of one task goes when it is saved: to the task list it came from, if any."""
    return redirect("start_person" if came_from_start(request) else default, ref=ref)
