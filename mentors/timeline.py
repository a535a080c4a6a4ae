"""What mentors brings to a person's line of time: contacts and tries."""

from coordination.access import listing_with_notes
from coordination.registry import timeline
from mentors.contacts import words
from mentors.contacts.models import Contact

GROUP, TALKED = Contact.Kind.GROUP, Contact.Outcome.TALKED
OF_KIND = {
    "talked": lambda rows: rows.filter(outcome=TALKED).exclude(kind=GROUP),
    "tries": lambda rows: rows.exclude(outcome=TALKED).exclude(kind=GROUP),
    "groups": lambda rows: rows.filter(kind=GROUP),
}


@timeline.source(kinds=OF_KIND, permission="coordination.view_people")
def contacts(request, survivor, kind, before, limit):
    """Contacts and tries; the text folded, and only for those who may read it."""
    rows = Contact.objects.standing().filter(survivor=survivor).select_related("author").newest()
    if kind:
        rows = OF_KIND[kind](rows)
    if before:
        rows = rows.filter(happened_at__lt=timeline.start_of(before))
    found = listing_with_notes(request, rows, limit=limit)
    readable = {row.pk for row in found if row.readable}
    return [words.entry(row, readable) for row in found]
