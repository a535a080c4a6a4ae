"""The log as one page shows it: what was asked for, and looks with code and review."""

from datetime import timedelta

from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from coordination import clock
from coordination.access import PER_PAGE, Page, listing, page_number
from coordination.audit import kinds, reading
from coordination.audit.forms import LogForm
from coordination.audit.models import AccessReview

MONTHS = 12


class Log:
    """What the address asks for. Anything else than the offered choices counts as not asked."""

    def __init__(self, request):
        self.request = request
        self.staff = reading.Staff()
        self.form = LogForm(self._asked())
        self.form.fields["month"].choices = months()
        refs = {pk: ref for ref, pk in self.staff.refs.items()}
        names = [(refs[pk], name) for pk, name in self.staff.names.items()]
        self.form.fields["staff"].choices = [("", _("Everybody")), *names]
        self.form.fields["kind"].choices = [("", _("Every kind")), *kinds.WORDS.items()]

    def _asked(self):
        get = self.request.GET
        known = {"month": {key for key, _label in months()}, "staff": set(self.staff.refs)}
        known["kind"] = set(kinds.WORDS)
        return {name: get.get(name, "") for name in known if get.get(name, "") in known[name]}

    @property
    def asked(self):
        """The filters that are set, for the links of the pages."""
        return "&".join(f"{name}={value}" for name, value in self.form.data.items())

    @cached_property
    def hidden(self):
        """Whom this log leaves out: staff, whose own words are their own, and the deny list."""
        return set(self.staff.names) | reading.denied_to(self.request.user)

    def rows(self):
        start, end = map(reading.start_of, reading.month_of(self.form.data.get("month", "")))
        actor = self.staff.refs.get(self.form.data.get("staff", ""))
        kind = self.form.data.get("kind", "")
        return reading.log(start=start, end=end, hidden=self.hidden, actor=actor, kind=kind)

    def page(self):
        """The page of them that the address names; the log itself shows nobody by name."""
        number = page_number(self.request)
        start = (number - 1) * PER_PAGE
        rows = list(self.rows()[start : start + PER_PAGE + 1])
        return Page(rows[:PER_PAGE], number, len(rows) > PER_PAGE)

    def standing_out(self):
        """Outliers among them that nobody has reviewed yet."""
        found = reading.outliers(self.rows(), self.staff)
        done = reviews(self.request, found)
        return [look for look in found if not review_of(look, done)]


def months():
    """The last twelve months, this one first: (2026-11, November 2026)."""
    first, found = clock.today().replace(day=1), []
    for _number in range(MONTHS):
        found.append((f"{first:%Y-%m}", date_format(first, "F Y")))
        first = (first - timedelta(days=1)).replace(day=1)
    return found


def reviews(request, looks):
    """The reviews of the people and days of these looks."""
    if not looks:
        return []
    days, people = {look.day for look in looks}, {look.person for look in looks}
    rows = AccessReview.objects.filter(looked_on__in=days, owner__in=people).select_related("by")
    return listing(request, rows.order_by("-looked_at"))


def review_of(look, done):
    """The review that covers a look, or None."""
    return next((row for row in done if row.covers(look)), None)


def describe(request, looks):
    """Each look with the code of the person, her reference, and the review if there is one."""
    codes = reading.codes({look.person for look in looks})
    done = reviews(request, looks)
    return [
        {"look": look, "code": codes.get(look.person, ("", ""))[0] or _("Removed")}
        | {"ref": codes.get(look.person, ("", ""))[1], "review": review_of(look, done)}
        for look in looks
    ]
