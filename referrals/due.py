"""What falls due with time, in the rooms of this app."""

from . import reminders  # noqa: F401  registers itself
from .consent import due  # noqa: F401  registers itself
from .disclosure import due as disclosure_due  # noqa: F401  and what stopping empties
from .handoffs import due as handoffs_due  # noqa: F401  and what stopping pauses
