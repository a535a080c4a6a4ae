"""What becomes of each table when a person is removed, room by room."""

from .groups import erasure as groups  # noqa: F401
from .importers import erasure as importers  # noqa: F401
