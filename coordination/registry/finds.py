"""What Find can do, and where it looks (S10). Each app brings its own."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from coordination.roles import may

MOST = 5  # of one source


@dataclass(frozen=True)
class Hit:
    """One line of a result: words, where it leads, and what else helps to tell it apart."""

    label: str
    href: str
    meta: str = ""


@dataclass(frozen=True)
class Deed:
    """Something to do, offered by Find. `mark` names a data attribute that scripts listen to."""

    order: int
    label: str
    url_name: str
    permission: str = ""
    query: str = ""
    mark: str = ""

    @property
    def href(self):
        try:
            return reverse(self.url_name) + self.query
        except NoReverseMatch:
            return ""


@dataclass(frozen=True)
class Source:
    """A place to look: its function takes (request, query) and returns Hits, best first."""

    order: int
    title: str
    permission: str
    hits: callable


_deeds, _sources = [], []


def deed(**about):
    """Register something to do."""
    _deeds.append(Deed(**about))


def source(*, order, title, permission):
    """Register a function from (request, find.match.Query) to Hits."""

    def register(function):
        _sources.append(Source(order, title, permission, function))
        return function

    return register


def deeds(user=None):
    """What this user may do (everything registered, without a user), in order."""
    deeds = sorted(_deeds, key=lambda one: one.order)
    if user is None:
        return deeds
    return [one for one in deeds if one.href and (not one.permission or may(user, one.permission))]


def sources(user=None):
    """Where this user may look (all places, without a user), in order."""
    places = sorted(_sources, key=lambda one: one.order)
    return places if user is None else [one for one in places if may(user, one.permission)]
