"""Mail goes out, and old notices go."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coordination.inbox import actions, outbox
from coordination.registry import due


@due.job
def send_mail(now):
    """Returns a sentence for the line `run_due` prints."""
    sent, refused = outbox.send_due(now)
    words = ngettext("%(count)s mail sent", "%(count)s mails sent", sent) % {"count": sent}
    if refused:
        words += _(", %(count)s to try again") % {"count": refused}
    return words


@due.job
def drop_old_notices(now):
    actions.drop_old(now)
    outbox.drop_old(now)
