"""This app's parts of the sample agency, room by room."""

from .groups import sample as groups  # noqa: F401
from .handoffs import sample as handoffs  # noqa: F401
