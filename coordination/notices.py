"""What coordination itself tells people about."""

from django.utils.translation import gettext_lazy as _

from coordination.registry.notices import notice

notice("step_given", words=_("A next step was given to you."), permission="coordination.add_step")
