"""Partners: the places we introduce people to."""
