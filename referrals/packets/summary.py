"""What we keep about a person, for her own hands: asked, made ready, read or printed (S69)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from coordination import clock, pdf
from coordination.access import READ_NOTES, allowed, fetch
from coordination.audit.kinds import PRINT, looks_as
from coordination.models import Survivor
from coordination.once import once
from referrals.disclosure.gate import dispatch
from referrals.disclosure.models import Basis, Disclosure, Format, OwnRequest
from referrals.packets import actions
from referrals.packets.forms import SummaryForm

TEMPLATE = "referrals/packets/summary.html"


@allowed("referrals.print_summary")
def summary(request, ref):
    """Whether it is safe to carry comes first; then it is ready to read and to print."""
    person = fetch(request, Survivor.objects.select_related("safe_contact"), ref=ref)
    notes = Survivor.objects.visible_to(request.user, READ_NOTES).filter(pk=person.pk).exists()
    form = SummaryForm(request.POST or None, reads_notes=notes)
    if form.is_valid():
        wanted = {"survivor": person, "by": request.user, **form.cleaned_data}
        try:
            asked = once(request, actions.ask_summary, **wanted)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            ready = _("It is ready. Read it together, or print it.")
            messages.success(request, ready if asked.wants_paper else _("Saved."))
            return redirect("summary" if asked.wants_paper else "survivor", ref=ref)
    card = getattr(person, "safe_contact", None)
    context = {"person": person, "form": form, "ready": _ready(request, person)}
    context["no_paper"] = card is None or not card.carries_paper
    return render(request, "referrals/packets/ask_summary.html", context)


@looks_as(PRINT)
@allowed("referrals.print_summary")
def summary_page(request, ref):
    """The same words as a page: to read together, or to print where no PDF can be made."""
    return _handed_out(request, ref, as_pdf=False)


@allowed("referrals.print_summary")
def summary_pdf(request, ref):
    """The PDF, in ordinary or large print. The file names nobody."""
    return _handed_out(request, ref, as_pdf=True)


def _handed_out(request, ref, *, as_pdf):
    person = fetch(request, Survivor, ref=ref)
    ready = _ready(request, person)
    if ready is None:
        return redirect("summary", ref=ref)
    try:
        body = dispatch(disclosure=ready, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("summary", ref=ref)
    context = {"body": body, "made_at": ready.at, "card": ready.format == Format.CARD}
    context |= {"large": request.GET.get("size") == "large", "person": person}
    if not as_pdf:
        return render(request, TEMPLATE, context)
    try:
        data = pdf.render_pdf(TEMPLATE, context, lang=get_language(), title=_("Copy"))
    except pdf.CannotPrint:
        return render(request, TEMPLATE, {**context, "no_pdf": True})
    name = f'attachment; filename="doc-{ready.ref}.pdf"'
    return HttpResponse(data, content_type="application/pdf", headers={"Content-Disposition": name})


def _ready(request, person):
    """
    What this user made ready on her last answer, given to them today; else None, and she is asked.

    What was safe to carry last week may not be today, and somebody else's may hold more.
    """
    asked = OwnRequest.objects.visible_to(request.user).filter(survivor=person, consent=None)
    last = asked.order_by("-at").first()
    if last is None or last.by_id != request.user.pk:
        return None
    if clock.local_day(last.at) != clock.today():
        return None
    mine = Disclosure.objects.visible_to(request.user).filter(owner=person.pk, by=request.user)
    rows = mine.filter(basis=Basis.OWN_REQUEST, consent_id=None, outbox__isnull=False)
    return rows.filter(at__gte=last.at).order_by("-at").first()  # a "keep it here" made none
