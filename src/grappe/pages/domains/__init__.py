"""The cluster that a name of machine belongs to."""
