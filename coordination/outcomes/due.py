"""Work about answers that falls due with time."""

from coordination.outcomes import actions
from coordination.registry import due


@due.job
def close_left_answers(now):
    """Answers begun and left for two weeks are closed as they stand; a blank stays a blank."""
    actions.close_drafts(now)
