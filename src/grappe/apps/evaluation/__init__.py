"""Evaluations of a cluster from what the platform holds, and from files for what it does not hold yet."""
