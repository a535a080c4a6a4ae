"""What coordination itself tells people about."""

from django.utils.translation import gettext_lazy as _

from coordination.registry.notices import notice

notice("step_given", words=_("A next step was given to you."), permission="coordination.add_step")
notice(
    "word_wanted",
    words=_("A peer would like a word with you today."),
    permission="coordination.view_people",
)
notice(
    "rule_due",
    words=_("It is time to ask again how to reach someone safely."),
    permission="coordination.change_safe_contact",
)
notice(
    "flag_due",
    words=_("A safety instruction has reached the day to look at it again."),
    permission="coordination.view_people",
)
