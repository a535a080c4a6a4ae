"""Work of this app that falls due with time."""

from datetime import timedelta

from coordination.drafts.actions import forget_old_drafts
from coordination.goals import due as goals_due  # noqa: F401  registers itself
from coordination.inbox import due as inbox_due  # noqa: F401  registers itself
from coordination.models import OnceToken
from coordination.outcomes import due as outcomes_due  # noqa: F401  registers itself
from coordination.registry import due

TOKEN_DAYS = 1


@due.job
def forget_form_tokens(now):
    """A form is sent twice within minutes; later its token would only tell who saved what when."""
    OnceToken.objects.filter(used_at__lt=now - timedelta(days=TOKEN_DAYS)).delete()


due.job(forget_old_drafts)
