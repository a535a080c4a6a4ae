"""Group sessions on screen: log one, read them, correct or take out one's own."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from coordination import access, drafts
from coordination.access import allowed, fetch, listing
from coordination.forms import ErrorForm
from coordination.home import saved
from coordination.once import once, sent_before
from mentors.contacts.choices import TOPICS
from mentors.contacts.models import Contact
from mentors.pairing.models import Pairing
from mentors.sessions import actions
from mentors.sessions.forms import SessionForm, large, start_of
from mentors.sessions.models import GroupSession

TITLES, LOOKED_AT = 4, 12  # names of groups offered, from so many sessions before


@allowed("mentors.view_session")
def session_list(request):
    """The sessions I held; for supervisors and managers those they may see (S27)."""
    rows = GroupSession.objects.standing().select_related("author").newest()
    context = {"page": access.page(request, rows), "me": request.user}
    return render(request, "mentors/sessions/session_list.html", context)


@allowed("mentors.add_contact")
def new_session(request):
    """Log a group session (S27)."""
    titles = _titles(request)
    start = {"which": titles[0] if titles else ""} | drafts.kept(request)
    form = SessionForm(request.POST or None, people=_people(request), titles=titles, initial=start)
    if form.is_valid():
        row = GroupSession(author=request.user, owner=request.user.pk, **form.facts())
        wanted = {"session": row, "people": form.chosen_people(), "by": request.user}
        try:
            once(request, actions.hold_session, **wanted)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            if note := large(form.cleaned_data["came"]):
                messages.info(request, note)
            return redirect(saved.address())
    return render(request, "mentors/sessions/new_session.html", {"form": form})


@allowed("mentors.view_session")
def session(request, ref):
    """One session: how many came, and of people only those the reader may see."""
    row = fetch(request, GroupSession.objects.select_related("author"), ref=ref)
    came = Contact.objects.standing().filter(session=row).select_related("survivor")
    context = {
        "session": row,
        "came": listing(request, came.order_by("pk")),
        "topics": [label for key, label in TOPICS.items() if key in row.topics],
        "own": row.author_id == request.user.pk,
        "large": large(row.came),
    }
    return render(request, "mentors/sessions/session.html", context)


@allowed("mentors.add_contact")
def correct_session(request, ref):
    """Change a session I held; the contacts it wrote follow."""
    row = _own(request, ref)
    form = _correction(request, row)
    if form.is_valid():
        wanted = {"changes": form.facts(), "people": form.chosen_people(), "by": request.user}
        wanted["reason"] = form.cleaned_data.get("reason", "")
        try:
            once(request, actions.correct_session, session=row, **wanted)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("session", ref=ref)
    return render(request, "mentors/sessions/correct_session.html", {"form": form, "session": row})


def _correction(request, row):
    people = _people(request)
    came = listing(request, Contact.objects.standing().filter(session=row, author=request.user))
    there = {contact.survivor_id for contact in came}
    refs = [person.ref for person in people if person.pk in there]
    return SessionForm(
        request.POST or None, people=people, session=row, initial=start_of(row, refs)
    )


@allowed("mentors.add_contact")
def withdraw_session(request, ref):
    """Entered in error: it leaves every list with the contacts it wrote, and a reason stays."""
    if sent_before(request):
        return redirect("session", ref=ref)
    row = _own(request, ref)
    form = ErrorForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            once(request, actions.withdraw_session, session=row, reason=reason, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Taken out. It is on no list now."))
            return redirect("session_list")
    context = {"form": form, "session": row}
    return render(request, "mentors/sessions/withdraw_session.html", context)


def _own(request, ref):
    """A session I held and still stand by."""
    rows = GroupSession.objects.standing().led_by(request.user)
    return fetch(request, rows, ref=ref)


def _people(request):
    """Those I walk with now, by the day we began."""
    rows = Pairing.objects.walking().of(request.user).select_related("survivor")
    return [row.survivor for row in listing(request, rows.order_by("started_on", "pk"))]


def _titles(request):
    """Names of the groups I held last, each once."""
    rows = GroupSession.objects.standing().led_by(request.user).newest()
    held = listing(request, rows, limit=LOOKED_AT)
    return list(dict.fromkeys(row.title for row in held))[:TITLES]
