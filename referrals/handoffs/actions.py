"""What happens to a handoff: started, moved, tried, looked at again, paused."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from coordination import clock
from coordination.models import Survivor
from referrals.consent import stopping
from referrals.consent.models import Consent
from referrals.consent.models import How as Way
from referrals.disclosure.gate import disclose, live_agreements
from referrals.disclosure.models import Format
from referrals.handoffs import states
from referrals.handoffs.models import Handoff, HandoffEvent, HowItWent
from referrals.handoffs.plans import refuse_second, save
from referrals.handoffs.states import Ending, Side, State

Question, Answer = HowItWent.Question, HowItWent.Answer
LATEST_CHECK = timedelta(days=366)
FACTS = {
    State.SCHEDULED: {"introduce_on", "introduce_time"},
    State.INTRODUCED: {"introduced_how", "person_present", "peer_present", "contact"},
}
FACTS[State.FIRST_ATTENDED] = FACTS[State.INTRODUCED]
FORMATS = {
    Way.PAPER: Format.PACKET,
    Way.IN_PERSON: Format.SPOKEN,
    Way.PHONE: Format.SPOKEN,
    Way.MESSAGE: Format.MESSAGE,
    Way.EMAIL: Format.MESSAGE,
}
REACHED = {
    State.ACCEPTED: "accepted_on",
    State.INTRODUCED: "introduced_on",
    State.FIRST_ATTENDED: "first_visit_on",
    State.ENGAGED_30D: "settled_on",
}


# Starting -----------------------------------------------------------------------------------


@transaction.atomic
def start_handoff(*, handoff, by):
    """
    Turn a plan into a handoff. What is shared leaves through the gate, in this transaction.

    Started twice it is the same handoff, with one packet. Raises ValidationError:
    `no_live_consent` (nobody can override it), `already_open`, `unplanned`, `finished`.
    """
    survivor = Survivor.objects.lock(handoff.survivor_id)
    handoff = Handoff.objects.lock(handoff.pk)
    if handoff.state != State.DRAFT:
        return handoff
    _refuse_unready(handoff, survivor)
    if not handoff.nothing_shared:
        agreement = live_agreement(handoff, by)
        handoff.way = handoff.way or best_way(agreement)
        _share(handoff, by, agreement)
    check_on = handoff.next_check_on
    to = State.SCHEDULED if handoff.group_id else State.SENT
    handoff.started_on = clock.today()
    for hop in states.way(State.DRAFT, to, shared=not handoff.nothing_shared):
        shown = handoff.disclosure if hop == to else None
        _enter(handoff, hop, by, Side.US, check_on=check_on, disclosure=shown)
    return handoff


def _refuse_unready(handoff, survivor):
    if survivor.status != Survivor.Status.OPEN:
        message = _("Their record is not open. Open it first, or keep this as a plan.")
        raise ValidationError(message, code="finished")
    if not handoff.how or (handoff.group_id and not handoff.introduce_on):
        message = _("Plan how and when they are introduced first.")
        raise ValidationError(message, code="unplanned")
    refuse_second(survivor, handoff.partner, handoff.group)


def live_agreement(handoff, by):
    """The live agreement for exactly this person and partner that lasts longest, or None."""
    found = live_agreements(survivor=handoff.survivor, partner=handoff.partner, by=by)
    return found.select_related("survivor", "partner").first()


def best_way(agreement):
    """Of the ways she agreed to, the one we would take: a sheet, else the first."""
    ways = agreement.how if agreement else []
    return Way.PAPER if Way.PAPER in ways else next(iter(ways), "")


def no_live_agreement(handoff):
    """The hard stop, in words (S41)."""
    message = _(
        "There is no live agreement for %(place)s. Make one together, or choose a way that "
        "shares nothing."
    )
    return ValidationError(message % {"place": handoff.place}, code="no_live_consent")


def _share(handoff, by, agreement):
    """What leaves, written down by the gate; without a live agreement nobody gets past here."""
    if agreement is None:
        raise no_live_agreement(handoff)
    handoff.consent = agreement
    handoff.disclosure = disclose(
        basis=agreement,
        survivor=handoff.survivor,
        recipient=handoff.partner,
        items=handoff.items,
        purpose=agreement.purpose,
        by=by,
        format=FORMATS[Way(handoff.way)],
        how=handoff.way,
    )


# On the way ---------------------------------------------------------------------------------


@transaction.atomic
def move_handoff(
    *, handoff, to, by, side="", note="", next_check_on=None, ending="", new_option=None,
    facts=None, owner_user=None,
):  # fmt: skip
    """
    Enter another state, or two where one call or visit settled both.

    Going on after a pause needs a new live agreement. Raises ValidationError: `no_such_move`,
    `no_live_consent`, `side`, `words`, `no_ending`, `too_soon`, `tries`, `facts`, `check_date`.
    """
    handoff = Handoff.objects.lock(handoff.pk)
    told_before = handoff.disclosure_id
    hops = states.way(handoff.state, to, handoff.came_from)
    if not hops or to == State.CONSENT_PENDING and handoff.held_from != State.CONSENT_PENDING:
        raise ValidationError(_("That cannot follow now. Look at the steps again."), "no_such_move")
    side = _side(to, side)
    if states.needs_words(to, side) and not note.strip():
        raise ValidationError({"note": ValidationError(_("Write why, in a few words."), "words")})
    if to in states.ENDED:
        _end(handoff, to, ending, new_option)
    else:
        _go_on(handoff, to, by)
        _take_facts(handoff, to, facts or {})
        _refuse_check(next_check_on, needed=to == State.ON_HOLD)
    handoff.owner_user = owner_user or handoff.owner_user
    told = handoff.disclosure if handoff.disclosure_id != told_before else None
    for hop in hops:
        if hop == to:
            _enter(handoff, hop, by, side, note, next_check_on, told)
        else:
            _enter(handoff, hop, by, side)
    return handoff


@transaction.atomic
def note_handoff(*, handoff, by, tried=False, note="", next_check_on=None, owner_user=None):
    """
    Write that nothing moved: we tried to reach them (`tried`), or only look again later.

    Raises ValidationError `ended`, `check_date`.
    """
    handoff = Handoff.objects.lock(handoff.pk)
    if not handoff.is_open:
        raise ValidationError(_("This handoff has ended."), code="ended")
    _refuse_check(next_check_on, needed=not tried)
    handoff.next_check_on = next_check_on or clock.today() + states.BETWEEN_TRIES
    handoff.owner_user = owner_user or handoff.owner_user
    save(handoff, by)
    kind = HandoffEvent.Kind.TRY if tried else HandoffEvent.Kind.NOTE
    _write(handoff, handoff.state, by, Side.US, note, kind=kind)
    return handoff


@transaction.atomic
def share_anew(*, handoff, by):
    """Make ready once more what this handoff shares, under the agreement that is live now."""
    handoff = Handoff.objects.lock(handoff.pk)
    _share_again(handoff, by)
    save(handoff, by)
    kind = HandoffEvent.Kind.SHEET
    _write(handoff, handoff.state, by, Side.US, kind=kind, disclosure=handoff.disclosure)
    return handoff


def tries(handoff):
    """The days on which we tried to reach them."""
    events = HandoffEvent.objects.unscoped("one handoff's own").filter(handoff=handoff)
    return list(events.filter(kind=HandoffEvent.Kind.TRY).values_list("on", flat=True))


def tried_enough(handoff):
    """Whether it may be said that touch was lost."""
    return states.tried_enough(tries(handoff), handoff.started_on, clock.today())


@transaction.atomic
def keep_how_it_went(*, handoff, answers, words="", counts_for_group=False, by):
    """
    Keep what she says of a visit. Skipped answers are left out; all skipped is an answer too.

    Raises ValidationError `answer` for one that is none of the choices.
    """
    handoff = Handoff.objects.lock(handoff.pk)
    kept = {key: value for key, value in answers.items() if value and value != Answer.SKIP}
    if not kept.keys() <= set(Question.values) or not set(kept.values()) <= set(Answer.values):
        raise ValidationError(_("Choose Yes, Some, No or Skip."), code="answer")
    row = HowItWent(
        handoff=handoff,
        owner=handoff.owner,
        answers=kept,
        words=words.strip(),
        counts_for_group=counts_for_group and bool(kept) and handoff.group_id is not None,
        on=clock.today(),
        by=by,
    )
    row.full_clean()
    row.save()
    return row


@stopping.on_stop
def pause_handoffs(agreement, why, by):
    """What relied on an agreement that no longer holds waits until she agrees anew (CON-14)."""
    rows = Handoff.objects.unscoped("what relied on this agreement").relying_on(agreement)
    for handoff in Handoff.objects.lock_all(rows):
        if handoff.state == State.CONSENT_PENDING:
            continue
        before = handoff.held_from if handoff.state == State.ON_HOLD else handoff.state
        if before != State.CONSENT_PENDING:
            handoff.paused_from = before
        handoff.held_from = ""
        side = Side.PERSON if why == "stopped" else Side.US
        _enter(handoff, State.CONSENT_PENDING, by, side, check_on=clock.today())


def _side(to, side):
    possible = states.sides(to)
    if side in possible:
        return Side(side)
    if side == "" and len(possible) == 1:
        [only] = possible
        return only
    raise ValidationError({"side": ValidationError(_("Choose whose wish it was."), code="side")})


def _end(handoff, to, ending, new_option):
    possible = states.endings(to)
    if ending == "" and len(possible) == 1:
        [ending] = possible
    if ending not in possible:
        message = _("Choose how it ended. If we do not know, keep it open and set a check date.")
        raise ValidationError({"ending": ValidationError(message, code="no_ending")})
    if to == State.EXPIRED and not states.silent(handoff.state, handoff.state_since, clock.today()):
        message = _("Give them two weeks to answer. Set a check date until then.")
        raise ValidationError(message, code="too_soon")
    if ending == Ending.LOST_TOUCH and to != State.NO_SHOW and not tried_enough(handoff):
        message = _(
            "Try three times by safe ways, two days apart, over thirty days. Until then keep it "
            "open and set a check date."
        )
        raise ValidationError(message, code="tries")
    handoff.ended_on, handoff.ending, handoff.new_option = clock.today(), ending, new_option


def _go_on(handoff, to, by):
    """Ask again whether the agreement holds; after a pause, rest on the new one."""
    if to in states.BESIDE or handoff.consent_id is None:
        pass
    elif handoff.state == State.CONSENT_PENDING:
        _share_again(handoff, by)
    elif not _holds(handoff.consent_id):
        raise no_live_agreement(handoff)
    if to == State.ON_HOLD:
        handoff.held_from = handoff.state
    elif handoff.state == State.ON_HOLD:
        handoff.held_from = ""
    if to in states.LINE:
        handoff.paused_from = ""


def _holds(agreement_id):
    rows = Consent.objects.unscoped("the basis of one handoff").live()
    return rows.filter(pk=agreement_id).exists()


def _share_again(handoff, by):
    """Under the new agreement: what was shared before, as far as she agreed to it again."""
    agreement = live_agreement(handoff, by)
    if agreement is not None:
        handoff.items = [key for key in handoff.items if key in agreement.items]
        handoff.way = handoff.way if handoff.way in agreement.how else best_way(agreement)
    _share(handoff, by, agreement)


def _take_facts(handoff, to, facts):
    for name in FACTS.get(to, set()) & facts.keys():
        setattr(handoff, name, facts[name])
    if to == State.SCHEDULED and not handoff.introduce_on:
        message = _("Choose the day of the introduction.")
        raise ValidationError({"introduce_on": ValidationError(message, code="facts")})
    arrives = to in FACTS and to != State.SCHEDULED and not handoff.introduced_on
    if arrives and (not handoff.introduced_how or handoff.person_present is None):
        message = _("Choose how they were introduced, and whether they were there.")
        raise ValidationError({"introduced_how": ValidationError(message, code="facts")})


def _refuse_check(day, *, needed):
    if day is None and not needed:
        return
    today = clock.today()
    if day is None or not today <= day <= today + LATEST_CHECK:
        message = _("Choose a check date from today on, within a year.")
        raise ValidationError({"next_check_on": ValidationError(message, code="check_date")})


# ------------------------------------------------------------------------------------------


def _enter(handoff, to, by, side, note="", check_on=None, disclosure=None):
    """Stand in a state, and write the event that says so."""
    before, today = handoff.state, clock.today()
    handoff.state, handoff.state_since = to, today
    if to == State.CONSENT_PENDING and not handoff.paused_from:
        handoff.paused_from = State.SENT
    elif to == State.SENT:
        handoff.paused_from = ""
    if to in REACHED and getattr(handoff, REACHED[to]) is None:
        setattr(handoff, REACHED[to], today)
    if to in states.ENDED:
        handoff.next_check_on = None
        handoff.held_from = handoff.paused_from = ""
    else:
        handoff.next_check_on = check_on or states.next_check(to, today, handoff.introduce_on)
    save(handoff, by)
    _write(handoff, before, by, side, note, disclosure=disclosure)


def _write(handoff, before, by, side, note="", kind=HandoffEvent.Kind.MOVE, disclosure=None):
    earlier = HandoffEvent.objects.unscoped("one handoff's own").filter(handoff=handoff)
    now = clock.now()
    event = HandoffEvent(
        handoff=handoff,
        owner=handoff.owner,
        number=(earlier.aggregate(last=Max("number"))["last"] or 0) + 1,
        kind=kind,
        at=now,
        on=clock.today(),
        by=by,
        side=side,
        from_state=before,
        to_state=handoff.state,
        next_check_on=handoff.next_check_on,
        disclosure=disclosure,
        note=note.strip(),
    )
    event.full_clean()
    event.save()
