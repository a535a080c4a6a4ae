"""Contacts on screen: log one in five taps, read them, correct one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coordination import drafts
from coordination.access import READ_NOTES, allowed, fetch, listing
from coordination.flags import lists as flags
from coordination.forms import ErrorForm
from coordination.goals.owners import who_walk
from coordination.home import saved
from coordination.once import once, sent_before
from coordination.registry import cards
from coordination.safe_contact.rule import rule_of
from mentors.contacts import actions, words, words_to_ask
from mentors.contacts.correction_forms import CorrectContactForm, NoteForm
from mentors.contacts.forms import LogContactForm
from mentors.contacts.lists import mine, versions
from mentors.contacts.models import Contact
from mentors.pairing.models import Pairing

WITH_RULE = ["survivor__safe_contact", "peer__user"]
ASKED_FIRST = {"against_rule", "asked_to_wait"}  # said before it is saved, not refused


@allowed("mentors.add_contact")
def log_pick(request):
    """Whom did you see? My people, those due first (the Log place on the bar)."""
    people = mine(request)
    return render(request, "mentors/contacts/log_pick.html", {"people": people})


@allowed("mentors.add_contact")
def log_contact(request, ref):
    """
    Log a contact (S25). A way she did not say yes to is asked about before it is saved.

    "Go back" on that page shows the form again with all that was chosen and typed; "Back" on this
    one keeps it as a draft.
    """
    walking = Pairing.objects.walking().of(request.user).select_related(*WITH_RULE)
    pairing = fetch(request, walking, survivor__ref=ref)
    person, rule = pairing.survivor, rule_of(pairing.survivor)
    people = who_walk(person)
    make = {"rule": rule, "people": people, "by": request.user}
    start = {"how": pairing.way} | drafts.kept(request)
    form = LogContactForm(request.POST or None, initial=start, **make)
    if request.POST.get("back") == "page":
        return _keep_and_leave(request, person, form)
    if request.POST.get("back"):
        form = LogContactForm(initial=start | kept(request, form), **make)
    if form.is_valid():
        try:
            contact = _save(request, pairing, form)
        except ValidationError as error:
            if getattr(error, "code", "") in ASKED_FIRST:
                return _interrupt(request, pairing, form, rule)
            form.add_error(None, error)
        else:
            return _after_note(request, contact, form.cleaned_data["note"])
    instructions = flags.standing(request, person)
    context = {
        "form": form,
        "pairing": pairing,
        "person": person,
        "rule": rule,
        "flags": instructions,
        "in_short": words.in_short([flag.text for flag in instructions]),
        "readers": [user.get_short_name() for user in people if user != request.user],
    }
    return render(request, "mentors/contacts/log_contact.html", context)


def _keep_and_leave(request, person, form):
    """Back: what was begun is kept; a page that was only looked at leaves nothing."""
    if form.is_begun:
        request.is_kept = drafts.keep(request)
    else:
        drafts.drop(request)
    return redirect("survivor", ref=person.ref)


def _save(request, pairing, form):
    contact = Contact(pairing=pairing, survivor=pairing.survivor, author=request.user)
    facts = form.facts() | {"happened_at": form.moment()}
    facts["late_reason"] = form.cleaned_data["late_reason"]
    if words_to_ask.found(facts["note"]):
        facts["told"] |= {"asked": True}
    for name, value in facts.items():
        setattr(contact, name, value)
    answer = request.POST.get("against_rule", "")
    contact.against_rule = answer if answer in Contact.AgainstRule.values else ""
    return once(request, actions.log_contact, contact=contact, next_step=form.next_step())


def _interrupt(request, pairing, form, rule, contact=None):
    contact = contact or Contact(pairing=pairing, happened_at=form.moment())
    wait = actions.wait_in_force(contact)
    until = wait.wait_until if wait else None
    said, question = words.against(form.facts()["mode"], pairing.survivor.name, rule, until)
    sent = [(name, value) for name, values in request.POST.lists() for value in values]
    hidden = {"csrfmiddlewaretoken", "against_rule", "back"}
    context = {
        "pairing": pairing,
        "person": pairing.survivor,
        "rule": rule,
        "said": said,
        "question": question,
        "sent": [(name, value) for name, value in sent if name not in hidden],
    }
    return render(request, "mentors/contacts/interruption.html", context)


def _after_note(request, contact, note, is_new=True):
    """The question about words comes first, once; then the rest of the way."""
    if words_to_ask.found(note):
        return redirect("ask_words", ref=contact.ref)
    return _after_saving(request, contact) if is_new else redirect("contact", ref=contact.ref)


def _after_saving(request, contact):
    """
    After a new entry: Today with the pulse, or first to what changed about her safety.

    After a very hard moment, Today comes first: it shows who to reach now.
    """
    if contact.safety_changed and contact.kind != Contact.Kind.CRISIS:
        saved.remember(request)
        messages.success(request, _("The contact is saved. Now write what changed."))
        return redirect("flags", ref=contact.survivor.ref)
    return redirect(saved.address())


@allowed("mentors.add_contact")
def ask_words(request, ref):
    """One gentle question about listed words of a note: Keep, or change it here. (c.3)"""
    row = _own(request, ref)
    listed = words_to_ask.found(row.note)
    form = NoteForm(request.POST or None, initial={"note": row.note})
    if not row.is_fresh or row.in_error or (not listed and not request.POST):
        return redirect("contact", ref=ref)
    if request.POST.get("keep"):
        return _from_words(request, row)
    if form.is_valid():
        changes = {"note": form.cleaned_data["note"]}
        try:
            once(request, actions.correct_contact, contact=row, changes=changes, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _from_words(request, row)
    context = {"form": form, "contact": row, "person": row.survivor, "listed": listed}
    return render(request, "mentors/contacts/ask_words.html", context)


def _from_words(request, contact):
    if contact.is_undoable:
        return _after_saving(request, contact)
    return redirect("contact", ref=contact.ref)


@require_POST
@allowed("mentors.add_contact")
def undo_contact(request, ref):
    """Undo, for ten minutes after saving: no reason asked."""
    if not sent_before(request):
        row = _own(request, ref)
        try:
            once(request, actions.undo_contact, contact=row, by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("contact", ref=ref)
    messages.success(request, _("Taken out. It is on no list now."))
    return redirect("today")


def kept(request, form):
    """What was chosen and typed, as first values of the same form."""
    fields = form.fields.items()
    return {n: f.widget.value_from_datadict(request.POST, request.FILES, n) for n, f in fields}


@allowed("coordination.view_people")
def contact(request, ref):
    """One entry with its versions (S28)."""
    rows = Contact.objects.select_related("author__peer", "survivor", "step__who", "session")
    row = fetch(request, rows, ref=ref)
    mine = Contact.objects.filter(pk=row.pk)
    readable = bool(listing(request, mine, permission=READ_NOTES))
    context = {
        "contact": row,
        "person": row.survivor,
        "line": words.line(row),
        "meta": words.meta(row),
        "topics": words.topics(row),
        "details": words.details(row),
        "went": words.went(row) if readable else "",
        "readable": readable,
        "versions": versions(row, readable),
        "own": row.author_id == request.user.pk,
        "cards": list(cards.shown("entry", request, row)),
    }
    return render(request, "mentors/contacts/contact.html", context)


@allowed("mentors.add_contact")
def correct_contact(request, ref):
    """Change my own entry; after 24 hours with a reason, and the version before stays."""
    row = _own(request, ref)
    rule = rule_of(row.survivor)
    form = CorrectContactForm(request.POST or None, contact=row, rule=rule)
    if request.POST.get("back"):
        form = CorrectContactForm(contact=row, rule=rule, initial=kept(request, form))
    if form.is_valid():
        changes = form.changes()
        ask = bool(words_to_ask.found(changes["note"])) and not changes["told"].get("asked")
        changes["told"] |= {"asked": True} if ask else {}
        answer = request.POST.get("against_rule", "")
        if answer in Contact.AgainstRule.values:
            changes["against_rule"] = answer
        wanted = {"changes": changes, "reason": form.cleaned_data.get("reason", "")}
        try:
            once(request, actions.correct_contact, contact=row, by=request.user, **wanted)
        except ValidationError as error:
            if getattr(error, "code", "") in ASKED_FIRST:
                return _interrupt(request, row.pairing, form, rule, row)
            form.add_error(None, error)
        else:
            return _after_note(request, row, changes["note"] if ask else "", is_new=False)
    context = {"form": form, "contact": row, "person": row.survivor, "rule": rule}
    return render(request, "mentors/contacts/correct_contact.html", context)


@allowed("mentors.add_contact")
def mark_error(request, ref):
    """Entered in error: it leaves every list, with a reason."""
    if sent_before(request):
        return redirect("contact", ref=ref)
    row = _own(request, ref)
    form = ErrorForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            once(request, actions.mark_error, contact=row, reason=reason, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("contact", ref=ref)
    context = {"form": form, "contact": row, "person": row.survivor}
    return render(request, "mentors/contacts/mark_error.html", context)


def _own(request, ref):
    """My own entry, text and all, of a person whose record is open to me."""
    rows = Contact.objects.filter(author=request.user)
    rows = rows.select_related("survivor__safe_contact", "pairing__peer")
    return fetch(request, rows, permission=READ_NOTES, ref=ref)
