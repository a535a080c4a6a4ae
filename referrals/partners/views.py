"""Partners (S45): the places we introduce people to. About no person we support."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coordination.access import PER_PAGE, about_nobody, allowed
from coordination.once import once
from referrals.partners import actions
from referrals.partners.forms import PartnerForm
from referrals.partners.models import Partner


@allowed("referrals.view_partner")
@about_nobody
def partner_list(request):
    """Every place we work with, by name, with how fresh its facts are."""
    partners = Partner.objects.visible_to(request.user).in_order()
    page = Paginator(partners, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "referrals/partners/partner_list.html", {"page": page})


@allowed("referrals.view_partner")
@about_nobody
def partner(request, ref):
    """One place, and how it likes to be approached."""
    return render(request, "referrals/partners/partner.html", {"partner": _partner(request, ref)})


@allowed("referrals.add_partner")
@about_nobody
def add_partner(request):
    """Add a place."""
    form = PartnerForm(request.POST or None, instance=Partner())
    if form.is_valid():
        try:
            added = once(request, actions.add_partner, partner=form.instance, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return redirect("partner", ref=added.ref)
    return render(request, "referrals/partners/add_partner.html", {"form": form})


@require_POST
@allowed("referrals.add_partner")
@about_nobody
def check_partner(request, ref):
    """Somebody called or looked today, and what we wrote is right."""
    once(request, actions.check_partner, partner=_partner(request, ref), by=request.user)
    messages.success(request, _("Saved. Checked today."))
    return redirect("partner", ref=ref)


def _partner(request, ref):
    found = Partner.objects.visible_to(request.user).filter(ref=ref).first()
    if found is None:
        raise Http404
    return found
