"""One tap on Today: I cannot make it, or I can after all."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coordination.access import allowed, fetch
from mentors.pairing.models import Pairing
from mentors.today import actions


@require_POST
@allowed("mentors.add_contact")
def not_today(request, ref):
    """Tells the supervisor; no reason."""
    pairing = _own(request, ref)
    said = _("%(name)s knows. You do not have to say why.")
    return _say(request, actions.not_today, pairing, said)


@require_POST
@allowed("mentors.add_contact")
def after_all(request, ref):
    """Takes it back."""
    return _say(request, actions.after_all, _own(request, ref), _("Good. It is as it was."))


def _own(request, ref):
    mine = Pairing.objects.walking().of(request.user).select_related("peer__supervisor")
    return fetch(request, mine, ref=ref)


def _say(request, verb, pairing, said):
    try:
        verb(pairing=pairing, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        name = pairing.peer.supervisor.get_short_name()
        messages.success(request, said % {"name": name})
    return redirect("today")
