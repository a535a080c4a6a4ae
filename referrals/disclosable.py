"""What an agreement may name."""

from .consent import items  # noqa: F401  registers itself
