"""What kind of look a row of the read audit was: by the page that showed her."""

import functools

from django.db.models import Q
from django.urls import URLPattern, get_resolver
from django.utils.translation import gettext_lazy as _

VIEW, LIST, REVEAL, NOTE, PRINT = "view", "list", "reveal", "note", "print"
WORDS = {
    VIEW: _("Opened the record"),
    REVEAL: _("Showed legal name or phone"),
    NOTE: _("Opened a note with a reason"),
    PRINT: _("Printed or handed out"),
    LIST: _("Saw them on a list"),
}


def looks_as(kind):
    """Mark a view whose look is of another kind than its address tells."""

    def mark(view):
        view.looks_as = kind
        return view

    return mark


def kind_of(view_name):
    """view, list, reveal, note or print. A page that is gone from the program counts as a view."""
    return _known().get(view_name, VIEW)


def only(kind):
    """The rows of one kind, as a filter for the database."""
    names = [name for name, found in _known().items() if found == kind]
    if kind == VIEW:
        return ~Q(view__in=[name for name, found in _known().items() if found != VIEW])
    return Q(view__in=names)


@functools.cache
def _known():
    return {name: _kind(view, path) for name, view, path in _views(get_resolver())}


def _kind(view, path):
    """A page without a reference in its address is a list; an address that ends in .pdf, paper."""
    if marked := getattr(view, "looks_as", ""):
        return marked
    if path.endswith(".pdf"):
        return PRINT
    return VIEW if "<" in path else LIST


def _views(resolver):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield entry.name, entry.callback, str(entry.pattern)
        else:
            yield from _views(entry)
