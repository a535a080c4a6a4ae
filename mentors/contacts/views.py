"""Contacts on screen: log one in five taps, read them, correct one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from coordination.access import READ_NOTES, allowed, fetch, listing
from coordination.once import once, sent_before
from coordination.safe_contact.rule import rule_of
from mentors.contacts import actions, words
from mentors.contacts.forms import CorrectContactForm, ErrorForm, LogContactForm
from mentors.contacts.lists import mine, readers, versions
from mentors.contacts.models import Contact
from mentors.pairing.models import Pairing

WITH_RULE = ["survivor__safe_contact", "peer__user"]
AFTER_SAVING = "{}?saved=1"


@allowed("mentors.add_contact")
def log_pick(request):
    """Whom did you see? My people, those due first (the Log place on the bar)."""
    people = mine(request)
    return render(request, "mentors/contacts/log_pick.html", {"people": people})


@allowed("mentors.add_contact")
def log_contact(request, ref):
    """
    Log a contact (S25). A way she did not say yes to is asked about before it is saved.

    "Go back" on that page shows the form again with all that was chosen and typed.
    """
    walking = Pairing.objects.walking().of(request.user).select_related(*WITH_RULE)
    pairing = fetch(request, walking, survivor__ref=ref)
    rule = rule_of(pairing.survivor)
    if request.POST.get("back"):
        form = LogContactForm(rule=rule, initial=kept(request, LogContactForm(rule=rule)))
    else:
        form = LogContactForm(request.POST or None, rule=rule, initial={"how": pairing.way})
    if form.is_valid():
        try:
            _save(request, pairing, form)
        except ValidationError as error:
            if getattr(error, "code", "") == "against_rule":
                return _interrupt(request, pairing, form, rule)
            form.add_error(None, error)
        else:
            return _after_saving(request, pairing, form)
    context = {
        "form": form,
        "pairing": pairing,
        "person": pairing.survivor,
        "rule": rule,
        "readers": readers(request, pairing),
    }
    return render(request, "mentors/contacts/log_contact.html", context)


def _save(request, pairing, form):
    contact = Contact(pairing=pairing, survivor=pairing.survivor, author=request.user)
    facts = form.facts() | {"happened_at": form.moment()}
    facts["late_reason"] = form.cleaned_data["late_reason"]
    for name, value in facts.items():
        setattr(contact, name, value)
    answer = request.POST.get("against_rule", "")
    contact.against_rule = answer if answer in Contact.AgainstRule.values else ""
    step = form.next_step(request.user)
    return once(request, actions.log_contact, contact=contact, next_step=step)


def _interrupt(request, pairing, form, rule):
    said, question = words.against(form.facts()["mode"], pairing.survivor.name, rule)
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


def _after_saving(request, pairing, form):
    if form.cleaned_data["safety"] == "changed":
        messages.success(request, _("The contact is saved. Now write what changed."))
        return redirect("safe_contact", ref=pairing.survivor.ref)
    return redirect(AFTER_SAVING.format(reverse("today")))


def kept(request, form):
    """What was chosen and typed, as first values of the same form."""
    fields = form.fields.items()
    return {n: f.widget.value_from_datadict(request.POST, request.FILES, n) for n, f in fields}


@allowed("coordination.view_people")
def contact(request, ref):
    """One entry with its versions (S28)."""
    row = fetch(request, Contact.objects.select_related("author", "survivor"), ref=ref)
    mine = Contact.objects.filter(pk=row.pk)
    readable = bool(listing(request, mine, permission=READ_NOTES))
    context = {
        "contact": row,
        "person": row.survivor,
        "line": words.line(row),
        "meta": words.meta(row),
        "topics": words.topics(row),
        "readable": readable,
        "versions": versions(row, readable),
        "own": row.author_id == request.user.pk,
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
        answer = request.POST.get("against_rule", "")
        if answer in Contact.AgainstRule.values:
            changes["against_rule"] = answer
        wanted = {"changes": changes, "reason": form.cleaned_data.get("reason", "")}
        try:
            once(request, actions.correct_contact, contact=row, by=request.user, **wanted)
        except ValidationError as error:
            if getattr(error, "code", "") == "against_rule":
                return _interrupt(request, row.pairing, form, rule)
            form.add_error(None, error)
        else:
            return redirect("contact", ref=ref)
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
