"""Files of others become rows of ours: pure readers first, then one writer (standards.md 1)."""
