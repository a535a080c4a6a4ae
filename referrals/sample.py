"""This app's parts of the sample agency, room by room."""

from .consent import sample as consent  # noqa: F401
from .disclosure import sample as disclosure  # noqa: F401
from .groups import sample as groups  # noqa: F401
from .handoffs import sample as handoffs  # noqa: F401
from .partners import sample as partners  # noqa: F401
