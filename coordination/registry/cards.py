"""Cards: what each app shows on a page shared by apps."""

import logging
from dataclasses import dataclass, field

from django.conf import settings

from coordination.roles import may

PLACES = {"today", "team", "program", "person", "service", "entry", "access", "saved"}
ABOUT_A_PERSON = {"person", "service", "entry", "access"}
log = logging.getLogger("daybook")


@dataclass(frozen=True)
class Card:
    """
    A part of a page. `context` takes (request) or, on the person page, (request, survivor).

    `anchor` names the section a chip of the person page leads to; no anchor, no chip (S14).
    `joins`: related rows of the person that come with her, so that the card asks nothing for them;
    `columns`: the same for single values, by name.
    """

    place: str
    order: int
    title: str
    template: str
    permission: str
    context: callable
    column: str = "main"
    anchor: str = ""
    joins: tuple = ()
    columns: dict = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Shown:
    """A card that has something to show; `failed` when it could not be loaded."""

    card: Card
    context: dict
    failed: bool = False


_cards = []


def card(
    *,
    place,
    order,
    title,
    template,
    permission,
    column="main",
    anchor="",
    joins=(),
    columns=None,
):
    """Register a card. Its function returns a context, or None for nothing to show."""
    if place not in PLACES:
        raise ValueError(f"There is no place {place!r}.")

    def register(function):
        more = (column, anchor, tuple(joins), columns or {})
        _cards.append(Card(place, order, title, template, permission, function, *more))
        return function

    return register


def registered(place=None):
    """Cards by place, in their order."""
    cards = [card for card in _cards if place in (None, card.place)]
    return sorted(cards, key=lambda card: (card.place, card.order))


def joins(place):
    """Names for `select_related`: what the cards of a place want loaded with the person."""
    return sorted({name for card in registered(place) for name in card.joins})


def columns(place):
    """Name to expression: single values that the cards of a place want loaded with the person."""
    found = {}
    for card in registered(place):
        found |= card.columns
    return found


def shown(place, request, *about):
    """
    The cards of a place for this user. One that fails is shown as failed; the page stands.

    In tests (settings.CARDS_RAISE) a failing card raises.
    """
    for card in registered(place):
        if not may(request.user, card.permission):
            continue
        try:  # no transaction: on SQLite it would hold the write lock while a page is read
            context = card.context(request, *about)
        except Exception:
            if settings.CARDS_RAISE:
                raise
            log.exception("card %s failed", card.template)
            yield Shown(card, {}, failed=True)
        else:
            if context is not None:
                yield Shown(card, context)
