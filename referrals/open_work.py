"""What keeps a record from being finished, in the rooms of this app."""

from .handoffs import open_work  # noqa: F401
