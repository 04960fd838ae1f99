"""The whole of an installation in one archive, and back: its database, of either kind, and its files."""
