"""What a person wants from a peer, on screen."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render

from coordination.access import allowed, fetch, may
from coordination.models import Survivor
from coordination.once import once
from coordination.survivors.start import came_from_start, onward
from mentors.wishes import actions
from mentors.wishes.forms import WishesForm


@allowed("mentors.change_wishes")
def wishes(request, ref):
    """Ask what they want from a peer, in any order, any row left blank (S18)."""
    person = fetch(request, Survivor.objects.select_related("wishes"), ref=ref)
    held = getattr(person, "wishes", None)
    form = WishesForm(request.POST or None, wishes=held)
    if form.is_valid():
        asked = {"answers": form.answers(), "words": form.cleaned_data["words"]}
        try:
            once(request, actions.set_wishes, survivor=person, by=request.user, **asked)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            if came_from_start(request):
                return onward(request, ref)
            manages = may(request.user, "mentors.add_pairing")
            return redirect("ideas" if manages else "survivor", ref=ref)
    context = {"form": form, "person": person, "asked": held}
    return render(request, "mentors/wishes/wishes.html", context)
