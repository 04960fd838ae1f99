"""The search of a desk: over all that its rooms know of one cluster."""
