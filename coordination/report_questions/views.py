"""Questions for reports on screen."""

from django.core.exceptions import ValidationError
from django.shortcuts import render

from coordination import clock
from coordination.access import allowed, fetch
from coordination.once import once
from coordination.organisation.models import Organisation
from coordination.report_questions import actions
from coordination.report_questions.forms import ReportQuestionsForm
from coordination.report_questions.lists import to_show
from coordination.survivors.models import Survivor
from coordination.survivors.start import onward


@allowed("coordination.record_report_answers")
def report_questions(request, ref):
    """What funders ask, each with why, each with "Not asked" first (S13, domain.md 15)."""
    person = fetch(request, Survivor.objects.select_related("report_answers"), ref=ref)
    held = getattr(person, "report_answers", None)
    answers = held.answers if held else {}
    lists = to_show(Organisation.current(), clock.today(), answers)
    mark = held.mark if held else ""
    form = ReportQuestionsForm(request.POST or None, lists=lists, held=answers, mark=mark)
    status = 200
    if lists and form.is_valid():
        given = {"survivor": person, "answers": list(form.answers()), "by": request.user}
        given["seen"] = form.seen_before
        try:
            once(request, actions.set_report_answers, **given)
        except ValidationError as error:
            if getattr(error, "code", "") == "changed":
                form.look_again()
                status = 409
            form.add_error(None, error)
        else:
            return onward(request, ref)
    context = {"form": form, "person": person, "lists": lists, "held": held}
    context["counted"] = [_counted(asked, answers) for asked in lists] if answers else []
    page = "coordination/report_questions/report_questions.html"
    return render(request, page, context, status=status)


def _counted(asked, answers):
    """A row of components/summary_list.html."""
    said = answers.get(asked.id, {}).get("said", [])
    return {"term": asked.label, "lines": asked.counted_as(said)}
