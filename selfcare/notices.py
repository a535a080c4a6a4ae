"""What debriefs tell the two people of a request about, and nobody else."""

from django.utils.translation import gettext_lazy as _

from coordination.registry.notices import notice

notice(
    "debrief_asked",
    words=_("Someone of your team would like a talk with you."),
    permission="selfcare.view_team",
)
notice(
    "debrief_time",
    words=_("Your supervisor set a time for your talk."),
    permission="selfcare.ask_debrief",
)
