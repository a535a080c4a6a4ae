"""What several apps bring to one place is registered here, so that no arrow turns round."""
