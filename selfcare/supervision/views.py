"""Sessions as the peer reads them, and the page on which the supervisor records one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from coordination import clock
from coordination.access import allowed
from coordination.once import once
from selfcare import wall

from . import actions
from .forms import SupervisionForm
from .models import SupervisionSession

SHOWN = 26


@allowed("selfcare.check_in")
def my_supervision(request):
    """S53, thin. The same words the supervisor reads, newest first."""
    sessions = wall.mine(request, SupervisionSession.objects.latest_first(), limit=SHOWN)
    context = {"sessions": sessions, "supervisor": wall.supervisor_of(request.user)}
    return render(request, "selfcare/supervision/my_supervision.html", context)


@allowed("selfcare.record_supervision")
def record_supervision(request, ref):
    """S56, thin. For one's own supervisees only."""
    peer = wall.teammate(request, ref)
    session = SupervisionSession(
        subject=peer.user, owner=peer.user_id, held_on=clock.today(), minutes=30
    )
    form = SupervisionForm(request.POST or None, instance=session)
    if form.is_valid():
        try:
            once(request, actions.record_supervision, session=form.instance, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved. You both can read it."))
            return redirect("team_member", ref=peer.ref)
    return render(
        request, "selfcare/supervision/record_supervision.html", {"form": form, "peer": peer}
    )
