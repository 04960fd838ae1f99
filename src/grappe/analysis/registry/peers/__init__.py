"""A group of comparable companies: who is in it, how it is doing, and where the members stand in it."""
