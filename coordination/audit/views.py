"""Who has looked: the whole log by code (S65), one person's part of it, and reviewing a look."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render

from coordination.access import allowed, fetch, listing
from coordination.audit import actions, reading
from coordination.audit.forms import ReviewForm
from coordination.audit.lists import Log, describe
from coordination.audit.models import AccessReview, ReadAudit
from coordination.once import once
from coordination.registry import cards
from coordination.survivors.line import day_in
from coordination.survivors.models import Survivor


@allowed("coordination.view_people")
def looked(request, ref):
    """Who has looked at one person, as far as this reader may know (experience.md a.1)."""
    person = fetch(request, Survivor, ref=ref)
    before = day_in(request.GET.get("before", ""))
    actors = reading.readers_for(request.user)
    rows, earlier = reading.of_person(person.pk, actors=actors, before=before)
    context = {
        "person": person,
        "looks": reading.named(rows, reading.Staff()),
        "earlier": earlier,
        "before": before,
        "own_only": actors == {request.user.pk},
        "team_only": actors is not None and actors != {request.user.pk},
    }
    return render(request, "coordination/audit/looked.html", context)


@allowed("coordination.review_access")
def access_log(request):
    """The log by code (S65): what stands out first, then everything that the filters ask for."""
    request.gate.decide()
    log = Log(request)
    page = log.page()
    standing_out = log.standing_out()
    looks = reading.looks(page.rows, log.staff)
    shown = describe(request, [*standing_out, *looks])
    context = {
        "log": log,
        "page": page,
        "outliers": shown[: len(standing_out)],
        "looks": shown[len(standing_out) :],
        "opens": reading.OPENS_AT,
        "closes": reading.CLOSES_AT - 12,
    }
    return render(request, "coordination/audit/access_log.html", context)


@allowed("coordination.review_access")
def access_of_person(request, ref):
    """One person's part of the log, by code, to read or to print."""
    request.gate.decide()
    person = reading.by_ref(request.user, ref)
    if person is None:
        raise Http404
    before = day_in(request.GET.get("before", ""))
    rows, earlier = reading.of_person(person.pk, before=before)
    staff = reading.Staff()
    standing_out = reading.outliers(reading.log_of(person.pk), staff)
    context = {
        "code": person.code,
        "ref": person.ref,
        "looks": reading.named(rows, staff),
        "outliers": describe(request, standing_out),
        "earlier": earlier,
        "before": before,
        "cards": list(cards.shown("access", request, person)),
    }
    return render(request, "coordination/audit/access_of_person.html", context)


@allowed("coordination.review_access")
def review_look(request, ref):
    """Write down what one look was about. Reviewed once; nothing is changed afterwards."""
    request.gate.decide()
    look = ReadAudit.by_ref(ref)
    about = reading.review_of(request.user, look)
    if about is None:
        raise Http404
    done = AccessReview.objects.filter(chain=look.chain, number=look.number).select_related("by")
    done = listing(request, done)
    form = ReviewForm(request.POST or None)
    if not done and form.is_valid():
        note = form.cleaned_data["note"]
        try:
            once(request, actions.review_access, look=look, note=note, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("access_log")
    context = {"form": form, "look": about, "done": done, "ref": ref}
    return render(request, "coordination/audit/review_look.html", context)
