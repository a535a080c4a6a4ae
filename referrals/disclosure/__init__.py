"""The one way out: `disclose()`, its ledger, and what waits to leave (domain.md 4)."""
