"""One measure, asked of one person by one member of staff, a page of questions at a time."""

from django.http import Http404
from django.utils.translation import get_language

from coordination.access import READ_NOTES, listing
from coordination.outcomes.forms import FINISH, AskForm
from coordination.outcomes.measures import MEASURES, PER_PAGE
from coordination.outcomes.models import Outcome
from coordination.outcomes.offers import languages, text_for

REF_LENGTH = 10


class Sitting:
    """
    What the page of questions needs: the draft that goes on, the words, this page's questions.

    Raises Http404 for a measure that is not there or whose text is not switched on.
    """

    def __init__(self, request, person, slug):
        if slug not in MEASURES:
            raise Http404
        self.request, self.person, self.slug = request, person, slug
        self.draft = self._draft()
        self.language = request.GET.get("language") or get_language()
        self.text = self._text(MEASURES[slug])
        self.measure = MEASURES[slug]
        if self.text is not None:
            self.measure = self.measure.with_text(self.text)
        self.page = self._page(request.GET.get("page", "1"))

    def _draft(self):
        """The set a form was sent for, whatever became of it; else one's own that is open."""
        rows = Outcome.objects.filter(survivor=self.person, asked_by=self.request.user)
        rows = rows.filter(measure=self.slug).select_related("text", "survivor")
        sent = _ref(self.request.POST.get("set", ""))
        rows = rows.filter(ref=sent) if sent else rows.drafts()
        found = listing(self.request, rows, permission=READ_NOTES, limit=1)
        return found[0] if found else None

    def _text(self, measure):
        if not measure.key_name:
            return None
        if self.draft is not None:
            return self.draft.text
        text = text_for(measure, self.language, _ref(self.request.POST.get("text", "")))
        if text is None:
            raise Http404
        return text

    def _page(self, asked):
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 1
        last = len(self.measure.pages) if self.draft is not None else 1
        return max(1, min(number, last))

    @property
    def pages(self):
        return len(self.measure.pages)

    @property
    def is_last(self):
        return self.page == self.pages

    @property
    def first(self):
        """The number of the first question of this page."""
        return (self.page - 1) * PER_PAGE + 1

    @property
    def last(self):
        return self.first + len(self.measure.pages[self.page - 1]) - 1

    @property
    def languages(self):
        return [] if self.draft is not None else languages(self.measure)

    def form(self, data=None):
        """The questions of this page, with what was answered before."""
        start = {}
        if self.draft is not None:
            start = {"asked_on": self.draft.asked_on, "stated": self.draft.stated or None}
        return AskForm(
            data,
            questions=self.measure.pages[self.page - 1],
            held=self.draft.answers if self.draft is not None else {},
            first=self.first,
            initial=start,
            ask_day=self.page == 1,
            ask_total=bool(self.measure.key_name) and self.is_last,
        )

    def left(self, form):
        """The question that may open the safety page, when it is left blank a first time."""
        if form.then != FINISH or self.request.POST.get("asked_again"):
            return None
        if not self.draft and not any(value is not None for value in form.answers.values()):
            return None  # nothing was asked at all: the page says so
        names = {form.name(q): q.key for q in form.questions if q.key in self.measure.flagged}
        blank = [name for name, key in names.items() if form.answers[key] is None]
        return form[blank[0]] if blank else None

    def outcome(self, form):
        """The row the action keeps: the draft, or a new one."""
        row = self.draft
        if row is None:
            row = Outcome(survivor=self.person, measure=self.slug, text=self.text)
            row.version = self.measure.version
            row.owner = self.person.pk
        row.asked_on = form.cleaned_data.get("asked_on", row.asked_on)
        row.stated = form.cleaned_data.get("stated", row.stated)
        return row


def _ref(sent):
    """A reference as our pages send it; anything else is none."""
    return sent if sent.isascii() and sent.isalnum() and len(sent) == REF_LENGTH else ""
