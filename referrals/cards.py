"""What this app brings to shared pages, room by room."""

from .consent import cards as consent  # noqa: F401
from .handoffs import cards as handoffs  # noqa: F401
