"""What time does to wellbeing rows: old drafts go, past debriefs close."""

from coordination.registry import due

from .checkins.actions import drop_stale_drafts
from .debriefs.actions import close_past


@due.job
def tidy_selfcare(now):
    """Safe to run twice: both only look at what is still open."""
    drop_stale_drafts()
    close_past()
