"""Her own copy of an agreement on paper (S32)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from coordination.access import allowed, fetch
from coordination.once import once
from coordination.pdf import CannotPrint, render_pdf
from referrals.consent import wording
from referrals.consent.models import Consent
from referrals.disclosure import actions
from referrals.disclosure.forms import CopyForm
from referrals.disclosure.gate import dispatch
from referrals.disclosure.models import Basis, Disclosure

TITLE = _("Copy")
READY = _("The copy is ready. Print it and give it to them.")


@allowed("referrals.view_consent")
def take_copy(request, ref):
    """Ask whether it is safe to take a copy, and keep the answer."""
    held = fetch(request, Consent.objects.select_related("survivor__safe_contact"), ref=ref)
    form = CopyForm(request.POST or None)
    if form.is_valid():
        answer = form.cleaned_data["answer"]
        try:
            asked = once(request, actions.ask_copy, agreement=held, answer=answer, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, READY if asked.wants_paper else _("Saved."))
            return redirect("take_copy" if asked.wants_paper else "agreement", ref=ref)
    context = {"agreement": held, "form": form, "ready": _ready(request, held)}
    card = getattr(held.survivor, "safe_contact", None)
    context["no_paper"] = card is None or not card.carries_paper
    return render(request, "referrals/disclosure/take_copy.html", context)


@allowed("referrals.view_consent")
def agreement_copy(request, ref):
    """The copy she asked for last, as a PDF; without Pango, a page that prints itself."""
    held = fetch(request, Consent.objects.select_related("survivor", "partner"), ref=ref)
    ready = _ready(request, held)
    if ready is None:
        return redirect("take_copy", ref=ref)
    body = dispatch(disclosure=ready, by=request.user)
    context = {
        "card": ready.format == "card",
        "large": held.large_print,
        "paragraphs": [wording.parts(line) for line in body["parts"][0]["lines"]],
        "agreement": held,
    }
    template = "referrals/disclosure/copy.html"
    try:
        made = render_pdf(template, context, lang=held.language, title=str(TITLE))
    except CannotPrint:
        return render(request, template, {**context, "no_pdf": True, "title": TITLE})
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="doc-{ready.ref}.pdf"'
    return response


def _ready(request, agreement):
    """The newest copy made ready for her, or None."""
    mine = Disclosure.objects.visible_to(request.user).filter(consent=agreement)
    rows = mine.filter(basis=Basis.OWN_REQUEST, outbox__isnull=False)
    return rows.order_by("-at").first()
