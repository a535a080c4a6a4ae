"""Lists about contacts that several pages show. Each costs the same for one row and for sixty."""

from collections import defaultdict

from django.db.models import Exists, Max, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from coordination import clock
from coordination.access import listing
from coordination.registry import under_way
from coordination.safe_contact.rule import rule_of
from mentors.contacts import quiet, words
from mentors.contacts.models import Contact
from mentors.contacts.silence import due_on, silence
from mentors.pairing.models import Pairing
from mentors.peers.models import Kind
from mentors.today.models import NotToday

WEEKS = 8


class Mine:
    """One person I walk with, as my lists show her."""

    def __init__(self, pairing, weeks, limits, under_way):
        self.pairing, self.person, self.weeks = pairing, pairing.survivor, weeks
        self.rule = rule_of(self.person)
        self.wait_until = pairing.wait_until  # she asked for time: the day to reach out again
        self.last_try_on = _day(pairing.last_try_at)
        self.last_reached_on = _day(pairing.last_reached_at)
        self.due_on = due_on(
            rhythm=pairing.rhythm, started_on=pairing.started_on, last_try_on=self.last_try_on
        )
        self.silence = silence(
            kind=pairing.kind,
            status=pairing.status,
            started_on=pairing.started_on,
            last_reached_on=self.last_reached_on,
            today=clock.today(),
            open_handoff=pairing.survivor_id in under_way,
            working=self.person.status == self.person.Status.OPEN,
            limits=limits,
        )
        alarm = quiet.alarm(pairing, self.silence, limits, self.rule)
        self.alarm = None if self.wait_until else alarm  # nothing nudges before she is ready
        self.not_today = pairing.not_today

    @property
    def is_due(self):
        """Whether the rhythm asks for a contact now, and her rule lets us begin one."""
        if self.wait_until:
            return False
        if self.pairing.status != Pairing.Status.ACTIVE or not self.rule.yes:
            return False
        return self.due_on is not None and self.due_on <= clock.today()

    @property
    def weeks_in_words(self):
        numbers = ", ".join(str(number) for number in self.weeks)
        return _("Contacts a week, last 8 weeks: %(numbers)s") % {"numbers": numbers}


def mine(request):
    """My people, those due longest first, then by how long ago I tried."""
    standing = Q(contacts__in_error=False)
    talked = standing & Q(contacts__outcome=Contact.Outcome.TALKED)
    off = NotToday.objects.unscoped("my own pairings").today().filter(pairing=OuterRef("pk"))
    waits = Contact.objects.visible_to(request.user).waiting().filter(pairing=OuterRef("pk"))
    pairings = (
        Pairing.objects.walking()
        .of(request.user)
        .select_related("survivor__safe_contact", "peer__user", "peer__supervisor")
        .annotate(
            last_try_at=Max("contacts__happened_at", filter=standing),
            last_reached_at=Max("contacts__happened_at", filter=talked),
            not_today=Exists(off),
            wait_until=Subquery(waits.values("wait_until")[:1]),
        )
        .order_by("started_on", "pk")
    )
    rows = listing(request, pairings)
    weeks = weekly(request.user, [row.pk for row in rows])
    busy = under_way.among({row.survivor_id for row in rows if row.kind == Kind.NAVIGATOR})
    limits = quiet.limits()
    people = [Mine(row, weeks[row.pk], limits, busy) for row in rows]
    return sorted(people, key=lambda one: (not one.is_due, one.due_on or clock.today()))


def weekly(user, pairings):
    """Contacts a week of the last eight weeks, oldest first, by pairing."""
    start = clock.days_ago(7 * WEEKS)
    contacts = Contact.objects.visible_to(user).standing()
    contacts = contacts.filter(pairing__in=pairings, happened_at__gt=start)
    weeks = defaultdict(lambda: [0] * WEEKS)
    for pairing, moment in contacts.values_list("pairing", "happened_at"):
        weeks[pairing][min(WEEKS - 1, (moment - start).days // 7)] += 1
    return weeks


def versions(contact, readable):
    """Every version of an entry, newest first; the text only where it may be read."""
    rows = contact.history.select_related("history_user").order_by("-history_date", "-history_id")
    return [
        {
            "line": words.line(version),
            "by": version.history_user.name if version.history_user else _("Daybook"),
            "at": version.history_date,
            "happened_at": version.happened_at,
            "note": version.note if readable else "",
            "why": _why(version) if readable else "",
        }
        for version in rows
    ]


def _why(version):
    return version.error_reason if version.in_error else version.correction_reason


def _day(moment):
    return timezone.localdate(moment) if moment else None
