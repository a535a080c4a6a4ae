"""
"Do not pair with": one entry of the deny list, of which everybody but the privacy officer sees
the effect only (S16, PAIR-5).
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coordination.access import Denial, may
from coordination.roles import Role
from coordination.survivors.actions import deny
from coordination.users.models import User

SMALL_TEAM = 3  # in a team this small a number would name somebody


def staff(user):
    """Peers of the staff by name, without this user. Always the same list, whoever is denied."""
    return list(User.objects.holding(Role.PEER).exclude(pk=user.pk).order_by("name", "pk"))


def keep_apart(*, survivor, user, by):
    """
    Never pair these two, and close her record to this member of staff for good.

    Written twice it stays written once. A pairing they have stays to be ended by a manager.
    Raises ValidationError `oneself`.
    """
    if user.pk == by.pk:
        message = _("You cannot write this about yourself. Ask your program manager.")
        raise ValidationError(message, code="oneself")
    return deny(survivor=survivor, user=user, kind=Denial.Kind.NEVER_PAIR, by=by)


def in_words(user, survivor):
    """
    The effect, for those who pair; empty for others, who get no hint that a rule exists (a.1).

    In a small team there is no number: it would name somebody.
    """
    if not may(user, "coordination.view_every_survivor"):
        return ""
    count = Denial.objects.unscoped("only its effect shows").filter(survivor=survivor).count()
    if not count:
        return ""
    if User.objects.holding(Role.PEER).count() <= SMALL_TEAM:
        return _("Do not pair with: set. The privacy officer can see who.")
    words = ngettext(
        "Do not pair with: %(count)s person. The privacy officer can see who.",
        "Do not pair with: %(count)s people. The privacy officer can see who.",
        count,
    )
    return words % {"count": count}
