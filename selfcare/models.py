"""The front door: models of every room."""
