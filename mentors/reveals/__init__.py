"""A supervisor opens the text of an entry: with a reason, for a minute, and its author sees it."""
