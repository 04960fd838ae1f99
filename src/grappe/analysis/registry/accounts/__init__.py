"""Annual accounts, in the forms in which people get them, become rows of the registry."""
