"""The page on which a supervisor says why, and the minute in which the note is open."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse

from coordination.access import allowed, fetch, reveal_notes
from coordination.audit.kinds import NOTE, looks_as
from coordination.once import once
from coordination.survivors.page import closes_itself
from mentors.contacts import words
from mentors.contacts.models import Contact
from mentors.reveals import actions
from mentors.reveals.forms import ReasonForm
from mentors.reveals.models import OPEN_SECONDS


@looks_as(NOTE)
@allowed("mentors.reveal_note")
def reveal_note(request, ref):
    """
    Ask why; then show the text of one entry for 60 seconds. Only to the supervisor of its author.

    Sending the same form again within the minute shows it again; later it asks anew.
    """
    rows = Contact.objects.standing().filter(author__peer__supervisor=request.user)
    contact = fetch(request, rows.select_related("author", "survivor"), ref=ref)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        wanted = {"contact": contact, "reason": form.cleaned_data["reason"], "by": request.user}
        try:
            row = once(request, actions.reveal_note, **wanted)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            if row.is_open and row.contact_id == contact.pk:  # another form opens nothing here
                return _opened(request, contact)
            return redirect("reveal_note", ref=ref)
    context = {"form": form, "contact": contact, "line": words.line(contact)}
    return render(request, "mentors/reveals/reveal_note.html", context)


def _opened(request, contact):
    reveal_notes(request, contact)
    context = {
        "contact": contact,
        "line": words.line(contact),
        "meta": words.meta(contact),
        "seconds": OPEN_SECONDS,
    }
    response = render(request, "mentors/reveals/note.html", context)
    return closes_itself(response, reverse("contact", args=[contact.ref]))
