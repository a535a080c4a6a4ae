"""Sharing agreements: what a person lets us tell one partner, and until when (domain.md 3)."""
