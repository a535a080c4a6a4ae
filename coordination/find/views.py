"""Find on screen: a plain page, and the same lines for the dialog (S10)."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from coordination.access import allowed, fetch
from coordination.find import actions, lists
from coordination.survivors.models import Survivor


@allowed("coordination.view_today")
def find(request):
    """
    Anything this user may do, enter or see, by what they type. Sent, never part of an address.

    The dialog asks with the header `X-Part: find` and gets the lines alone.
    """
    request.gate.decide()
    typed = request.POST.get("q", "")
    parts = lists.parts(request, typed)
    context = {"typed": typed, "parts": parts, "count": lists.count(parts) if typed.strip() else ""}
    in_dialog = request.headers.get("X-Part") == "find"
    template = "results" if in_dialog else "find"
    context["in_dialog"] = in_dialog
    return render(request, f"coordination/find/{template}.html", context)


find.keeps_no_draft = True  # what one looked for is nobody's business


@require_POST
@allowed("coordination.view_people")
def open_found(request, ref):
    """To the page of a person that was found, who is offered again in this session."""
    person = fetch(request, Survivor, ref=ref)
    actions.remember(request, person)
    return redirect("survivor", ref=ref)


open_found.keeps_no_draft = True
