"""The sheet that leaves with a handoff: as a PDF, and as a page to print or to read aloud."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coordination import pdf
from coordination.access import allowed, fetch
from coordination.audit.kinds import PRINT, looks_as
from coordination.models import Organisation
from referrals.disclosure.models import Format
from referrals.handoffs.models import Handoff
from referrals.packets.actions import hand_out

TEMPLATE = "referrals/packets/sheet.html"


@require_POST
@allowed("referrals.update_handoff")
def packet(request, ref):
    """The PDF. The agreement is asked again first; the file names nobody."""
    handoff = _handoff(request, ref)
    try:
        row, body = hand_out(handoff=handoff, by=request.user)
    except ValidationError as error:
        return _refused(request, handoff, error)
    if row.format != Format.PACKET:
        return _page(request, handoff, body, row)
    context = {"body": body, "organisation": Organisation.current()}
    try:
        data = pdf.render_pdf(TEMPLATE, context, lang=get_language(), title=_("Sheet"))
    except pdf.CannotPrint:
        return _page(request, handoff, body, row, no_pdf=True)
    name = f'attachment; filename="doc-{row.ref}.pdf"'
    return HttpResponse(data, content_type="application/pdf", headers={"Content-Disposition": name})


@require_POST
@looks_as(PRINT)
@allowed("referrals.update_handoff")
def sheet(request, ref):
    """The same words as a page: to print, to read aloud, or to send by the agreed way."""
    handoff = _handoff(request, ref)
    try:
        row, body = hand_out(handoff=handoff, by=request.user)
    except ValidationError as error:
        return _refused(request, handoff, error)
    return _page(request, handoff, body, row)


def _handoff(request, ref):
    related = ["survivor", "partner", "group", "disclosure"]
    return fetch(request, Handoff.objects.select_related(*related), ref=ref)


def _page(request, handoff, body, row, *, no_pdf=False):
    context = {"handoff": handoff, "body": body, "row": row, "no_pdf": no_pdf}
    context |= {"spoken": row.format != Format.PACKET, "way": handoff.get_way_display()}
    return render(request, TEMPLATE, context)


def _refused(request, handoff, error):
    context = {"handoff": handoff, "reason": error.messages[0]}
    context["make_one"] = handoff.partner and error.code == "no_live_consent"
    return render(request, "referrals/packets/refused.html", context, status=409)
