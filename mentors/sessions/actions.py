"""
Holding a group session, correcting it, taking it out.

A session writes a contact for each of the peer's own people who came, in the same transaction.
People are locked first, in order, then their pairings: the order of every other verb.
"""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from coordination import clock, vault
from coordination.models import Survivor
from mentors.contacts.actions import AFTER_WRITING, correct_contact, log_contact, mark_error
from mentors.contacts.models import OLD_DAYS, Contact
from mentors.pairing.models import Pairing
from mentors.peers.models import Peer
from mentors.sessions.models import GroupSession
from mentors.trail import sign

SHARED = ["mode", "happened_at", "minutes", "topics", "late_reason"]  # what its contacts say too
CHANGEABLE = [*SHARED, "title", "came", "follow_up"]


@transaction.atomic
def hold_session(*, session, people=(), by):
    """
    Keep a session that `by` held, and that these of their own people came.

    Raises ValidationError `no_peer`, `not_own` (somebody the peer does not walk with),
    `fewer_came`, `in_future`, `after_writing`, or `needs_reason` (older than 90 days).
    """
    peer = Peer.objects.unscoped("who held it").filter(user=by).first()
    if peer is None:
        raise ValidationError(_("Only peers log a group session."), code="no_peer")
    pairings = _own(people, by)
    session.peer, session.author, session.owner = peer, by, by.pk
    session.written_at = clock.now()
    _check(session, len(pairings))
    sign(session, by).full_clean(validate_constraints=False)
    session.save()
    for pairing in pairings:
        _came(session, pairing)
    return session


@transaction.atomic
def correct_session(*, session, changes, people, reason="", by):
    """
    Change a session one held; its contacts follow, and the versions before stay.

    `people`: who came of those `by` walks with now. Whom they no longer walk with stays as it was.
    After 24 hours it needs a reason. Raises what `hold_session` raises, `not_author`, and
    `already_in_error`.
    """
    pairings = {pairing.survivor_id: pairing for pairing in _own(people, by)}
    held, contacts = _locked(session, by)
    if not held.is_fresh:
        if not reason.strip():
            raise ValidationError(
                _("Write in a few words why you correct this."), code="needs_reason"
            )
        held.corrected_at, held.correction_reason = clock.now(), reason.strip()
    follow = _change(held, changes)
    walking = set(_walking(by).values_list("survivor", flat=True))
    gone = [row for row in contacts if row.survivor_id in walking - pairings.keys()]
    stay = [row for row in contacts if row not in gone]
    new = [pairings[pk] for pk in pairings.keys() - {row.survivor_id for row in stay}]
    _check(held, len(stay) + len(new))
    sign(held, by).full_clean()
    held.save()
    why = reason.strip() or _now("The group session was corrected.")
    for row in gone:
        mark_error(contact=row, reason=why, by=by)
    for row in stay if follow else []:
        correct_contact(contact=row, changes=follow, reason=why, by=by)
    for pairing in new:
        _came(held, pairing)
    return held


@transaction.atomic
def withdraw_session(*, session, reason, by):
    """Take a session out of every list, and the contacts it wrote; nothing is deleted."""
    if not reason.strip():
        raise ValidationError(_("Write in a few words what was wrong."), code="needs_reason")
    held, contacts = _locked(session, by)
    held.in_error, held.error_reason = True, reason.strip()
    sign(held, by).full_clean()
    held.save()
    for row in contacts:
        mark_error(contact=row, reason=reason, by=by)
    return held


def _walking(by):
    return Pairing.objects.unscoped("whom this peer walks with").walking().of(by)


def _own(people, by):
    """The pairings of these people with `by`, locked. Raises ValidationError `not_own`."""
    people = Survivor.objects.lock_all(people)
    pairings = Pairing.objects.lock_all(_walking(by).filter(survivor__in=people))
    if {pairing.survivor_id for pairing in pairings} != {person.pk for person in people}:
        message = _("Someone you chose does not walk with you now. Choose again who came.")
        raise ValidationError(message, code="not_own")
    return pairings


def _locked(session, by):
    """The session and its standing contacts, fetched again; people are locked before it."""
    rows = Contact.objects.unscoped("the contacts of a session").standing()
    people = rows.filter(session=session.pk).values_list("survivor", flat=True)
    Survivor.objects.lock_all(list(people))
    held = GroupSession.objects.lock(session.pk)
    if held.author_id != by.pk:
        message = _("Only the person who wrote this can change it.")
        raise ValidationError(message, code="not_author")
    if held.in_error:
        message = _("This session is marked as entered in error already.")
        raise ValidationError(message, code="already_in_error")
    return held, list(rows.filter(session=held))


def _change(held, changes):
    """Write what differs; returns what of it the contacts say too."""
    follow = {}
    with vault.acting_as("see what changed"):
        for name in CHANGEABLE:
            if name in changes and getattr(held, name) != changes[name]:
                setattr(held, name, changes[name])
                if name in SHARED:
                    follow[name] = changes[name]
    return follow


def _check(session, own):
    if session.happened_at > clock.now():
        raise ValidationError(_("The session must be today or earlier."), code="in_future")
    if session.happened_at > session.written_at:
        raise ValidationError(AFTER_WRITING, code="after_writing")
    if session.came < own:
        message = _("You chose %(own)s of your people, so at least %(own)s came.")
        raise ValidationError(message, code="fewer_came", params={"own": own})
    old = session.written_at - session.happened_at > timedelta(days=OLD_DAYS)
    with vault.acting_as("whether a late session says why"):
        explained = bool(session.late_reason.strip())
    if old and not explained:
        message = _("This was more than 90 days ago. Write in a few words why it comes now.")
        raise ValidationError(message, code="needs_reason")


def _came(session, pairing):
    """One of the peer's own people came: a group contact, and nothing about the others."""
    contact = Contact(pairing=pairing, survivor_id=pairing.survivor_id, author=session.author)
    contact.kind, contact.outcome = Contact.Kind.GROUP, Contact.Outcome.TALKED
    contact.mode, contact.happened_at = session.mode, session.happened_at
    contact.minutes, contact.session = session.minutes, session
    with vault.acting_as("the same words for who came"):
        contact.topics, contact.late_reason = session.topics, session.late_reason
    return log_contact(contact=contact)
