"""
`disclose()`: the only way anything about a person leaves, and `dispatch()`, which hands it out.

Both lock the ground they stand on and ask everything again, because she may have stopped a second
ago. There is no override (DIS-2).
"""

import hashlib
import json

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import formats, translation
from django.utils.translation import gettext as _

from coordination import access, clock, vault
from coordination.access import READ_NOTES, VIEW
from coordination.models import Organisation, Survivor
from coordination.registry import disclosable
from referrals.consent.items import IDENTIFYING
from referrals.consent.models import Consent, How
from referrals.disclosure.models import Basis, Disclosure, Format, OutboxItem, OwnRequest
from referrals.disclosure.notices import Notice, notice_for


@transaction.atomic
def disclose(*, basis, survivor, recipient, items, purpose, by, format=Format.PACKET, how=None):
    """
    Write down a disclosure and make its content ready. Returns the ledger row; nothing is out yet.

    `basis`: a Consent (then `recipient` is its Partner) or an OwnRequest (then `recipient` is the
    Survivor herself). `items`: keys of the registry. `purpose`: the agreement's own. `how`: one of
    the ways she agreed to, where there is one.

    Refuses with ValidationError, code: no_live_consent, other_person, other_recipient,
    other_purpose, other_way, not_agreed, nothing_recorded.
    """
    basis = _lock(basis, by)
    if basis.survivor_id != survivor.pk:
        raise _refusal("other_person")
    _check(basis, recipient, items, purpose, how)
    body, notice = content(basis, items, purpose, by)
    row = Disclosure(
        owner=basis.owner,
        by=by,
        items=[part["key"] for part in body["parts"]],
        purpose=purpose,
        notice=notice.version,
        format=format,
        digest=digest(body),
        at=clock.now(),
        **_where_to(basis),
    )
    row.full_clean()
    row.save()  # first: when this fails, nothing leaves (domain.md 4)
    OutboxItem(
        disclosure=row,
        survivor_id=basis.survivor_id,
        owner=basis.owner,
        consent=basis if isinstance(basis, Consent) else None,
        body=body,
        made_at=row.at,
    ).save()
    return row


@transaction.atomic
def dispatch(*, disclosure, by):
    """
    Hand out what a disclosure made ready: call it at printing, sending or reading aloud.

    Asks again whether the agreement is live and open to `by`. Returns the body as a dictionary:
    parts (key, label, lines), purpose, scope, notice. Raises ValidationError no_live_consent, or
    gone when it is no longer kept, or holds notes that `by` no longer reads.
    """
    rows = OutboxItem.objects.unscoped("scoped by its basis below")
    item = rows.filter(disclosure=disclosure).first()
    if item is None:
        raise _refusal("gone")
    if item.consent_id:
        _lock(item.consent, by)
    elif not _reads(by, item, disclosure.items):
        raise _refusal("gone")
    item = OutboxItem.objects.lock(item.pk)
    if item.status == OutboxItem.Status.CANCELLED:
        raise _refusal("no_live_consent")
    if item.status == OutboxItem.Status.WAITING:
        item.status, item.sent_at = OutboxItem.Status.SENT, clock.now()
        item.save()
    access.open_agreed(item.survivor_id)
    return item.body


def _reads(by, item, keys):
    """Whether `by` still reads all that a copy for her own hands holds: her notes, if they do."""
    known = disclosable.items()
    notes = any(vault.NOTES in known[key].opens for key in keys if key in known)
    seen = Survivor.objects.visible_to(by, READ_NOTES if notes else VIEW)
    return seen.filter(pk=item.survivor_id).exists()


def preview(*, agreement, items, by):
    """
    Exactly what the partner would get (S41, step 3), without writing anything.

    Raises the refusals of `disclose` that concern the agreement and its items.
    """
    seen = Consent.objects.visible_to(by).live().filter(pk=agreement.pk).first()
    if seen is None:
        raise _refusal("no_live_consent")
    _refuse_items(seen, items)
    return content(seen, items, seen.purpose)[0]


def covered(*, agreement, items):
    """(items the agreement names, items it does not), for "Covered" and "Not covered"."""
    inside = [key for key in items if key in agreement.items]
    return inside, [key for key in items if key not in agreement.items]


def live_agreements(*, survivor, partner, by):
    """Her live agreements with this partner that `by` may see, the longest lasting first."""
    found = Consent.objects.visible_to(by).live().filter(survivor=survivor, partner=partner)
    return found.order_by("-expires_on", "pk")


# The questions ----------------------------------------------------------------------------


def _lock(basis, by):
    """The ground to stand on, fetched again and locked; refused when it no longer holds."""
    if isinstance(basis, Consent):
        seen = Consent.objects.visible_to(by).filter(pk=basis.pk)
        if not seen.exists():
            raise _refusal("no_live_consent")
        held = seen.live().select_for_update(of=("self",)).first()
        if held is None:
            raise _refusal("no_live_consent", basis)
        return held
    asked = isinstance(basis, OwnRequest) and basis.wants_paper
    if asked and OwnRequest.objects.visible_to(by).filter(pk=basis.pk).exists():
        return OwnRequest.objects.lock(basis.pk)
    raise _refusal("no_live_consent")


def _check(basis, recipient, items, purpose, how):
    if isinstance(basis, OwnRequest):
        if not isinstance(recipient, Survivor) or recipient.pk != basis.survivor_id:
            raise _refusal("other_recipient")
        known = disclosable.items()
        if not items or any(key not in known or not known[key].to_herself for key in items):
            raise _refusal("not_agreed")
        return
    if type(recipient) is not type(basis.partner) or recipient.pk != basis.partner_id:
        raise _refusal("other_recipient", basis)
    if " ".join(purpose.split()) != " ".join(basis.purpose.split()):
        raise _refusal("other_purpose")
    if how is not None and how not in basis.how:
        raise _refusal("other_way", ways=", ".join(str(How(way).label) for way in basis.how))
    _refuse_items(basis, items)


def _refuse_items(agreement, items):
    """Default deny: each thing must be known, agreed, and meant for a partner."""
    known = disclosable.items()
    if not items:
        raise _refusal("nothing_chosen")
    outside = [key for key in items if key not in agreement.items or key not in known]
    outside += [key for key in items if key in known and known[key].to_herself]
    if outside:
        labels = [str(known[key].label) if key in known else key for key in outside]
        raise _refusal("not_agreed", things=", ".join(dict.fromkeys(labels)))


def _refusal(code, agreement=None, **words):
    """The refusal, in the words of S41 (experience.md); names nobody the reader may not see."""
    partner = agreement.partner.name if agreement else _("this partner")
    texts = {
        "no_live_consent": _(
            "There is no live agreement for %(partner)s. Make one together, or choose a way that "
            "shares nothing."
        ),
        "other_person": _("This agreement belongs to somebody else. Choose one of this person's."),
        "other_recipient": _("This agreement is for %(partner)s only. Make one for each partner."),
        "other_purpose": _("This agreement is for another purpose. Make a new one for this."),
        "other_way": _("They agreed to these ways: %(ways)s. Choose one of them."),
        "not_agreed": _("Not covered: %(things)s. Make a new agreement, or leave it out."),
        "nothing_chosen": _("Choose at least one thing to share, or a way that shares nothing."),
        "gone": _("This is no longer kept. Make it again."),
        "nothing_recorded": _("We have nothing written down for these. Add it first."),
    }
    words = {"partner": partner, "things": _("this"), **words}
    return ValidationError(texts[code] % words, code=code)


# The content ------------------------------------------------------------------------------


def content(basis, items, purpose, by=None):
    """
    (body, notice) of what leaves: only the chosen items, in the registry's order, with the scope of
    the agreement and the notice that must travel along. Her own copy has the order asked for.
    """
    agreement = basis if isinstance(basis, Consent) else basis.consent
    if IDENTIFYING & set(items):
        access.open_agreed(basis.survivor_id)
    hers, known = isinstance(basis, OwnRequest), disclosable.items()
    if hers:
        access.open_agreed(basis.survivor_id, {kind for key in items for kind in known[key].opens})
    copied = hers and agreement is not None
    with translation.override(agreement.language if copied else translation.get_language()):
        parts = [
            {
                "key": key,
                "label": str(known[key].hers or known[key].label),
                "lines": list(map(str, lines)),
            }
            for key in (items if hers else known)
            if key in items and (lines := known[key].lines(basis.survivor, agreement, by))
        ]
        if not parts:
            raise _refusal("nothing_recorded")
        scope = [] if hers else _scope(agreement)
    notice = Notice() if hers else notice_for(Organisation.current())
    return {"parts": parts, "purpose": purpose, "scope": scope, "notice": notice.text}, notice


def _scope(agreement):
    """A clear explanation of what the agreement covers (42 CFR 2.32(b), DIS-3)."""
    day = formats.date_format(agreement.expires_on, "F j, Y")
    return [
        _("This is shared with the person's written agreement, for %(partner)s only.")
        % {"partner": agreement.partner.name},
        _("It covers: %(things)s.") % {"things": "; ".join(map(str, agreement.item_labels))},
        _("It ends on %(day)s, or sooner if the person says so.") % {"day": day},
    ]


def digest(body):
    """A fingerprint of exactly what was made ready."""
    canonical = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _where_to(basis):
    if isinstance(basis, Consent):
        partner = basis.partner
        name = partner.name
        return {
            "basis": Basis.CONSENT,
            "consent": basis,
            "partner": partner,
            "recipient": name,
            "recipient_address": partner.where,
        }
    return {
        "basis": Basis.OWN_REQUEST,
        "consent_id": basis.consent_id,
        "recipient": str(_("The person themself")),
    }
