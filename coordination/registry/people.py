"""
What apps bring to the list of people (S12): chips, columns, reasons for a look, an action a row.

Everything is asked once for a page, never once for a row; rows are narrowed with IN.
"""

from collections import namedtuple

from coordination.roles import may

Chip = namedtuple("Chip", "key label order narrow permission empty beside")
Column = namedtuple("Column", "key label order only_for words")
Look = namedtuple("Look", "key label order people")

_chips, _columns, _looks, _actions = [], [], [], []


def chip(key, *, label, order, permission="", empty="", beside=""):
    """
    Register a function from (survivors, user) to those of them the chip shows.

    `empty`: what the list says when nobody is in it, where "No one is <label>" does not fit.
    `beside`: another chip; this one shows only while that one, or itself, is chosen.
    """

    def register(function):
        _chips.append(Chip(key, label, order, function, permission, empty, beside))
        return function

    return register


def column(key, *, label, order, only_for=()):
    """
    Register a function from (request, people of one page) to {primary key: words}.

    `only_for`: the chips that show it; empty for all.
    """

    def register(function):
        _columns.append(Column(key, label, order, frozenset(only_for), function))
        return function

    return register


def look(key, *, label, order):
    """
    Register a function from a user to the primary keys of people who need a look.

    It returns a queryset of one column, read as a subquery; `label` stands in her row.
    """

    def register(function):
        _looks.append(Look(key, label, order, function))
        return function

    return register


def action(function):
    """Register a function from (request, people of one page) to {primary key: (href, words)}."""
    _actions.append(function)
    return function


def chips(user):
    """The chips this user has, in their order."""
    found = [one for one in _chips if not one.permission or may(user, one.permission)]
    return sorted(found, key=lambda one: one.order)


def columns(chosen):
    """The columns that the chosen chip shows."""
    shown = [one for one in _columns if not one.only_for or chosen in one.only_for]
    return sorted(shown, key=lambda one: one.order)


def looks():
    return sorted(_looks, key=lambda one: one.order)


def actions():
    return list(_actions)
