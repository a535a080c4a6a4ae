"""What mentors brings to Find."""

from django.utils.translation import gettext_lazy as _

from coordination.registry import finds

finds.deed(
    order=20,
    label=_("Log a contact"),
    url_name="log_pick",
    permission="mentors.add_contact",
)
