"""Warm handoffs, followed until we know how it went (domain.md 11)."""
