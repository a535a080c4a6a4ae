"""What becomes of each table when a person is removed, room by room."""

from .consent import erasure as consent  # noqa: F401
from .disclosure import erasure as disclosure  # noqa: F401
from .groups import erasure as groups  # noqa: F401
from .handoffs import erasure as handoffs  # noqa: F401
from .importers import erasure as importers  # noqa: F401
from .partners import erasure as partners  # noqa: F401
