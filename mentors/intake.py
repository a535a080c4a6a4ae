"""What mentors brings to the task list of adding a person."""

from django.utils.translation import gettext_lazy as _

from coordination.registry.intake import task
from mentors.wishes.models import Wishes


@task(
    "wishes",
    order=20,
    label=_("What they want from a peer"),
    view="wishes",
    permission="mentors.change_wishes",
    can_wait=True,
)
def wishes(survivor):
    return Wishes.objects.unscoped("whether she was asked").filter(survivor=survivor).exists()
