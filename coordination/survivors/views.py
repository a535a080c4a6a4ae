"""People: the list, adding one, and what is written about her."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render

from coordination import access, clock
from coordination.access import allowed, fetch
from coordination.once import once, sent_before
from coordination.organisation.models import Organisation
from coordination.safe_contact.rule import rule_of
from coordination.survivors import actions
from coordination.survivors.duplicates import known
from coordination.survivors.forms import (
    BasicsForm,
    ChangeSurvivorForm,
    IdentityForm,
    NewSurvivorForm,
    TellForm,
)
from coordination.survivors.lists import chip_of, filters, narrowed, rows_of
from coordination.survivors.models import Survivor
from coordination.survivors.start import onward


@allowed("coordination.view_people")
def survivor_list(request):
    """The people this user may see (S12): longest since a contact first."""
    chip = chip_of(request)
    people = narrowed(chip, request.user).select_related("safe_contact")
    page = access.page(request, people)
    rows, columns = rows_of(request, page.rows, chip.key, rule_of)
    context = {
        "page": page,
        "rows": rows,
        "columns": columns,
        "chosen": chip,
        "filters": filters(request.user, chip),
    }
    return render(request, "coordination/survivors/survivor_list.html", context)


@allowed("coordination.add_survivor")
def add_survivor(request):
    """Add a person (S13): a name is enough; then the rest as a task list, in any order."""
    request.gate.decide()
    form, alike = NewSurvivorForm(request.POST or None, instance=Survivor()), []
    if form.is_valid():
        alike = look_first(request, form)
        if not alike:
            try:
                added = once(request, actions.add_survivor, survivor=form.instance, by=request.user)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return redirect("start_person", ref=added.ref)
    context = {"form": form, "alike": alike}
    return render(request, "coordination/survivors/add_survivor.html", context)


def look_first(request, form, but=None):
    """Whom the typed name or number may belong to already; nobody once that was shown (S13)."""
    found = known(request, **form.typed(), but=but)
    if form.was_looked_at or sent_before(request):
        return []
    if found:
        form.mark_looked_at()
    return found


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


@allowed("coordination.change_basics")
def change_basics(request, ref):
    """What they like to be called, pronouns, languages, what helps them take part."""
    person = fetch(request, Survivor, ref=ref)
    form = BasicsForm(request.POST or None, instance=person)
    if form.is_valid():
        actions.change_survivor(survivor=person, changes=form.changes(), by=request.user)
        return onward(request, ref)
    context = {"form": form, "person": person}
    return render(request, "coordination/survivors/change_basics.html", context)


@allowed("coordination.change_basics")
def change_identity(request, ref):
    """Write a legal name or a phone; what is held stays closed (PRI-4)."""
    person = fetch(request, Survivor, ref=ref)
    form, alike = IdentityForm(request.POST or None), []
    if form.is_valid():
        alike = look_first(request, form, but=person)
        if not alike:
            actions.change_survivor(survivor=person, changes=form.changes(), by=request.user)
            return onward(request, ref)
    context = {"form": form, "person": person, "alike": alike}
    return render(request, "coordination/survivors/change_identity.html", context)


@allowed("coordination.change_basics")
def tell(request, ref):
    """What we must tell them: ticked when it was said, never signed (S13)."""
    person = fetch(request, Survivor, ref=ref)
    form = TellForm(request.POST or None, initial={"told_on": clock.today()})
    if form.is_valid():
        changes = {"told_on": form.cleaned_data["told_on"]}
        actions.change_survivor(survivor=person, changes=changes, by=request.user)
        return onward(request, ref)
    context = {"form": form, "person": person, "organisation": Organisation.current()}
    return render(request, "coordination/survivors/tell.html", context)
