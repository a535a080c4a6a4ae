"""Measurements: what a page costs, in one run with what it is compared to."""
