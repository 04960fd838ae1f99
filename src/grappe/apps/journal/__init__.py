"""The journal: who did what, to what, when; it only grows, and each line holds on to the one before."""
