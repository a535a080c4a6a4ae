"""
From an offer to an ending. Nobody is paired before her own yes.

Every action locks survivor, peer, pairing, in that order, and fetches them again: a stale tab or
a second manager then reads a sentence.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from coordination import access, clock
from coordination.models import Survivor
from coordination.survivors.actions import ask_for_peer
from mentors.pairing import rules, telling
from mentors.pairing.models import Offer, Pairing
from mentors.pairing.sheet import sheet
from mentors.peers.models import Peer
from mentors.trail import sign

FIT_CHECK_DAYS = 30
Status, PersonAnswer = Pairing.Status, Pairing.PersonAnswer


@transaction.atomic
def offer(*, survivor, peer, distance="", by):
    """
    Offer a peer to a person. The peer reads wishes, times and distance, and no name (settled 5).

    Raises ValidationError when she has a peer of this kind, three offers are open, or the peer
    cannot: `no_free_spot`, `not_taking`, `cannot_be_offered`.
    """
    survivor, peer = Survivor.objects.lock(survivor.pk), Peer.objects.lock(peer.pk)
    rules.refuse_closed(survivor)
    rules.refuse_unfit(survivor, peer)
    rules.refuse_taken(survivor, peer.kind)
    rules.refuse_many(survivor, peer)
    rules.free_slot(peer)
    pairing = Pairing(survivor=survivor, peer=peer, kind=peer.kind, asked_on=survivor.asked_on)
    pairing.offered_by = by
    _save(pairing, by)
    words = sheet(survivor, kind=peer.kind, distance=distance)
    made = Offer.objects.create(pairing=pairing, owner=peer.user_id, sheet=words)
    telling.peer_asked(made, by)
    return pairing


@transaction.atomic
def answer_offer(*, pairing, willing, by):
    """The peer's answer: yes, or not this time, no reason asked. The first answer stands."""
    pairing = rules.locked(pairing)
    if pairing.peer.user_id != by.pk:
        raise ValidationError(_("Only the peer answers an offer."), code="not_yours")
    rules.refuse_unless_offered(pairing)
    if pairing.peer_answer:
        raise ValidationError(_("You have answered this offer."), code="already_answered")
    answers = Pairing.PeerAnswer
    pairing.peer_answer = answers.YES if willing else answers.NOT_THIS_TIME
    pairing.peer_answered_at = clock.now()
    if willing:
        _save(pairing, by)
    else:
        _close(pairing, Status.DECLINED_BY_PEER, by)
    telling.peer_answered(pairing, by)
    return pairing


@transaction.atomic
def record_answer(
    *, pairing, answer, by, answered_on=None, meeting_on=None, meeting_where="", meeting_with="",
    rhythm=Pairing.Rhythm.WEEKLY, way="call", shares_past_notes=False,
):  # fmt: skip
    """
    Her own answer. Yes pairs them and opens her record to the peer; other offers are taken back.

    Raises ValidationError `wait_for_peer`, `meeting_missing`, `no_free_spot`, or
    `already_has_mentor` when somebody else was faster.
    """
    pairing = rules.locked(pairing)
    rules.refuse_unless_offered(pairing)
    pairing.person_answer = PersonAnswer(answer)
    pairing.person_answered_on = answered_on or clock.today()
    if pairing.person_answered_on > clock.today():
        raise ValidationError(_("The day must be today or earlier."), code="in_future")
    if answer == PersonAnswer.NOT_THIS_ONE:
        return _decline(pairing, by)
    if answer == PersonAnswer.NOT_NOW:
        _take_back_rivals(pairing, by)
        ask_for_peer(survivor=pairing.survivor, since=None, by=by)
        return _decline(pairing, by)
    if pairing.peer_answer != Pairing.PeerAnswer.YES:
        message = _("Wait for %(name)s to answer the offer first.")
        params = {"name": pairing.peer.first_name}
        raise ValidationError(message, code="wait_for_peer", params=params)
    rules.refuse_taken(pairing.survivor, pairing.kind)
    if answer == PersonAnswer.MEET_FIRST:
        return _set_meeting(pairing, meeting_on, meeting_where, meeting_with, by)
    pairing.rhythm, pairing.way = rhythm, way
    pairing.shares_past_notes = shares_past_notes
    return _start(pairing, by)


def _set_meeting(pairing, meeting_on, where, company, by):
    if meeting_on is None:
        raise ValidationError(_("Choose the day they meet."), code="meeting_missing")
    if meeting_on < clock.today():
        raise ValidationError(_("The day they meet is today or later."), code="meeting_missing")
    rules.refuse_unfit(pairing.survivor, pairing.peer)
    rules.free_slot(pairing.peer)
    pairing.meeting_on, pairing.meeting_where, pairing.meeting_with = meeting_on, where, company
    _take_back_rivals(pairing, by)
    _move(pairing, Status.ACCEPTED, by)
    telling.person_answered(pairing, by)
    return pairing


def _decline(pairing, by):
    _close(pairing, Status.DECLINED_BY_PERSON, by)
    telling.person_answered(pairing, by)
    return pairing


def _start(pairing, by):
    rules.refuse_closed(pairing.survivor)
    rules.refuse_unfit(pairing.survivor, pairing.peer)
    pairing.slot = rules.free_slot(pairing.peer)
    pairing.started_on = clock.today()
    pairing.fit_check_on = clock.today() + timedelta(days=FIT_CHECK_DAYS)
    _take_back_rivals(pairing, by)
    _move(pairing, Status.ACTIVE, by)
    _empty_sheet(pairing)
    ask_for_peer(survivor=pairing.survivor, since=None, starts=True, by=by)
    access.refresh(pairing.survivor)
    telling.person_answered(pairing, by)
    return pairing


@transaction.atomic
def withdraw_offer(*, pairing, by):
    """Take an offer back, before the first meeting led to a yes."""
    pairing = rules.locked(pairing)
    rules.refuse_unless_offered(pairing)
    return _close(pairing, Status.WITHDRAWN, by)


@transaction.atomic
def pause_pairing(*, pairing, by):
    """Take a break. The spot and the access stay (settled 4)."""
    pairing = rules.locked(pairing)
    rules.refuse_unless_walking(pairing)
    if pairing.status == Status.PAUSED:
        return pairing
    return _move(pairing, Status.PAUSED, by)


@transaction.atomic
def resume_pairing(*, pairing, by):
    """Walk on after a break."""
    pairing = rules.locked(pairing)
    rules.refuse_unless_walking(pairing)
    if pairing.status == Status.ACTIVE:
        return pairing
    rules.refuse_kept_apart(pairing)
    return _move(pairing, Status.ACTIVE, by)


@transaction.atomic
def change_rhythm(*, pairing, rhythm, way, by):
    """Keep how often and by which way they agreed to be in touch."""
    pairing = rules.locked(pairing)
    rules.refuse_unless_walking(pairing)
    pairing.rhythm, pairing.way = rhythm, way
    return _save(pairing, by)


@transaction.atomic
def end_pairing(*, pairing, whose_choice, what_next, by):
    """
    End a pairing, free its spot and close the record to its peer, unless another reason keeps it.

    No reason is asked (PAIR-3). `what_next` "ideas" puts her back on the waiting list today.
    """
    pairing = rules.locked(pairing)
    rules.refuse_unless_walking(pairing)
    if not what_next:
        message = _("Choose what happens next, even if it is nothing for now.")
        raise ValidationError(message, code="next_missing")
    pairing.slot, pairing.ended_on, pairing.ended_by = None, clock.today(), by
    pairing.whose_choice, pairing.what_next = whose_choice, what_next
    _move(pairing, Status.ENDED, by)
    if what_next == Pairing.Next.IDEAS:
        ask_for_peer(survivor=pairing.survivor, since=clock.today(), by=by)
    access.refresh(pairing.survivor)
    telling.ended(pairing, by)
    return pairing


def _move(pairing, status, by):
    pairing.status, pairing.status_since = status, clock.today()
    return _save(pairing, by)


def _save(pairing, by):
    sign(pairing, by).full_clean()
    pairing.save()
    return pairing


def _close(pairing, status, by):
    """An offer that came to nothing: its sheet is emptied, and no access was ever opened."""
    _move(pairing, status, by)
    _empty_sheet(pairing)
    telling.offer_closed(pairing, by)
    return pairing


def _empty_sheet(pairing):
    for held in Offer.objects.unscoped("the sheet of a closed offer").filter(pairing=pairing):
        held.sheet = []
        held.save()


def _take_back_rivals(pairing, by):
    """Accepting one takes back the other offers of its kind (PAIR-2)."""
    rivals = rules.pairings().offered().filter(survivor=pairing.survivor, kind=pairing.kind)
    for rival in Pairing.objects.lock_all(list(rivals.exclude(pk=pairing.pk))):
        _close(rival, Status.WITHDRAWN, by)
