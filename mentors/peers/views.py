"""Peers on screen: the list, and one profile its peer owns."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from coordination import access
from coordination.access import allowed, fetch, may
from coordination.charts import bar_rows
from coordination.once import once
from mentors.peers import actions
from mentors.peers.forms import AddPeerForm, LimitForm, SharesForm, SupervisorForm
from mentors.peers.models import Peer
from mentors.peers.words import about, spots


def peers():
    return Peer.objects.with_load().select_related("user", "supervisor")


@allowed("mentors.view_peer")
def peer_list(request):
    """Peers, their spots and who takes nobody new (S19). Never how they are."""
    page = access.page(request, peers().working().by_name())
    rows = [{"peer": one, "about": about(one, ["languages", "times"])} for one in page.rows]
    bars = bar_rows([spots(one) for one in page.rows])
    context = {"page": page, "rows": rows, "bars": bars}
    return render(request, "mentors/peers/peer_list.html", context)


@allowed("mentors.change_peer")
def add_peer(request):
    """Make a member of staff a peer: kind, supervisor, limit."""
    request.gate.decide()
    form = AddPeerForm(request.POST or None)
    if form.is_valid():
        try:
            made = once(request, actions.add_peer, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("peer", ref=made.ref)
    return render(request, "mentors/peers/add_peer.html", {"form": form})


@allowed("mentors.view_pairing")
def peer(request, ref):
    """One peer's profile (S20): own limit and pause; what they share, to themselves and staff."""
    row = fetch(request, peers(), ref=ref)
    context = {
        "peer": row,
        "own": row.user == request.user,
        "shares": about(row),
        "bars": bar_rows([spots(row)]),
        "can_move": may(request.user, "mentors.change_peer"),
    }
    return render(request, "mentors/peers/peer.html", context)


@allowed("mentors.answer_offer")
def change_shares(request, ref):
    """What I share for matching. The peer's own page: nobody else changes it."""
    row = fetch(request, Peer.objects.filter(user=request.user), ref=ref)
    form = SharesForm(request.POST or None, peer=row)
    if form.is_valid():
        try:
            actions.change_shares(peer=row, shares=form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("peer", ref=ref)
    return render(request, "mentors/peers/change_shares.html", {"form": form, "peer": row})


@allowed("mentors.change_limit")
def change_limit(request, ref):
    """How many people at most: the peer's own say, or the supervisor's."""
    row = fetch(request, peers(), ref=ref)
    initial = {"limit": row.limit, "note": row.limit_note}
    form = LimitForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            actions.change_limit(peer=row, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("peer", ref=ref)
    context = {"form": form, "peer": row, "own": row.user == request.user}
    return render(request, "mentors/peers/change_limit.html", context)


@require_POST
@allowed("mentors.change_limit")
def set_paused(request, ref):
    """Stop new pairings, or start again; no reason asked."""
    row = fetch(request, Peer, ref=ref)
    actions.set_paused(peer=row, paused=request.POST.get("paused") == "1", by=request.user)
    return redirect("peer", ref=ref)


@allowed("mentors.change_peer")
def change_supervisor(request, ref):
    """Move a peer to another supervisor; the facts of their people move along."""
    row = fetch(request, Peer.objects.select_related("user"), ref=ref)
    form = SupervisorForm(request.POST or None, instance=row)
    if form.is_valid():
        try:
            supervisor = form.cleaned_data["supervisor"]
            actions.change_supervisor(peer=row, supervisor=supervisor, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("peer", ref=ref)
    return render(request, "mentors/peers/change_supervisor.html", {"form": form, "peer": row})
