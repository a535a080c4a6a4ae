"""The sheet that leaves with a handoff: only the agreed items, and what must travel with them."""
