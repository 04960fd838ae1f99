"""A new database, written at once instead of by some three hundred migrations."""
