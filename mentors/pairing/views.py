"""Pairing on screen: the board, ideas for one person, offers, answers, one pairing."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from coordination import access
from coordination.access import allowed, fetch, listing, may
from coordination.models import Survivor, rule_of
from coordination.once import once, sent_before
from mentors.pairing import actions, board
from mentors.pairing.candidates import ideas_for
from mentors.pairing.forms import AnswerForm, EndForm, OfferForm, RhythmForm
from mentors.pairing.models import Offer, Pairing
from mentors.pairing.sheet import sheet
from mentors.pairing.trail import moves, stages
from mentors.peers.models import Peer
from mentors.peers.words import spots_used
from mentors.wishes.words import in_short, rows

ON_BOARD, FREE_ON_BOARD = 10, 6
WITH_PEOPLE = ["survivor__wishes", "peer__user", "peer__supervisor", "offered_by", "ended_by"]
WITH_PEOPLE += ["survivor__safe_contact"]


@allowed("mentors.view_peer")
def pairing_board(request):
    """Five lists and the free spots (S21); `?show=` opens one list in full."""
    chosen = request.GET.get("show", "")
    chosen = chosen if chosen in board.LISTS else ""
    lists = [_list(request, key, bool(chosen)) for key in board.LISTS if chosen in ("", key)]
    context = {"lists": lists, "chosen": chosen, "page": lists[0]["page"] if chosen else None}
    if not chosen:
        context["free"] = listing(request, board.free_spots(), limit=FREE_ON_BOARD)
    return render(request, "mentors/pairing/pairing_board.html", context)


def _list(request, key, whole):
    source = board.waiting() if key == "waiting" else board.pairings(key)
    per_page = access.PER_PAGE if whole else ON_BOARD
    page = access.page(request, source, per_page=per_page)
    heading, empty = board.LISTS[key]
    people = [row if key == "waiting" else row.survivor for row in page.rows]
    cards = [
        {"row": row, "person": person, "asked": in_short(person)}
        for row, person in zip(page.rows, people, strict=True)
    ]
    return {"key": key, "heading": heading, "empty": empty, "page": page, "cards": cards}


@allowed("mentors.view_peer")
def ideas(request, ref):
    """Peers who could fit one person, with every reason (S22). She chooses."""
    person = fetch(request, Survivor.objects.select_related("wishes"), ref=ref)
    offered = Pairing.objects.open().filter(survivor=person).select_related("peer__user")
    wishes = getattr(person, "wishes", None)
    context = {
        "person": person,
        "ideas": ideas_for(request, person),
        "everyone": request.GET.get("everyone") == "1",
        "open": listing(request, offered.order_by("offered_at")),
        "wishes": rows(wishes) if wishes else [],
        "words": wishes.words if wishes else "",
        "asked": wishes,
    }
    return render(request, "mentors/pairing/ideas.html", context)


@allowed("mentors.add_pairing")
def offer(request, ref, peer):
    """Offer one peer to one person (S23): shows what the peer will read, word for word."""
    person = fetch(request, Survivor, ref=ref)
    peer = fetch(request, _peers(request, person), ref=peer)
    form = OfferForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            wanted = {"survivor": person, "peer": peer, **form.cleaned_data}
            made = once(request, actions.offer, by=request.user, **wanted)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("pairing", ref=made.ref)
    context = {
        "form": form,
        "person": person,
        "peer": peer,
        "spots": spots_used(peer.used, peer.limit),
        "sheet": sheet(person, kind=peer.kind),
    }
    return render(request, "mentors/pairing/offer.html", context)


def _peers(request, person):
    """A peer whom a safety rule keeps apart has no page here; a page left open reads why not."""
    peers = Peer.objects.with_load().select_related("user")
    return peers if request.method == "POST" else peers.exclude(user__denials__survivor=person)


@allowed("mentors.answer_offer")
def answer_offer(request, ref):
    """The offered peer reads wishes, times and distance, and answers. No name, no link."""
    if sent_before(request):
        return redirect("today")
    held = fetch(request, Offer.objects.select_related("pairing__offered_by"), ref=ref)
    if request.method == "POST" and request.POST.get("willing") in {"yes", "no"}:
        willing = request.POST["willing"] == "yes"
        try:
            answer = {"pairing": held.pairing, "willing": willing}
            once(request, actions.answer_offer, by=request.user, **answer)
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _thanks(willing))
        return redirect("today")
    return render(request, "mentors/pairing/answer_offer.html", {"offer": held})


def _thanks(willing):
    if willing:
        return _("Thank you. We talk with them now, and tell you what they say.")
    return _("Thank you for saying so. Nothing else is needed.")


@allowed("mentors.view_pairing")
def pairing(request, ref):
    """One pairing (S24): where it stands, what was agreed, every move with who and when."""
    row = fetch(request, Pairing.objects.select_related(*WITH_PEOPLE), ref=ref)
    context = {
        "pairing": row,
        "person": row.survivor,
        "stages": stages(row),
        "moves": moves(row),
        "own": row.peer.user_id == request.user.pk,
        "can_offer": may(request.user, "mentors.add_pairing"),
        "can_end": _may_decide(request.user, row),
        "rule": rule_of(row.survivor) if row.is_open else None,
    }
    return render(request, "mentors/pairing/pairing.html", context)


def _may_decide(user, row):
    """A manager for everybody, a peer for their own pairing: Ana does not end Rosa's."""
    own = row.peer.user_id == user.pk and may(user, "mentors.end_pairing")
    return own or may(user, "mentors.add_pairing")


@allowed("mentors.add_pairing")
def record_answer(request, ref):
    """What she said: yes, not this one, not now, or wants to meet first (S23)."""
    row = fetch(request, Pairing.objects.select_related(*WITH_PEOPLE), ref=ref)
    before = Pairing.objects.visible_to(request.user).filter(survivor=row.survivor)
    has_past = before.exclude(pk=row.pk).filter(started_on__isnull=False).exists()
    form = AnswerForm(request.POST or None, has_past=has_past)
    if form.is_valid():
        try:
            given = form.answers()
            made = once(request, actions.record_answer, pairing=row, by=request.user, **given)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("pairing", ref=made.ref)
    context = {"form": form, "pairing": row, "person": row.survivor}
    context["rule"] = rule_of(row.survivor)
    return render(request, "mentors/pairing/record_answer.html", context)


@require_POST
@allowed("mentors.add_pairing")
def withdraw_offer(request, ref):
    """Take an offer back."""
    return _move(request, ref, actions.withdraw_offer)


@require_POST
@allowed("mentors.end_pairing")
def pause_pairing(request, ref):
    """Take a break; spot and access stay."""
    return _move(request, ref, actions.pause_pairing)


@require_POST
@allowed("mentors.end_pairing")
def resume_pairing(request, ref):
    """Walk on after a break."""
    return _move(request, ref, actions.resume_pairing)


def _move(request, ref, action):
    row = fetch(request, Pairing.objects.decided_by(request.user), ref=ref)
    try:
        action(pairing=row, by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("pairing", ref=ref)


@allowed("mentors.end_pairing")
def change_rhythm(request, ref):
    """How often, and by which way, they agreed to be in touch."""
    rows = Pairing.objects.decided_by(request.user).select_related(*WITH_PEOPLE)
    row = fetch(request, rows, ref=ref)
    form = RhythmForm(request.POST or None, initial={"rhythm": row.rhythm, "way": row.way})
    if form.is_valid():
        try:
            actions.change_rhythm(pairing=row, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("pairing", ref=ref)
    context = {"form": form, "pairing": row, "person": row.survivor}
    return render(request, "mentors/pairing/change_rhythm.html", context)


@allowed("mentors.end_pairing")
def end_pairing(request, ref):
    """End a pairing: whose choice, what next. Either may, without a reason (PAIR-3)."""
    if sent_before(request):
        return redirect("today")
    rows = Pairing.objects.decided_by(request.user).select_related(*WITH_PEOPLE)
    row = fetch(request, rows, ref=ref)
    form = EndForm(request.POST or None)
    if form.is_valid():
        try:
            ended = once(
                request, actions.end_pairing, pairing=row, by=request.user, **form.cleaned_data
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _after_the_end(request, ended)
    context = {"form": form, "pairing": row, "person": row.survivor}
    return render(request, "mentors/pairing/end_pairing.html", context)


def _after_the_end(request, ended):
    """A peer's way into the record is closed now; a manager goes on to new ideas."""
    if not may(request.user, "mentors.add_pairing"):
        messages.success(request, _("The pairing has ended. The record is closed to you now."))
        return redirect("today")
    if ended.what_next == Pairing.Next.IDEAS:
        return redirect("ideas", ref=ended.survivor.ref)
    return redirect("pairing", ref=ended.ref)
