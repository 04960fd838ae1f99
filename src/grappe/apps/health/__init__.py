"""Whether an installation is well: what is wrong with it, and the remedy."""
