"""People to reach now, as names and lines of text. Nobody is told that the page was opened."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from coordination.models import Organisation, Role, User

from . import wall


@dataclass(frozen=True)
class Reach:
    """The supervisor on the line, other supervisors by name, and help lines."""

    supervisor: User | None
    others: list
    lines: list


def people_for(user):
    """Who this user can turn to today."""
    supervisor = wall.supervisor_of(user)
    others = User.objects.holding(Role.SUPERVISOR).exclude(pk=user.pk).order_by("name")
    lines = [line for line in Organisation.current().help_lines.splitlines() if line.strip()]
    if not any("988" in line for line in lines):
        lines.append(_("Call or text 988, any time."))
    return Reach(
        supervisor=supervisor,
        others=[other for other in others if other != supervisor],
        lines=lines,
    )
