"""People: the list, adding one, changing what is written about her."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render

from coordination import access
from coordination.access import allowed, fetch
from coordination.once import once
from coordination.safe_contact.rule import rule_of
from coordination.survivors import actions
from coordination.survivors.forms import ChangeSurvivorForm, StatusForm, SurvivorForm
from coordination.survivors.lists import FILTERS, filtered
from coordination.survivors.models import Survivor


@allowed("coordination.view_people")
def survivor_list(request):
    """The people this user may see (S12): longest since a contact first."""
    chosen = request.GET.get("show", "")
    chosen = chosen if chosen in FILTERS else "all"
    page = access.page(request, filtered(chosen).select_related("safe_contact"))
    people = [(person, rule_of(person)) for person in page.rows]
    context = {"page": page, "people": people, "chosen": chosen, "filters": FILTERS.items()}
    return render(request, "coordination/survivors/survivor_list.html", context)


@allowed("coordination.add_survivor")
def add_survivor(request):
    """Add a person (S13): a name to call her by is enough; how to reach her comes next."""
    request.gate.decide()
    form = SurvivorForm(request.POST or None, instance=Survivor())
    if form.is_valid():
        try:
            added = once(request, actions.add_survivor, survivor=form.instance, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("safe_contact", ref=added.ref)
    return render(request, "coordination/survivors/add_survivor.html", {"form": form})


@allowed("coordination.change_survivor")
def change_survivor(request, ref):
    """Change what they like to be called, languages, access needs, whether they want a peer."""
    person = fetch(request, Survivor, ref=ref)
    form = ChangeSurvivorForm(request.POST or None, instance=person)
    if form.is_valid():
        try:
            actions.change_survivor(survivor=person, changes=form.changes(), by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("survivor", ref=ref)
    context = {"form": form, "person": person}
    return render(request, "coordination/survivors/change_survivor.html", context)


@allowed("coordination.change_survivor")
def set_status(request, ref):
    """Pause, finish, or open again."""
    person = fetch(request, Survivor, ref=ref)
    form = StatusForm(request.POST or None, initial={"status": person.status})
    if form.is_valid():
        try:
            actions.set_status(survivor=person, status=form.cleaned_data["status"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("survivor", ref=ref)
    context = {"form": form, "person": person}
    return render(request, "coordination/survivors/set_status.html", context)
