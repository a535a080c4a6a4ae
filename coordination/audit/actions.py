"""Writing the read audit, and what a review of it found."""

import hashlib
import hmac
import os
import threading
import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from coordination import clock

from .models import AccessReview, ReadAudit


class _Chain:
    """This process's chain of audit rows. A forked worker starts its own."""

    def __init__(self):
        self.lock = threading.Lock()
        self.start()

    def start(self):
        self.pid, self.id, self.number, self.mac = os.getpid(), uuid.uuid4(), 0, ""

    def append(self, rows):
        with self.lock:
            if self.pid != os.getpid():
                self.start()
            number, mac = self.number, self.mac
            for row in rows:
                number += 1
                row.chain, row.number = self.id, number
                row.mac = mac = sign(row, mac)
            ReadAudit.objects.bulk_create(rows)
            self.number, self.mac = number, mac  # only once the rows are stored


_chain = _Chain()


def sign(row, before):
    """The row's keyed digest over its own words and the digest before it."""
    parts = [before, row.chain, row.number, row.at.isoformat(), row.actor, row.person]
    words = "|".join(map(str, [*parts, row.kinds, row.view, row.method]))
    return hmac.new(settings.SECRET_KEY.encode(), words.encode(), hashlib.sha256).hexdigest()


def record_reads(request, opened):
    """
    Store who saw whom in this response. `opened` maps a person to the kinds of words opened.

    What somebody opens of their own is nobody's business: the audit would tell who checked in.
    Raises when the store does not answer, and then the caller releases nothing.
    """
    actor = getattr(request.user, "pk", None)
    others = {person: kinds for person, kinds in opened.items() if person != actor}
    if not others:
        return
    match = request.resolver_match
    rows = [
        ReadAudit(
            at=clock.now(),
            actor=actor,
            person=person,
            kinds=" ".join(sorted(kinds)),
            view=(match.view_name if match else "") or "",
            method=request.method,
        )
        for person, kinds in sorted(others.items())
    ]
    with transaction.atomic(using=ReadAudit.objects.db):
        _chain.append(rows)


@transaction.atomic
def review_access(*, look, note, by):
    """
    Keep what a reviewer found about one look. Raises ValidationError `own` for one's own look:
    somebody else reviews that; `reviewed` when it was done already.
    """
    if look.actor == by.pk:
        message = _("This was your own look. Another privacy officer reviews it.")
        raise ValidationError(message, code="own")
    row = AccessReview(owner=look.person, chain=look.chain, number=look.number, by=by)
    row.actor, row.looked_at, row.looked_on = look.actor, look.at, clock.local_day(look.at)
    row.note, row.at = note, clock.now()
    row.full_clean()
    row.save()
    return row
