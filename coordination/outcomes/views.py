"""How things are, on screen: what was asked, asking, one set of answers, the safety page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coordination.access import READ_NOTES, allowed, fetch, listing
from coordination.forms import ErrorForm
from coordination.once import once, sent_before
from coordination.outcomes import actions, reading
from coordination.outcomes.forms import NEXT, STOP, CorrectForm, SafetyForm
from coordination.outcomes.lists import overview
from coordination.outcomes.models import Outcome
from coordination.outcomes.sittings import Sitting
from coordination.survivors.models import Survivor

POINTS = 12  # sets on a line; older ones stay in the list


@allowed("coordination.view_people")
def outcomes(request, ref):
    """Each measure: never asked, asked on, or time to ask again; dates alone for other readers."""
    person = fetch(request, Survivor, ref=ref)
    context = {"person": person, "found": overview(request, person)}
    return render(request, "coordination/outcomes/outcomes.html", context)


@require_POST
@allowed("coordination.record_outcome")
def set_asking(request, ref):
    """They do not want to be asked, or they changed their mind."""
    person = fetch(request, Survivor, permission=READ_NOTES, ref=ref)
    wanted = request.POST.get("wanted", "")
    if wanted in {"yes", "no"}:
        actions.set_asking(survivor=person, wanted=wanted == "yes", by=request.user)
    return redirect("outcomes", ref=ref)


@allowed("coordination.record_outcome")
def ask_outcome(request, ref, measure):
    """A page of questions (S47): all optional, saved whenever one stops, no timer."""
    person = fetch(request, Survivor, permission=READ_NOTES, ref=ref)
    sitting = Sitting(request, person, measure)
    if request.method != "POST" and sitting.draft and sitting.draft.waits_for_safety:
        return redirect("outcome_safety", ref=ref, outcome=sitting.draft.ref)
    form = sitting.form(request.POST or None)
    context = {"person": person, "sitting": sitting, "form": form}
    if form.is_valid():
        if left := sitting.left(form):
            context |= {"left": left, "sent": _sent(request, left.name)}
            return render(request, "coordination/outcomes/ask_again.html", context)
        try:
            row = _keep(request, sitting, form)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _after(request, sitting, row, form.then)
    return render(request, "coordination/outcomes/ask_outcome.html", context)


def _keep(request, sitting, form):
    kept = {"outcome": sitting.outcome(form), "answers": form.answers, "by": request.user}
    finished = form.then not in (NEXT, STOP)
    return once(request, actions.keep_answers, finished=finished, **kept)


def _after(request, sitting, row, then):
    ref = sitting.person.ref
    if row.waits_for_safety:
        return redirect("outcome_safety", ref=ref, outcome=row.ref)
    if then == NEXT:
        address = reverse("ask_outcome", args=[ref, sitting.slug])
        return redirect(f"{address}?page={sitting.page + 1}")
    if then == STOP:
        messages.success(request, _("Saved. You can go on any time."))
        return redirect("outcomes", ref=ref)
    return redirect("outcome", ref=ref, outcome=row.ref)


def _sent(request, but):
    """What was sent, to be carried along while one question is asked again."""
    hidden = {"csrfmiddlewaretoken", "then", but}
    pairs = [(name, value) for name, values in request.POST.lists() for value in values]
    return [(name, value) for name, value in pairs if name not in hidden]


@allowed("coordination.record_outcome")
def outcome(request, ref, outcome):
    """One set of answers, what it comes to, how that moved. The safety page comes first."""
    row = _row(request, ref, outcome)
    if row.waits_for_safety:
        return redirect("outcome_safety", ref=ref, outcome=row.ref)
    if row.finished_at is None:
        return redirect("ask_outcome", ref=ref, measure=row.measure)
    context = {
        "person": row.survivor,
        "outcome": row,
        "lines": reading.lines(_until(request, row)),
        "answered": reading.answered(row),
        "screening": reading.has_bands(row),
        "remarks": reading.remarks(row),
        "differs": reading.stated_differs(row),
        "versions": reading.versions(row),
        "own": row.asked_by_id == request.user.pk,
    }
    return render(request, "coordination/outcomes/outcome.html", context)


@allowed("coordination.record_outcome")
def outcome_safety(request, ref, outcome):
    """What to do now, whatever the total is. It ends with "I have read this"."""
    row = _row(request, ref, outcome)
    if not row.is_flagged:
        return redirect("outcome", ref=ref, outcome=row.ref)
    form = SafetyForm(request.POST or None, initial={"talked": bool(row.talked_on)})
    if form.is_valid():
        actions.read_safety(outcome=row, talked=form.cleaned_data["talked"], by=request.user)
        return redirect("outcome", ref=ref, outcome=row.ref)
    context = {
        "person": row.survivor,
        "outcome": row,
        "form": form,
        "told": actions.who_is_told(row),
        "own": row.asked_by_id == request.user.pk,
    }
    return render(request, "coordination/outcomes/outcome_safety.html", context)


@allowed("coordination.record_outcome")
def correct_outcome(request, ref, outcome):
    """Change a set I asked; after 24 hours with a reason, and the version before stays."""
    row = _own(request, ref, outcome)
    if row.waits_for_safety:
        return redirect("outcome_safety", ref=ref, outcome=row.ref)
    form = CorrectForm(request.POST or None, outcome=row)
    if form.is_valid():
        given = {name: form.cleaned_data.get(name, "") for name in ("stated", "reason")}
        given |= {"answers": form.answers, "asked_on": form.cleaned_data["asked_on"]}
        try:
            once(request, actions.correct_outcome, outcome=row, by=request.user, **given)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("outcome", ref=ref, outcome=row.ref)
    context = {"person": row.survivor, "outcome": row, "form": form}
    return render(request, "coordination/outcomes/correct_outcome.html", context)


@allowed("coordination.record_outcome")
def outcome_error(request, ref, outcome):
    """Entered in error: it leaves every list, with a reason."""
    if sent_before(request):
        return redirect("outcomes", ref=ref)
    row = _own(request, ref, outcome)
    form = ErrorForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            once(request, actions.mark_error, outcome=row, reason=reason, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("outcomes", ref=ref)
    context = {"person": row.survivor, "outcome": row, "form": form}
    return render(request, "coordination/outcomes/outcome_error.html", context)


def _rows(ref):
    rows = Outcome.objects.filter(survivor__ref=ref)
    return rows.select_related("survivor", "asked_by", "text")


def _row(request, ref, outcome):
    """A set whose answers this user may read."""
    return fetch(request, _rows(ref), permission=READ_NOTES, ref=outcome)


def _own(request, ref, outcome):
    """A set I asked and finished myself, and that still stands."""
    rows = _rows(ref).filter(asked_by=request.user).finished()
    return fetch(request, rows, permission=READ_NOTES, ref=outcome)


def _until(request, row):
    """This set and those before it, as far as their safety page was read."""
    rows = Outcome.objects.finished().filter(survivor=row.survivor_id, measure=row.measure)
    rows = rows.filter(asked_on__lte=row.asked_on).select_related("text").newest()
    found = listing(request, rows, permission=READ_NOTES, limit=POINTS)
    until = (row.asked_on, row.written_at)
    found = [one for one in found if (one.asked_on, one.written_at) <= until]
    return [one for one in found if not one.waits_for_safety]
